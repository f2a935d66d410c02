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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from draftkit.cli import trace
from draftkit.cli.layout import plain
from draftkit.cli.terminal import put_json, tell
from draftkit.errors import AmbiguousError, DraftkitError
from draftkit.messages import say

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


def wants_json(args: Sequence[str]) -> bool:
    """Whether a command line asks for --json, known or not what else stands in it."""
    options = args[: args.index("--")] if "--" in args else args
    return "--json" in options


def guard(call: Callable[[], Any], as_json: bool = False) -> int:
    """Run a command and give the exit code of the process. as_json: an error is the one JSON
    document on standard output too (`draftkit.error/1`)."""
    try:
        code = call()
        if code == INTERRUPTED:  # how the parser hands on a KeyboardInterrupt
            tell("cli.interrupted")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except DraftkitError as error:
        _logger.debug("where it was raised", exc_info=True)
        tell("cli.error", text=str(error))
        named = error.candidates if isinstance(error, AmbiguousError) else ()
        for ident, told in named:
            tell("cli.candidate", id=ident, told=told)
        ended = Ended(error.key, str(error), error.exit_code, tuple(one for one, _ in named))
    except typer.TyperException as error:
        key, text = _usage_text(error)
        tell("cli.error", text=text)
        ended = Ended(key, text, USAGE)
    except (KeyboardInterrupt, typer.Abort):
        tell("cli.interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        _close_quietly()
        return 0
    except OSError as error:
        ended = _of_the_machine(error)
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a fault of ours
        ended = _fault(error)
    if as_json:
        _put_document(ended)
    return ended.code


@dataclass(frozen=True)
class Ended:
    """How a command ended that failed: the name of its message, the message, the exit code, and
    the ids that the user may have meant."""

    key: str
    message: str
    code: int
    candidates: tuple[str, ...] = ()


def _put_document(ended: Ended) -> None:
    told = {"key": ended.key, "message": plain(ended.message), "exit_code": ended.code}
    if ended.candidates:
        told["candidates"] = list(ended.candidates)
    try:
        put_json({"schema": "draftkit.error/1", **told})
        sys.stdout.flush()
    except OSError:
        _close_quietly()


def _of_the_machine(error: OSError) -> Ended:
    if error.errno not in _OF_THE_MACHINE:
        return _fault(error)
    told = {"path": error.filename or "", "reason": error.strerror or str(error)}
    tell("cli.machine", **told)
    return Ended("cli.machine", say("cli.machine", **told), USAGE)


def _usage_text(error: typer.TyperException) -> tuple[str, str]:
    """A fault of the parser in our words, which speaks English only, with the key of them."""
    ctx, param = getattr(error, "ctx", None), getattr(error, "param", None)
    path = ctx.command_path if ctx is not None else "draftkit"
    kind, name = type(error).__name__, _shown(param)
    low = getattr(param, "min", None)
    near = ", ".join(getattr(error, "possibilities", None) or ())
    option = getattr(error, "option_name", name)
    told: dict[str, tuple[str, dict[str, Any]]] = {
        "NoSuchOption": (
            "cli.no_option_near" if near else "cli.no_option",
            {"name": option, "near": near},
        ),
        "MissingParameter": ("cli.missing", {"name": name}),
        "BadOptionUsage": ("cli.needs_value", {"name": option}),
        "UsageError": ("cli.too_many", {}),
        "BadParameter": ("cli.no_number", {"name": name, "low": 0 if low is None else low}),
    }
    key, values = told.get(kind, ("cli.usage", {"text": error.format_message()}))
    return key, say("cli.see_help", text=say(key, **values), command=path)


def _shown(param: Any) -> str:
    """A parameter as the user types it."""
    if param is None:
        return ""
    named = param.opts if param.param_type_name == "option" else [param.metavar or param.name]
    return str(max(named, key=len))


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


def _fault(error: BaseException) -> Ended:
    """Name the log, or print it where none can be written; exit code 3."""
    kind = type(error).__name__
    try:
        told: dict[str, Any] = {"kind": kind, "log": write_log(error)}
        key = "cli.fault"
    except OSError:
        told, key = {"kind": kind}, "cli.fault_here"
    tell(key, **told)
    if key == "cli.fault_here":
        sys.stderr.write("\n".join(_report(error)) + "\n")
    return Ended(key, say(key, **told), FAULT)


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
