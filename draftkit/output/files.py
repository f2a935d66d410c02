"""Writing a result file whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from draftkit.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target, then put it in its place in one step: a reader sees the old file or
    the new one, never half of one. A missing folder is made.

    Raises OutputError for a folder in the file's place and for a place that cannot be written.
    """
    check_place(path)
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        beside.unlink(missing_ok=True)


def check_place(path: Path, *, folder_there: bool = False) -> None:
    """Whether a file can stand at `path`, without writing anything. folder_there: its folder must
    be there already, as it must for a name typed by hand.

    Raises OutputError; what only the attempt can show (a full disk) is left to the writing.
    """
    if path.is_dir():
        raise OutputError("output.is_folder", path=str(path))
    above = path.absolute().parent
    if folder_there and not os.path.lexists(above):
        raise OutputError("output.no_folder", path=str(path), folder=str(path.parent))
    while not above.exists():
        above = above.parent
    if not above.is_dir():
        raise OutputError("output.folder_is_file", path=str(path), folder=str(above))
    if not os.access(above, os.W_OK | os.X_OK):
        raise OutputError("output.unwritable", path=str(path), reason=os.strerror(13))


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError("output.unwritable", path=str(path), reason=error.strerror or str(error))
