"""Shipped data: prompts/, eval/ and corpus/, found in the wheel and in a bare checkout alike.

A file of a user's workspace (`<workspace>/eval/…`, `<workspace>/prompts/…`) stands before the
bundled one of the same name; `overriding` sets that folder. Imports nothing of draftkit above
`text` and `errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import yaml

P = ParamSpec("P")
T = TypeVar("T")

_OVERRIDES: ContextVar[Path | None] = ContextVar("draftkit_overrides", default=None)


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
    """Keep what a function makes of data files, apart for each folder of overrides."""

    @cache
    def keyed(_folder: Path | None, args: tuple[Any, ...], named: tuple[Any, ...]) -> Any:
        return make(*args, **dict(named))

    @wraps(make)
    def get(*args: P.args, **kwargs: P.kwargs) -> T:
        made: T = keyed(_OVERRIDES.get(), args, tuple(sorted(kwargs.items())))
        return made

    return get


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
    """The parsed content of a YAML data file; the same object for the same path and time."""
    path = find(kind, name)
    return _parsed(path, path.stat().st_mtime_ns)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same language eight times as fast where PyYAML was built with libyaml, as its wheels are."""


@cache
def _parsed(path: Path, _changed: int) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - both are safe ones
