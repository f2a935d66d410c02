"""One call of an outside program: bounded in time, its complaint kept."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from draftkit.errors import InputError, MissingFileError


def run_program(
    command: Sequence[str],
    path: Path,
    seconds: float,
    env: Mapping[str, str] | None = None,
    *,
    said: str | None = None,
) -> bytes:
    """Standard output of a program that works on `path`; an error names it as `said`.

    Raises MissingFileError for a file that is not there and InputError when the program fails or
    is not done in `seconds` (it is ended then).
    """
    shown = said or str(path)
    if not path.is_file():
        raise MissingFileError("render.missing", path=shown)
    program = Path(command[0]).name
    try:
        output, complaint, code = _run(command, seconds, env)
    except subprocess.TimeoutExpired:
        raise InputError(
            "render.timeout", program=program, path=shown, seconds=round(seconds)
        ) from None
    except OSError as error:
        raise InputError(
            "render.failed", program=program, path=shown, reason=error.strerror or str(error)
        ) from None
    if code:
        raise InputError(
            "render.failed", program=program, path=shown, reason=_last_line(complaint)
        ) from None
    return output


def _run(
    command: Sequence[str], seconds: float, env: Mapping[str, str] | None
) -> tuple[bytes, bytes, int]:
    """(standard output, standard error, exit code). A program past its time is ended with all it
    started: LibreOffice's own process is a child of the one that was called, and keeps its output
    open."""
    with subprocess.Popen(  # noqa: S603  a list, no shell; the program is ours to name
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(env) if env is not None else None,
        start_new_session=os.name == "posix",
    ) as process:
        try:
            output, complaint = process.communicate(timeout=seconds)
        except BaseException:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            raise
        return output, complaint, process.returncode


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else "-"
