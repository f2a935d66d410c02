"""Copies of a paper: with comments at the places they are about, and with words replaced."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from draftkit.errors import DamagedFileError, OutputError, UsageError
from draftkit.parse import parse_path
from draftkit.reviewing import Reviewer
from draftkit.values.edits import Edit, Note
from draftkit.values.source import Parsed
from draftkit.word.comment import OpenFile
from tests.word_files import deleted, field, inserted, p, r, word_file

GOOD = "2026年市科技局文明创建工作方案"
LINES = (
    GOOD,
    "为深化文明单位创建，结合我局实际，制定本方案。",
    "一、开展宣传活动",
    "截止目前，组织活动34余次,成效明显。落实2021-2023年计划。",
    "二、开展志愿服务",
    "组织志愿者进社区。",
    "三、加强组织领导",
    "明确分工，强化督查。",
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A colleague's Word file: words of one sentence in several runs of different looks."""
    made = docx.Document()
    for line in LINES:
        paragraph = made.add_paragraph()
        for at in range(0, len(line), 5):
            run = paragraph.add_run(line[at : at + 5])
            run.bold = at % 10 == 0
    made.add_table(1, 2).rows[0].cells[0].paragraphs[0].add_run("责任科室")
    made.save(str(tmp_path / "稿.docx"))
    return tmp_path / "稿.docx"


