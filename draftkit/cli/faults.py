"""The one place where errors end.

DraftkitError, bad usage    one line that says what to do; the exit code of the error
interrupt                   130
a reader that went away     quiet, 0
anything else               3, and a log to paste: paths, versions, traceback, no text of papers
"""

from __future__ import annotations

import errno
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from draftkit.cli import trace
from draftkit.cli.terminal import tell
from draftkit.errors import DraftkitError

USAGE, FAULT, INTERRUPTED = 2, 3, 130

_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
"""Errors of the file system that its owner can mend: full, quota, read-only, no permission."""

_PACKAGES = (
    "draftkit",
    "llama-index-core",
    "chromadb",
    "openai",
    "python-docx",
    "typer",
    "pydantic",
)

_logger = logging.getLogger(__name__)


def guard(call: Callable[[], Any]) -> int:
    """Run a command and give the exit code of the process."""
    try:
        code = call()
        if code == INTERRUPTED:  # how the parser hands on a KeyboardInterrupt
            tell("cli.interrupted")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except DraftkitError as error:
        _logger.debug("where it was raised", exc_info=True)
        tell("cli.error", text=str(error))
        return error.exit_code
    except typer.TyperException as error:
        tell("cli.error", text=_usage_text(error))
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        tell("cli.interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        _close_quietly()
        return 0
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            return _fault(error)
        tell("cli.machine", path=error.filename or "", reason=error.strerror or str(error))
        return USAGE
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a fault of ours
        return _fault(error)


def _usage_text(error: typer.TyperException) -> str:
    """A fault of the parser in our words; it speaks English only."""
    from draftkit.messages import say

    ctx, param = getattr(error, "ctx", None), getattr(error, "param", None)
    path = ctx.command_path if ctx is not None else "draftkit"
    kind, name = type(error).__name__, _shown(param)
    if kind == "NoSuchOption":
        text = _no_such_option(error)
    elif kind == "MissingParameter":
        text = say("cli.missing", name=name)
    elif kind == "BadOptionUsage":
        text = say("cli.needs_value", name=getattr(error, "option_name", name))
    elif kind == "UsageError":
        text = say("cli.too_many")
    elif kind == "BadParameter":
        low = getattr(param, "min", None)
        text = say("cli.no_number", name=name, low=low if low is not None else 0)
    else:
        text = error.format_message()
    return say("cli.see_help", text=text, command=path)


def _shown(param: Any) -> str:
    """A parameter as the user types it."""
    if param is None:
        return ""
    named = param.opts if param.param_type_name == "option" else [param.metavar or param.name]
    return str(max(named, key=len))


def _no_such_option(error: Any) -> str:
    from draftkit.messages import say

    near = ", ".join(error.possibilities or ())
    key = "cli.no_option_near" if near else "cli.no_option"
    return say(key, name=error.option_name, near=near)


def _close_quietly() -> None:
    """Let the interpreter's last flush go nowhere instead of complaining."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def write_log(error: BaseException) -> str:
    """Write what helps to mend a fault of ours to a file of its owner alone, and name it."""
    handle, name = tempfile.mkstemp(prefix="draftkit-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write("\n".join(_report(error)) + "\n")
    return name


def _fault(error: BaseException) -> int:
    """Name the log, or print it where none can be written; exit code 3."""
    kind = type(error).__name__
    try:
        tell("cli.fault", kind=kind, log=write_log(error))
    except OSError:
        tell("cli.fault_here", kind=kind)
        sys.stderr.write("\n".join(_report(error)) + "\n")
    return FAULT


def _report(error: BaseException) -> Iterator[str]:
    from importlib import metadata

    yield "draftkit fault report. It holds no text of papers; read it before you pass it on."
    yield f"command: {' '.join(_told_arguments())}"
    yield f"folder: {Path.cwd()}"
    yield f"python: {platform.python_version()} on {platform.platform()}"
    for package in _PACKAGES:
        try:
            yield f"{package}: {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            yield f"{package}: not installed"
    yield from trace.lines(error)


def _told_arguments() -> Iterator[str]:
    """The command line; what is neither an option, a command nor a path may be words of a paper."""
    for at, word in enumerate(sys.argv[1:]):
        if word.startswith("-"):
            yield word.partition("=")[0]
        else:
            told = (at == 0 and word.isascii()) or os.path.exists(word)  # noqa: PTH110 - never raises
            yield word if told else "…"
