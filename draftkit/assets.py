"""Shipped data: prompts/, eval/ and corpus/, found in the wheel and in a bare checkout alike.

A file of a user's workspace (`<workspace>/eval/…`, `<workspace>/prompts/…`) stands before the
bundled one of the same name; `overriding` sets that folder. Imports nothing of draftkit above
`text` and `errors`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import yaml

from draftkit.errors import SettingsError

P = ParamSpec("P")
T = TypeVar("T")

_OVERRIDES: ContextVar[Path | None] = ContextVar("draftkit_overrides", default=None)
_READ: ContextVar[list[Path] | None] = ContextVar("draftkit_read", default=None)
"""Files of the folder of overrides that were read for what is being made."""


@cache
def bundled(kind: str) -> Path:
    """The folder of a kind of data (prompts, eval, corpus): in the package, else beside it."""
    package = Path(__file__).parent
    inside = package / "_data" / kind
    return inside if inside.is_dir() else package.parent / kind


@contextmanager
def overriding(folder: Path | None) -> Iterator[None]:
    """Within this block files of `folder` stand before the bundled ones; None: bundled only."""
    token = _OVERRIDES.set(folder)
    try:
        yield
    finally:
        _OVERRIDES.reset(token)


def cached(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function makes of data files, apart for each folder of overrides. What it raises
    on a file of that folder is a SettingsError naming the file and what is wrong in it."""

    @cache
    def keyed(_folder: Path | None, args: tuple[Any, ...], named: tuple[Any, ...]) -> Any:
        read: list[Path] = []
        token = _READ.set(read)
        try:
            return make(*args, **dict(named))
        except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
            if not read:
                raise
            raise SettingsError(
                "assets.bad_file", path=str(read[-1]), reason=_reason(error)
            ) from None
        finally:
            _READ.reset(token)

    @wraps(make)
    def get(*args: P.args, **kwargs: P.kwargs) -> T:
        made: T = keyed(_OVERRIDES.get(), args, tuple(sorted(kwargs.items())))
        return made

    return get


def _reason(error: Exception) -> str:
    """What is wrong in a file, in short: the place and the fault of the first one that is found."""
    faults = getattr(error, "errors", None)
    if callable(faults):
        first = faults()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    if isinstance(error, KeyError):
        return f"{error.args[0]}: missing"
    return " ".join(str(error).split())


def is_own(kind: str, name: str) -> bool:
    """Whether the file that counts for kind/name is one of the folder of overrides."""
    folder = _OVERRIDES.get()
    return folder is not None and (folder / kind / name).is_file()


def find(kind: str, name: str) -> Path:
    """The file that counts for kind/name. Raises FileNotFoundError when there is none."""
    overrides = _OVERRIDES.get()
    if overrides is not None and (overrides / kind / name).is_file():
        return overrides / kind / name
    path = bundled(kind) / name
    if not path.is_file():
        raise FileNotFoundError(f"{kind}/{name}")
    return path


def names(kind: str, folder: str = "", suffix: str = ".yaml") -> tuple[str, ...]:
    """Names under kind/folder with that suffix, bundled and overriding ones together, sorted."""
    roots = [bundled(kind)]
    overrides = _OVERRIDES.get()
    if overrides is not None:
        roots.append(overrides / kind)
    found = {
        path.relative_to(root).as_posix()
        for root in roots
        if (root / folder).is_dir()
        for path in (root / folder).glob(f"*{suffix}")
    }
    return tuple(sorted(found))


def load_yaml(kind: str, name: str) -> Any:
    """The parsed content of a YAML data file; the same object for the same path and time. Raises a
    SettingsError for a file of the folder of overrides that is no YAML in UTF-8."""
    path = find(kind, name)
    if not is_own(kind, name):
        return _parsed(path, path.stat().st_mtime_ns)
    if (read := _READ.get()) is not None:
        read.append(path)
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise SettingsError("assets.not_yaml", path=str(path), reason=reason) from None


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same language eight times as fast where PyYAML was built with libyaml, as its wheels are."""


@cache
def _parsed(path: Path, _changed: int) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - both are safe ones
