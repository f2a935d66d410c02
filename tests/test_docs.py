"""What is written about draftkit is true of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import draftkit
from tests import source_tree
from tests.source_tree import REPO
from tests.test_architecture import ROOMS

ENGLISH, CHINESE = REPO / "README.md", REPO / "README.zh-CN.md"
READMES = (ENGLISH, CHINESE)
PAGES = [path for path in source_tree.tracked() if path.suffix == ".md" and "docs" in path.parts]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(path: Path, language: str) -> list[str]:
    """Code blocks of a language, comments and the spaces before them off."""
    return [
        re.sub(r"[ \t]*#.*$", "", code, flags=re.MULTILINE).strip()
        for kind, code in FENCE.findall(_text(path))
        if kind == language
    ]


@pytest.mark.parametrize("path", [*READMES, *PAGES], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", FENCE.sub("", _text(path))):
        if not re.match(r"https?://|mailto:", target):
            assert (path.parent / target).exists(), target


def test_both_readmes_say_the_same() -> None:
    """The same headings by level, the same commands, the same code, the same links."""
    for pattern in (r"^#+ ", r"^\| ", r"^- "):
        counts = [len(re.findall(pattern, FENCE.sub("", _text(p)), re.M)) for p in READMES]
        assert counts[0] == counts[1], pattern
    for language in ("sh", "python", "yaml"):
        assert _blocks(ENGLISH, language) == _blocks(CHINESE, language)
    links = [
        {t for t in re.findall(r"\]\(([^)]+)\)", _text(p)) if not t.startswith("README")}
        for p in READMES
    ]
    assert links[0] == links[1]


def test_the_first_two_commands_set_up_and_draft_then_set_up_and_test() -> None:
    for path in READMES:
        commands = [line for block in _blocks(path, "sh") for line in block.splitlines() if line]
        assert commands[:2] == ["make demo", "make test"]


def test_make_targets_exist() -> None:
    rules = set(re.findall(r"^([a-z-]+):", _text(REPO / "Makefile"), re.MULTILINE))
    assert {"demo", "test", "check", "bench"} <= rules
    for path in READMES:
        named = re.findall(r"^make ([a-z-]+)", "\n".join(_blocks(path, "sh")), re.MULTILINE)
        assert set(named) <= rules


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_every_command_is_named_and_every_named_one_exists(path: Path) -> None:
    from draftkit.cli.app import COMMANDS

    named = set(re.findall(r"\bdraftkit ([a-z][a-z-]+)", _text(path)))
    assert set(COMMANDS) <= named
    assert {name for name in named if f"`draftkit {name}" in _text(path)} <= set(COMMANDS)


def test_options_in_the_readme_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Each --option that stands behind a command in a code block is in that command's help."""
    from draftkit.cli import main

    for block in _blocks(ENGLISH, "sh"):
        for line in block.splitlines():
            found = re.search(r"draftkit ([a-z-]+)(.*)", line)
            if not found:
                continue
            import sys

            before, sys.argv = sys.argv, ["draftkit", found.group(1), "--help"]
            try:
                with pytest.raises(SystemExit):
                    main()
            finally:
                sys.argv = before
            shown = capsys.readouterr().out
            for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", found.group(2)):
                assert option in shown, f"{line}: {option}"


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    (tmp_path / "past").mkdir()
    for path in sorted(corpus.glob("kjj-*-yaodian.*")):
        shutil.copy(path, tmp_path / "past")
    shutil.copy(REPO / "examples" / "gongzuoyaodian.yaml", tmp_path / "起草要求.yaml")
    monkeypatch.chdir(tmp_path)
    codes = _blocks(ENGLISH, "python")
    assert codes
    for code in codes:
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102  our own README
    assert (tmp_path / "draft.docx").stat().st_size > 0
    assert (tmp_path / "report.html").stat().st_size > 0


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The draft of `make demo` as Markdown and its report as text."""
    folder = tmp_path_factory.mktemp("demo")
    with draftkit.Workspace.open(folder) as ws:
        ws.ingest(REPO / "corpus")
        run = ws.draft(draftkit.DraftRequest.load(REPO / "examples" / "gongzuoyaodian.yaml"))
        run.save(folder / "draft.md")
        run.report.save(folder / "report.txt")
    return _text(folder / "draft.md"), _text(folder / "report.txt")


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_excerpts_are_of_the_demo(path: Path, demo: tuple[str, str]) -> None:
    """Line by line what `make demo` writes; after a change of the composer, scripts/refresh_readme.py takes
    them anew."""
    for name, whole in zip(("draft", "report"), demo, strict=True):
        found = re.search(rf"<!-- excerpt:{name} -->(.*?)<!-- /excerpt -->", _text(path), re.DOTALL)
        assert found, f"no excerpt of the {name}"
        quoted = [line.removeprefix(">").strip() for line in found.group(1).splitlines()]
        lines = [line for line in quoted if line and not line.startswith("```")]
        assert lines
        for line in lines:
            assert line in map(str.strip, whole.splitlines()), (
                f"not in the {name} any more: {line}\n\n{whole}"
            )


def test_architecture_names_every_room() -> None:
    page = _text(REPO / "docs" / "architecture.md")
    present = {name.split(".")[1] for name in source_tree.modules() if "." in name}
    for room in (room for line in ROOMS for room in line):
        if room in present - {"__main__"}:
            assert f"`{room}`" in page, room


def test_every_genre_has_a_page() -> None:
    """One page per genre that has a spec, and one on the page layout."""
    specs = sorted((REPO / "eval" / "genres").glob("[!_]*.yaml"))
    assert specs
    pages = "\n".join(_text(path) for path in (REPO / "docs" / "formats").glob("*.md"))
    missing = [path.stem for path in specs if not re.search(rf"^# .*{path.stem}", pages, re.M)]
    assert not missing


def test_the_changelog_is_in_order() -> None:
    """Newest first, no version twice, Unreleased on top."""
    versions = re.findall(r"^## \[([^\]]+)\]", _text(REPO / "CHANGELOG.md"), re.MULTILINE)
    assert versions
    numbers = [tuple(map(int, v.split("."))) for v in versions if v != "Unreleased"]
    assert numbers == sorted(set(numbers), reverse=True)
    assert "Unreleased" not in versions[1:]


def test_every_decision_is_listed() -> None:
    folder = REPO / "docs" / "decisions"
    index = _text(folder / "README.md")
    for path in folder.glob("[0-9]*.md"):
        assert f"({path.name})" in index
