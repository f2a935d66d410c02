"""Word files to PDF, and files of any office format to .docx, through LibreOffice."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from draftkit.errors import InputError, OutputError
from draftkit.render.run import run_program

_PREFIX = "draftkit-office-"

_ABANDONED = 1800.0
"""Seconds after which a folder of a conversion is nobody's: none is given as long."""

_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}


def find_soffice() -> str | None:
    """The LibreOffice to call: DRAFTKIT_SOFFICE, else the one on the path or in its usual place."""
    named = os.environ.get("DRAFTKIT_SOFFICE")
    if named:
        return named if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES.get(sys.platform, ()) if Path(place).is_file()), None)


def to_pdf(path: str | Path, out_dir: str | Path, *, seconds: float = 120) -> Path:
    """The PDF of a Word file (or anything LibreOffice reads), in `out_dir`.

    Raises OutputError when LibreOffice is not there, InputError when it fails or takes longer than
    `seconds`.
    """
    source, folder = Path(path).absolute(), Path(out_dir).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with _scratch() as scratch:
        pdf = _converted(source, "pdf", scratch, seconds)
        target = folder / pdf.name
        shutil.move(pdf, target)
    return target


def to_docx(
    data: bytes, name: str, *, read_as: str | None = None, ending: str = ".doc", seconds: float = 60
) -> bytes:
    """A file of an older format as .docx.

    `read_as` is LibreOffice's filter for it: without one LibreOffice goes by the content and by
    `ending`, and reads what it does not know as plain text. Macros do not run in a call without a
    window.

    Raises OutputError when LibreOffice is not there, InputError (naming the file as `name`) when
    it fails or takes longer than `seconds`.
    """
    with _scratch() as scratch:
        copy = scratch / f"paper{ending}"
        copy.write_bytes(data)
        more = [f"--infilter={read_as}"] if read_as else []
        return _converted(copy, "docx", scratch, seconds, name, more).read_bytes()


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder of this user alone, gone at the end."""
    clear_left()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield Path(folder)


def clear_left() -> None:
    """Delete what a process that was killed left of a conversion: it holds the whole paper."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            here = folder.lstat()
            ours = sys.platform == "win32" or here.st_uid == os.geteuid()
            if ours and stat.S_ISDIR(here.st_mode) and time.time() - here.st_mtime > _ABANDONED:
                shutil.rmtree(folder)


def _converted(
    source: Path,
    ending: str,
    scratch: Path,
    seconds: float,
    name: str | None = None,
    more: Sequence[str] = (),
) -> Path:
    """The file LibreOffice made, in a folder of `scratch`.

    Each call has a LibreOffice profile of its own, so that calls do not block one another and no
    setting of a user's LibreOffice counts.
    """
    soffice = find_soffice()
    if soffice is None:
        raise OutputError("render.no_soffice")
    profile, made = scratch / "profile", scratch / "out"
    run_program(
        [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            *more,
            "--convert-to",
            ending,
            "--outdir",
            str(made),
            str(source),
        ],
        source,
        seconds,
        said=name,
    )
    result = made / f"{source.stem}.{ending}"
    if not result.is_file():  # LibreOffice ends with 0 on a file it cannot read
        raise InputError(
            "render.failed",
            program=Path(soffice).name,
            path=name or str(source),
            reason=f"no {ending}",
        )
    return result
