"""`export`: the form by the ending, refusals that say what to do, nothing half-written; and the
forms beside Word."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from draftkit.errors import OutputError
from draftkit.output import FORMATS, check_target, export
from draftkit.parse import parse_file
from draftkit.values.draft import Draft
from draftkit.values.flow import flow
from draftkit.values.notice import Notice, Section, Table
from draftkit.word.profiles import load_profile, profile_names


@pytest.mark.parametrize("suffix", [*FORMATS, ".DOCX", ".Html"])
def test_each_ending_gives_its_form(suffix: str, carrier: Notice, tmp_path: Path) -> None:
    path = tmp_path / f"稿{suffix}"
    assert export(carrier, path) == path
    begins = {".docx": b"PK", ".html": b"<!DOCTYPE html>", ".json": b"{", ".md": b"# "}
    assert path.read_bytes().startswith(begins.get(suffix.lower(), "示例".encode()))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["稿.pdf", "稿", "稿.docx.bak", ".docx"])
def test_unknown_ending_names_the_known_ones(name: str, paper: Notice, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as raised:
        export(paper, tmp_path / name)
    assert raised.value.key == "output.suffix"
    assert ".docx .md .txt .html .json" in str(raised.value)
    assert not list(tmp_path.iterdir())


def test_folder_in_the_place(paper: Notice, tmp_path: Path) -> None:
    (tmp_path / "稿.docx").mkdir()
    for name in ("稿.docx", "."):
        with pytest.raises(OutputError) as raised:
            export(paper, tmp_path / name)
        assert raised.value.key == "output.is_folder"


def test_file_where_a_folder_should_be(paper: Notice, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError) as raised:
        check_target(tmp_path / "a" / "b" / "稿.md")
    assert raised.value.key == "output.folder_is_file"


@pytest.mark.usefixtures("rights_count")
def test_folder_without_rights(paper: Notice, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(OutputError) as raised:
        export(paper, closed / "稿.md")
    assert raised.value.key == "output.unwritable"


def test_failure_leaves_the_old_file_and_no_other(
    paper: Notice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export(paper, tmp_path / "稿.txt")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        export(paper.model_copy(update={"title": "别的"}), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folder_is_made(paper: Notice, tmp_path: Path) -> None:
    assert export(paper, tmp_path / "出" / "二" / "稿.txt").is_file()


def test_unknown_head_and_profile(paper: Notice, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="none, full"):
        export(paper, tmp_path / "稿.txt", head="red")  # type: ignore[arg-type]
    with pytest.raises(OutputError, match="gbt9704"):
        export(paper, tmp_path / "稿.docx", profile="没有")
    assert not list(tmp_path.iterdir())


def test_profiles_of_the_office(tmp_path: Path) -> None:
    """A workspace's own profile lies over its base; a wrong value is named."""
    from draftkit import assets

    folder = tmp_path / "eval" / "layout"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        "name: own\nlabel: 本局\nbase: windows\nsheet: {bottom: 33}\n", encoding="utf-8"
    )
    (folder / "bad.yaml").write_text("name: bad\nlabel: x\nbase: gbt9704\nsizes: {body: big}\n",
                                     encoding="utf-8")  # fmt: skip
    (folder / "round.yaml").write_text("name: round\nbase: round\n", encoding="utf-8")
    with assets.overriding(tmp_path):
        own = load_profile("own")
        assert (own.sheet.bottom, own.sheet.top, own.faces.body) == (33, 37, "仿宋")
        with pytest.raises(OutputError, match=r"sizes\.body"):
            load_profile("bad")
        with pytest.raises(OutputError, match="round → round"):
            load_profile("round")


def test_bundled_profiles_are_whole() -> None:
    assert {"gbt9704", "fangsong-digits", "windows"} <= set(profile_names())
    for name in profile_names():
        profile = load_profile(name)
        assert profile.name == name
        # 22 lines and 28 characters fit the type area, 23 lines do not (clause 5.2.3)
        height = (profile.sheet.height - profile.sheet.top - profile.sheet.bottom) * 72 / 25.4
        assert profile.grid.lines == int(height / profile.grid.line)
        advance = profile.sizes.body + profile.grid.spacing
        assert profile.grid.chars == int(profile.text_width / advance)


def test_json_is_the_whole_value(carrier: Notice, tmp_path: Path) -> None:
    draft = Draft(notice=carrier)
    text = export(draft, tmp_path / "draft.json").read_text(encoding="utf-8")
    assert Draft.model_validate_json(text) == draft
    text = export(carrier, tmp_path / "notice.json").read_text(encoding="utf-8")
    assert Notice.model_validate_json(text) == carrier


def test_text_is_the_flow(carrier: Notice, tmp_path: Path) -> None:
    text = export(carrier, tmp_path / "稿.txt", head="full").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line]
    expected = [line.text for line in flow(carrier) if line.part != "table"]
    assert [line for line in expected if line not in lines] == []
    assert "1\t举办读书月活动\t机关党委" in lines


def test_markdown(carrier: Notice, tmp_path: Path) -> None:
    odd = carrier.model_copy(update={"preamble": ("# 不是*标题*_的_\\ <b>|", "1. 甲", "- 乙")})
    text = export(odd, tmp_path / "稿.md").read_text(encoding="utf-8")
    blocks = text.rstrip("\n").split("\n\n")
    assert blocks[0].startswith("# 示例市科学技术局关于印发《")
    assert "\\# 不是\\*标题\\*\\_的\\_\\\\ \\<b\\>\\|" in blocks
    assert {"\\1. 甲", "\\- 乙"} <= set(blocks)
    assert "## 一、加强思想道德建设" in blocks and "### （一）加强理论学习" in blocks
    assert "1.举办读书月活动。4月举办读书月活动，参加人数【待补：参加人数】。" in blocks
    assert (
        "| 序号 | 任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 举办读书月活动 | 机关党委 |" in text
    )


def test_html_is_escaped_and_closed(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'&\u202e【待补：<img src=x>】"
    section = Section(
        level=1, number="一、", heading=evil, paragraphs=(evil,),
        tables=(Table(header=(evil,), rows=((evil,),)),),
    )  # fmt: skip
    notice = Notice(title=evil, sections=(section,))
    text = export(notice, tmp_path / "稿.html").read_text(encoding="utf-8")
    assert "<script" not in text and "<img" not in text and "\u202e" not in text
    assert text.count('<mark class="fill">') == 5
    assert "default-src 'none'" in text and "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize("name", ["稿.docx", "稿.html", "稿.txt"])
def test_what_is_written_is_read_back(name: str, carrier: Notice, tmp_path: Path) -> None:
    """Written out whole and parsed again, a paper is the paper it was."""
    plain = carrier.model_copy(update={"attachments": (), "annex_note": ()})
    sections = plain.paper.sections[:2]
    plain = plain.model_copy(
        update={"payload": plain.paper.model_copy(update={"sections": sections})}
    )
    again = parse_file(export(plain, tmp_path / name, head="full"))
    assert [(line.part, line.text) for line in flow(again)] == [
        (line.part, line.text) for line in flow(plain)
    ]
    assert (again.issued_on, again.printed_on, again.doc_number) == (
        plain.issued_on, plain.printed_on, plain.doc_number,
    )  # fmt: skip
