"""One call of an outside program: bounded in time, its complaint kept."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from draftkit.errors import InputError, MissingFileError


def run_program(
    command: Sequence[str], path: Path, seconds: float, env: Mapping[str, str] | None = None
) -> bytes:
    """Standard output of a program that works on `path`.

    Raises MissingFileError for a file that is not there and InputError when the program fails or
    is not done in `seconds` (it is ended then).
    """
    if not path.is_file():
        raise MissingFileError("render.missing", path=str(path))
    program = Path(command[0]).name
    try:
        done = subprocess.run(  # noqa: S603  a list, no shell; the program is ours to name
            list(command),
            check=True,
            capture_output=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            env=dict(env) if env is not None else None,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            "render.timeout", program=program, path=str(path), seconds=round(seconds)
        ) from None
    except subprocess.CalledProcessError as error:
        raise InputError(
            "render.failed", program=program, path=str(path), reason=_last_line(error.stderr)
        ) from None
    except OSError as error:
        raise InputError(
            "render.failed", program=program, path=str(path), reason=error.strerror or str(error)
        ) from None
    return done.stdout


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else "-"
