"""What a command prints: results on standard output, all else on standard error, in UTF-8."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from draftkit.cli import trace
from draftkit.cli.layout import on_one_line, plain
from draftkit.messages import say
from draftkit.remarks import LOGGER


def use_utf8() -> None:
    """UTF-8 out whatever the locale says; what a terminal cannot take becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def put(text: str) -> None:
    """A result for people."""
    print(plain(text))


def put_raw(text: str) -> None:
    """A result that another program reads: not a character is changed."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def put_json(value: Any) -> None:
    """One JSON document: a value type or plain data."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json")
    put_raw(json.dumps(value, ensure_ascii=False, indent=2))


def put_items(items: Sequence[Mapping[str, Any]]) -> None:
    """The JSON document of a command that has no kind of its own (`draftkit.list/1`)."""
    put_json({"schema": "draftkit.list/1", "items": items})


def ask_line(message: str) -> str | None:
    """What is typed after a question of the catalogue on standard error; None at the end of input."""
    print(plain(say(message)), end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def tell(message: str, **values: Any) -> None:
    """A line of the catalogue on standard error, one line whatever it is filled with."""
    shown = {
        name: on_one_line(str(value)) if isinstance(value, str | PurePath) else value
        for name, value in values.items()
    }
    print(plain(say(message, **shown)), file=sys.stderr)


class _Formatter(logging.Formatter):
    """A log line that cannot act on a terminal; the traceback of an error without words of a
    paper."""

    def format(self, record: logging.LogRecord) -> str:
        return plain(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name logging calls
        return "\n".join(trace.lines(ei[1]))


class _Remarks(logging.Handler):
    """Remarks of the library on standard error, each line once a command."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        text = on_one_line(record.getMessage())
        if text not in self._told:
            self._told.add(text)
            print(plain(text), file=sys.stderr)


def listen(verbosity: int) -> None:
    """Send draftkit's log to standard error: -v what is done, -vv every step; nothing without,
    since what matters to the user is said by the command itself."""
    logger = logging.getLogger("draftkit")
    for old in list(logger.handlers):
        logger.removeHandler(old)
    handler = logging.StreamHandler(sys.stderr) if verbosity else logging.NullHandler()
    handler.setFormatter(_Formatter("%(name)s: %(message)s"))
    logger.addHandler(handler)
    told = logging.getLogger(LOGGER)
    for old in list(told.handlers):
        told.removeHandler(old)
    told.addHandler(_Remarks())
    told.propagate = False
    logger.setLevel((logging.WARNING, logging.INFO, logging.DEBUG)[min(verbosity, 2)])


@contextmanager
def progress(message: str) -> Iterator[Callable[..., None] | None]:
    """A callback (done, total, …) that draws a bar on standard error; None off a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(message), total=None)

        def show(done: int, total: int, *_: object) -> None:
            bar.update(task, completed=done, total=total)

        yield show
