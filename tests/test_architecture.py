"""The design, held by machine: who may import whom, who owns which library, how long is too long.

The rooms and their order are those of docs/architecture.md.
"""

from __future__ import annotations

import ast
import re
import sys
import tokenize
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from tests import source_tree
from tests.source_tree import REPO, Import

ROOMS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli", "integrations"),
    ("__init__",),
    ("recording",),
    ("api",),
    ("reviewing",),
    ("workspace",),
    ("suite", "output", "report"),
    ("compose", "checks"),
    ("intake",),
    ("retrieve",),
    ("index",),
    ("archive",),
    ("parse",),
    ("genres",),
    ("reading",),
    ("word", "formats", "sheets", "render", "llm"),
    ("assets", "settings"),
    ("values",),
    ("text", "errors", "remarks"),
    ("messages",),
)
"""Top to bottom; imports go only down, and rooms of one line don't know each other. `__init__` is
the public API, a table of names that are looked up late; `text`, `errors` and `remarks` rest on the
catalogue of messages."""

OWNERS: dict[str, frozenset[str]] = {
    "docx": frozenset({"word"}),
    "openpyxl": frozenset({"sheets"}),
    "olefile": frozenset({"formats"}),
    "pypdfium2": frozenset({"formats"}),
    "openai": frozenset({"llm"}),
    "chromadb": frozenset({"index"}),
    "httpx": frozenset({"index", "llm"}),
    "llama_index": frozenset({"index", "integrations"}),
    "typer": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
    "click": frozenset({"cli"}),
}
"""Libraries that only the named rooms may import."""

HEAVY = ("llama_index", "chromadb", "openai", "docx", "numpy", "bm25s", "lxml", "pypdfium2")

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_CHARACTERS_OF_A_LINE = 120

DISTRIBUTIONS = {
    "charset_normalizer": "charset-normalizer",
    "chromadb": "chromadb",
    "docx": "python-docx",
    "filelock": "filelock",
    "httpx": "httpx",
    "llama_index.core": "llama-index",
    "llama_index.vector_stores.chroma": "llama-index-vector-stores-chroma",
    "lxml": "lxml",
    "numpy": "numpy",
    "olefile": "olefile",
    "openai": "openai",
    "openpyxl": "openpyxl",
    "platformdirs": "platformdirs",
    "pydantic": "pydantic",
    "pydantic_core": "pydantic",
    "pypdfium2": "pypdfium2",
    "rich": "rich",
    "selectolax": "selectolax",
    "typer": "typer",
    "yaml": "pyyaml",
}
"""Which distribution an imported module comes from; a module not listed here is a new dependency,
to be declared in pyproject.toml first."""


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _height(room: str) -> int | None:
    """Lines above the bottom one; None for a room nobody placed."""
    for height, line in enumerate(reversed(ROOMS)):
        if room in line:
            return height
    return None


def _said(found: Import) -> str:
    return f"{found.importer}:{found.line} imports {found.target}"


def _ours() -> list[Import]:
    return [found for found in source_tree.imports() if found.target.split(".")[0] == "draftkit"]


def _foreign() -> list[Import]:
    known = sys.stdlib_module_names | {"draftkit"}
    return [found for found in source_tree.imports() if found.target.split(".")[0] not in known]


def test_every_module_is_placed() -> None:
    unplaced = [name for name in source_tree.modules() if _height(_room(name)) is None]
    assert not unplaced, f"give these a place in ROOMS and docs/architecture.md: {unplaced}"


def test_imports_go_only_down() -> None:
    """Lazy imports count: a room that is reached late is reached all the same."""
    wrong = []
    for found in _ours():
        here, there = _room(found.importer), _room(found.target)
        if here == there or (here == "__init__" and found.types_only):
            continue
        high, low = _height(here), _height(there)
        if high is not None and low is not None and high <= low:
            wrong.append(_said(found))
    assert not wrong, "upward or sideways:\n" + "\n".join(wrong)


def test_only_commands_and_integrations_use_the_public_api() -> None:
    wrong = [
        _said(found)
        for found in _ours()
        if _room(found.target) == "__init__"
        and _room(found.importer) not in ("cli", "integrations")
    ]
    assert not wrong, "inside, import from the room itself:\n" + "\n".join(wrong)


def test_no_module_is_in_a_cycle() -> None:
    """Among imports that run when a module loads."""
    edges = defaultdict(set)
    for found in _ours():
        if not (found.lazy or found.types_only) and found.target != found.importer:
            edges[found.importer].add(found.target)
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        if module in path:
            pytest.fail("cycle: " + " → ".join((*path[path.index(module) :], module)))
        if module not in done:
            for target in sorted(edges[module]):
                visit(target, (*path, module))
            done.add(module)

    for module in source_tree.modules():
        visit(module, ())


def test_libraries_have_one_owner() -> None:
    wrong = [
        _said(found)
        for found in _foreign()
        if (owners := OWNERS.get(found.target.split(".")[0]))
        and _room(found.importer) not in owners
    ]
    assert not wrong, "\n".join(wrong)


