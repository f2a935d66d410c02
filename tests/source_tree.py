"""The source as syntax trees, for the tests that hold it to its design."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPO = Path(__file__).parents[1]
PACKAGE = REPO / "draftkit"


@dataclass(frozen=True)
class Import:
    """One import statement's target, as a dotted module name. `types_only` is under TYPE_CHECKING;
    `lazy` inside a function."""

    importer: str
    target: str
    line: int
    types_only: bool
    lazy: bool


def module_name(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(REPO).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """Every module of the package, by dotted name."""
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def imports() -> tuple[Import, ...]:
    """Every import statement of the package, wherever in the file it stands."""
    return tuple(found for name, path in modules().items() for found in _imports(name, path))


def _imports(name: str, path: Path) -> Iterator[Import]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node, types_only, lazy in _statements(tree(path), False, False):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        else:
            targets = _from_targets(node, package)
        for target in targets:
            yield Import(name, target, node.lineno, types_only, lazy)
    for call in ast.walk(tree(path)):
        named = _named_import(call)
        if named:
            yield Import(name, named, call.lineno, False, True)  # type: ignore[attr-defined]


def _named_import(node: ast.AST) -> str | None:
    """The module that import_module("x") or __import__("x") names, None for any other node."""
    if not isinstance(node, ast.Call) or not node.args:
        return None
    called = ast.unparse(node.func).rpartition(".")[2]
    first = node.args[0]
    if called not in ("import_module", "__import__") or not isinstance(first, ast.Constant):
        return None
    return str(first.value)


def _statements(
    node: ast.AST, types_only: bool, lazy: bool
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, types_only, lazy
            continue
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for statement in child.body:
                if isinstance(statement, ast.Import | ast.ImportFrom):
                    yield statement, True, lazy
                else:
                    yield from _statements(statement, True, lazy)
            continue
        yield from _statements(child, types_only, lazy or inside)


def _from_targets(node: ast.ImportFrom, package: str) -> list[str]:
    """`from a import b` may name a module or a thing in one; a module of ours wins."""
    base = node.module or ""
    if node.level:
        above = package.split(".")
        kept = above[: len(above) - node.level + 1]
        base = ".".join([*kept, base] if base else kept)
    named = [f"{base}.{alias.name}" for alias in node.names]
    return [name if name in modules() else base for name in named]


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository: as git lists them (those not yet added too), else all."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPO,
        capture_output=True,
        check=False,
    )
    if done.returncode == 0:
        found = [REPO / name for name in done.stdout.decode("utf-8").split("\0") if name]
        return tuple(sorted(path for path in found if path.is_file()))
    skipped = {".git", ".venv", "out", "build", "dist", "__pycache__"}
    return tuple(
        sorted(
            path
            for path in REPO.rglob("*")
            if path.is_file()
            and not any(
                part in skipped or part.endswith(("_cache", ".egg-info"))
                for part in path.relative_to(REPO).parts
            )
        )
    )