def _commented(document: Any) -> dict[str, list[str]]:
    """Text of a comment → the words it hangs on."""
    texts = {one.comment_id: one.text for one in document.comments}
    words: dict[int, list[str]] = {key: [] for key in texts}
    open_: set[int] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            open_.discard(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:t"):
            for key in open_:
                words[key].append(element.text)
    out: dict[str, list[str]] = {}
    for key, text in texts.items():
        out.setdefault(text, []).append("".join(words[key]))
    return out


def test_a_finding_is_a_comment_on_its_words(paper: Path, tmp_path: Path) -> None:
    reviewer = Reviewer(ignore=["layout"])
    report = reviewer.review(paper)
    copy = tmp_path / "批注.docx"
    copy.write_bytes(reviewer.commented(report))
    made = docx.Document(str(copy))
    hung = {
        text.split("\n")[0].split()[1]: on for text, on in _commented(made).items() if "R" in text
    }
    assert hung["R55"] == ["截止"]
    assert hung["R34"] == ["34余"]
    assert hung["R32"] == [","]
    assert hung["R35"] == ["2021-2023"]
    whole = next(text for text in _commented(made) if text.startswith("评阅结论"))
    assert "警告4" in whole
    assert [one.text for one in made.paragraphs] == list(LINES)
    looks = [(run.text, run.bold) for one in made.paragraphs for run in one.runs if run.text]
    before = [
        (char, run.bold) for one in docx.Document(str(paper)).paragraphs for run in one.runs
        for char in run.text
    ]  # fmt: skip
    assert [(char, bold) for text, bold in looks for char in text] == before
    assert made.comments.get(0) is not None
    assert {one.author for one in made.comments} == {"draftkit"}


def test_the_same_report_gives_the_same_bytes(paper: Path) -> None:
    made = []
    for _ in range(2):
        reviewer = Reviewer()
        made.append(reviewer.commented(reviewer.review(paper)))
    assert made[0] == made[1]


def test_what_is_not_changed_stays(tmp_path: Path) -> None:
    """Tracked changes and fields stay, and what is cut reads as before."""
    tracked = inserted("新增的，") + deleted("截止目前")
    body = p(GOOD) + p(tracked, r("截止目前，见"), field("REF x", "第三条"), r("，共34余次。"))
    file = tmp_path / "改过.docx"
    file.write_bytes(word_file(body))
    parsed = parse_path(file)
    text = parsed.source.blocks[1].text
    assert text == "新增的，截止目前，见第三条，共34余次。"
    opened = OpenFile(file.read_bytes(), "改过.docx")
    at = text.index("截止")
    notes = [
        Note(text="一", paragraph=1, start=at, end=at + 2),
        Note(text="二", paragraph=1, start=text.index("第三条"), end=text.index("第三条") + 3),
        Note(text="三", paragraph=1, start=0, end=3),
        Note(text="四", paragraph=999),
        Note(text="五"),
    ]
    assert opened.comment(notes, date(2026, 1, 1)) == []
    saved = opened.saved()
    made = docx.Document(io.BytesIO(saved))
    assert _commented(made) == {
        "一": ["截止"], "二": ["第三条"], "三": ["新增的"], "四": [GOOD], "五": [GOOD],
    }  # fmt: skip
    xml = zipfile.ZipFile(io.BytesIO(saved)).read("word/document.xml").decode("utf-8")
    for kept in ("<w:delText>截止目前</w:delText>", "REF x"):
        assert kept in xml
    (tmp_path / "再读.docx").write_bytes(saved)
    assert parse_path(tmp_path / "再读.docx").source.blocks[1].text == text


def test_any_paper_has_a_copy_with_comments(tmp_path: Path) -> None:
    """Text and tables are set anew, a paragraph each, so that places stay."""
    file = tmp_path / "稿.txt"
    table = "项目\t单位\n宣传\t办公室\n"
    file.write_text("\n".join((*LINES[:3], table + table, *LINES[3:])), encoding="utf-8")
    reviewer = Reviewer()
    report = reviewer.review(file)
    (tmp_path / "批注.docx").write_bytes(reviewer.commented(report))
    hung = _commented(docx.Document(str(tmp_path / "批注.docx")))
    on = {text.split("\n")[0].split()[1]: words for text, words in hung.items() if "R" in text}
    assert on["R55"] == ["截止"]
    assert on["R35"] == ["2021-2023"]


def test_safe_fixes_go_into_a_new_file(paper: Path) -> None:
    before = paper.read_bytes()
    done = Reviewer().fix(paper)
    assert paper.read_bytes() == before
    assert Path(done.path).name == "稿.fixed.docx"
    assert [(one.code, one.was, one.put) for one in done.made] == [
        ("R32", ",", "，"), ("R35", "2021-2023", "2021—2023"),
    ]  # fmt: skip
    assert done.left == ()
    texts = [one.text for one in docx.Document(done.path).paragraphs]
    assert texts[3] == "截止目前，组织活动34余次，成效明显。落实2021—2023年计划。"
    assert [*texts[:3], *texts[4:]] == [*LINES[:3], *LINES[4:]]
    with pytest.raises(OutputError, match="fixed"):
        Reviewer().fix(paper)


def test_fixing_goes_on_while_one_fix_uncovers_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here each pass is allowed one edit: all the same everything is mended, and what is mended
    once needs no more."""
    whole = Reviewer._edits
    monkeypatch.setattr(Reviewer, "_edits", lambda *args: whole(*args)[:1])
    file = tmp_path / "稿.txt"
    file.write_text("\n".join(LINES), encoding="utf-8")
    done = Reviewer().fix(file)
    assert [(one.was, one.put) for one in done.made] == [(",", "，"), ("2021-2023", "2021—2023")]
    assert done.made[0].before.endswith("34余次")
    assert Reviewer().fix(done.path).made == ()


def test_fixes_that_uncover_one_another_for_ever_come_to_an_end(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turned(_: Reviewer, parsed: Parsed, unsafe: bool) -> list[Edit]:
        was = parsed.source.blocks[3].text[:2]
        put = was[::-1]
        return [Edit(code="R55", paragraph=3, start=0, end=2, was=was, put=put)]

    monkeypatch.setattr(Reviewer, "_edits", turned)
    assert 1 < len(Reviewer().fix(paper).made) < 10


def test_fixed_copies_of_real_files_open_and_need_no_more(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data" / "files").glob("*.docx"))[::4]
    files += sorted((shared / "seeds").glob("*.txt"))
    if not files:
        pytest.skip("the real files are not here")
    for file in files:
        copy = tmp_path / file.name
        copy.write_bytes(file.read_bytes())
        try:
            done = Reviewer().fix(copy)
        except DamagedFileError:  # one that only our reader opens
            assert not (tmp_path / f"{file.stem}.fixed{file.suffix}").exists()
            continue
        assert copy.read_bytes() == file.read_bytes()
        assert Reviewer().fix(done.path).made == (), file.name
        if copy.suffix == ".docx":
            before, after = docx.Document(str(copy)), docx.Document(done.path)
            assert len(before.paragraphs) == len(after.paragraphs)
            runs = [len(one.runs) for one in before.paragraphs]
            assert runs == [len(one.runs) for one in after.paragraphs]


def test_unsafe_fixes_only_when_asked_for(paper: Path) -> None:
    done = Reviewer().fix(paper, unsafe=True)
    assert {one.code for one in done.made} == {"R32", "R34", "R35", "R55"}
    texts = [one.text for one in docx.Document(done.path).paragraphs]
    assert texts[3] == "截至目前，组织活动30余次，成效明显。落实2021—2023年计划。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_keeps_its_encoding_and_its_lines(tmp_path: Path, encoding: str, end: str) -> None:
    file = tmp_path / "稿.txt"
    file.write_bytes((end * 2).join(LINES).encode(encoding))
    done = Reviewer().fix(file)
    wanted = (end * 2).join(LINES).replace("34余次,", "34余次，").replace("1-2", "1—2")
    assert Path(done.path).read_bytes() == wanted.encode(encoding)


def test_words_that_are_not_there_are_not_replaced(paper: Path) -> None:
    opened = OpenFile(paper.read_bytes(), "稿.docx")
    wrong = [
        Edit(code="R", paragraph=3, start=0, end=2, was="截至", put="x"),
        Edit(code="R", paragraph=99, start=0, end=2, was="截止", put="x"),
        Edit(code="R", paragraph=8, start=0, end=2, was="责任", put="x"),
    ]
    assert sorted(opened.replace(wrong), key=lambda one: one.paragraph) == [
        wrong[0], wrong[2], wrong[1],
    ]  # fmt: skip
    made = docx.Document(io.BytesIO(opened.saved()))
    assert [one.text for one in made.paragraphs] == list(LINES)


def test_other_formats_are_not_fixed_in_place(tmp_path: Path) -> None:
    file = tmp_path / "稿.html"
    file.write_text("<html><body><p>" + "</p><p>".join(LINES) + "</p></body></html>", "utf-8")
    with pytest.raises(UsageError, match="docx"):
        Reviewer().fix(file)
    assert not (tmp_path / "稿.fixed.html").exists()