def test_dependencies_are_those_imported() -> None:
    """Nothing undeclared is imported, nothing declared is unused."""
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=!\[ ]", line)[0].lower() for line in project["dependencies"]}
    used = set()
    for found in _foreign():
        if found.types_only:
            continue
        match = [name for name in DISTRIBUTIONS if f"{found.target}.".startswith(f"{name}.")]
        assert match, f"{_said(found)}: a dependency nobody declared"
        used.add(DISTRIBUTIONS[max(match, key=len)])
    assert used <= declared, f"not declared: {sorted(used - declared)}"
    assert declared <= used, f"declared but not imported: {sorted(declared - used)}"


@pytest.mark.parametrize("module", sorted(source_tree.modules()))
def test_size(module: str) -> None:
    path = source_tree.modules()[module]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    inside = _lines_of_long_strings(path)
    long = [
        at
        for at, line in enumerate(lines, 1)
        if len(line) > MOST_CHARACTERS_OF_A_LINE and at not in inside
    ]
    assert not long, f"lines over {MOST_CHARACTERS_OF_A_LINE} characters: {long}"
    for node in ast.walk(source_tree.tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {length} lines"


def _lines_of_long_strings(path: Path) -> set[int]:
    """Lines inside a string of several lines: a style sheet has its own way of breaking."""
    with path.open("rb") as file:
        return {
            line
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.STRING
            for line in range(token.start[0] + 1, token.end[0] + 1)
        }


@pytest.mark.parametrize("module", sorted(source_tree.modules()))
def test_documented(module: str) -> None:
    """Each module and each public class and function of a module says what it is."""
    parsed = source_tree.tree(source_tree.modules()[module])
    if parsed.body:
        assert ast.get_docstring(parsed), "no module docstring"
    public = [
        node
        for node in parsed.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
    ]
    bare = [node.name for node in public if not ast.get_docstring(node)]
    assert not bare, f"{module}: no docstring: {bare}"


def test_text_files_name_their_encoding() -> None:
    """On a Chinese Windows the default is GBK, so nothing is read or written without saying."""
    wrong = []
    for module, path in source_tree.modules().items():
        for node in ast.walk(source_tree.tree(path)):
            if isinstance(node, ast.Call) and _opens_text(node):
                wrong.append(f"{module}:{node.lineno}")
    assert not wrong, f"no encoding=: {wrong}"


def _opens_text(call: ast.Call) -> bool:
    method = isinstance(call.func, ast.Attribute)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in (("open", "read_text", "write_text") if method else ("open",)):
        return False
    if any(keyword.arg == "encoding" for keyword in call.keywords):
        return False
    if name != "open":
        return True
    # Only the builtin and Path.open take a mode; Workspace.open and the like do not open a file.
    modes = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    modes += [k.value.value for k in call.keywords if isinstance(k.value, ast.Constant)]
    opens = not method or {"r", "w", "a", "x"} & set(modes)
    return bool(opens) and not any("b" in str(mode) for mode in modes)


def test_nothing_of_this_machine_is_in_the_repository() -> None:
    """No unfinished marks, no paths of a machine, no package hosts, no secrets in a tracked file."""
    # Spelt in pieces, so that this file passes its own test.
    patterns = {
        "an unfinished mark": r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X:)|raise Not" + r"Implemented",
        "a path of a machine": r"(?<![\w.])/(?:work|farm|ro" + r"ot|tm" + r"p|ho" + r"me)/[a-z]",
        "a package host": r"https?://[^ )]+/(?:sim" + r"ple|pack" + r"ages|deb" + r"ian|-)/",
        "a secret": r"\bsk-[A-Za-z0-9]{20,}",
    }
    wrong = []
    for path in source_tree.tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for what, pattern in patterns.items():
            for found in re.finditer(pattern, text):
                line = text.count("\n", 0, found.start()) + 1
                wrong.append(f"{path.relative_to(REPO)}:{line}: {what}: {found.group()}")
    assert not wrong, "\n".join(wrong)


def test_messages_come_in_both_languages() -> None:
    """Each message fills the same fields in both languages, and is written in both; examples in
    the English text (names of genres, a command line) may be Chinese."""
    from draftkit.messages import catalogue

    field = re.compile(r"\{(\w+)")
    texts = catalogue()
    assert texts
    for key, (english, chinese) in texts.items():
        assert set(field.findall(english)) == set(field.findall(chinese)), key
        assert re.search("[A-Za-z]{2}", english) or english == chinese, f"{key}: no English"


def test_messages_are_all_used_and_all_written() -> None:
    """Every key said somewhere is in the catalogue; every key of it is said somewhere."""
    from draftkit.messages import catalogue

    keys = set(catalogue())
    areas = {key.split(".")[0] for key in keys}
    said = set()
    for module, path in source_tree.modules().items():
        if _room(module) == "messages":
            continue
        for node in ast.walk(source_tree.tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    # A key may be put together: "cli.result." and the name of a result.
    begun = tuple(text for text in said if re.fullmatch(r"[a-z]+\.(?:\w+[._])?", text))
    dead = {key for key in keys - said if not key.startswith(begun)}
    assert not dead, f"in the catalogue but never said: {sorted(dead)}"
    looks_like = re.compile(rf"(?:{'|'.join(sorted(areas))})\.(?!py$|xml$|yaml$|json$)[a-z_.]+")
    unknown = {text for text in said if looks_like.fullmatch(text)} - keys - set(begun)
    assert not unknown, f"said but not in the catalogue: {sorted(unknown)}"
