"""What people said of findings: kept line by line, the last word counts, summed up by rule."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from draftkit.errors import LockedError
from draftkit.values.report import DocumentRef
from draftkit.values.review import Said, Spoken
from draftkit.workspace.locking import writing
from draftkit.workspace.reviews import read, record, stats, wilson

PAPER = DocumentRef(path="稿/要点.docx", title="2026年科普工作要点")


def said(fingerprint: str, verdict: Said = "agree", code: str = "R05", note: str = "") -> Spoken:
    return Spoken(fingerprint=fingerprint, code=code, verdict=verdict, note=note)


def test_a_verdict_is_a_line_with_who_and_when(tmp_path: Path) -> None:
    record(tmp_path, PAPER, [said("a1", note="确有残留")], by="王")
    (line,) = (tmp_path / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["by"], kept["note"], kept["document"]) == ("王", "确有残留", "稿/要点.docx")
    assert kept["at"][:2] == "20" and kept["at"][10] == "T"


def test_the_last_word_on_a_finding_counts_and_the_first_stays_in_the_file(tmp_path: Path) -> None:
    record(tmp_path, PAPER, [said("a1"), said("b2")])
    record(tmp_path, PAPER, [said("a1", "disagree")])
    record(tmp_path, DocumentRef(path="other.txt"), [said("a1")])
    rows, unread = read(tmp_path)
    assert [(row.document, row.fingerprint, row.verdict) for row in rows] == [
        ("稿/要点.docx", "b2", "agree"),
        ("稿/要点.docx", "a1", "disagree"),
        ("other.txt", "a1", "agree"),
    ]
    assert unread == 0
    assert len((tmp_path / "reviews.jsonl").read_bytes().splitlines()) == 4


def test_a_torn_last_line_costs_itself_alone(tmp_path: Path) -> None:
    record(tmp_path, PAPER, [said("a1"), said("b2")])
    file = tmp_path / "reviews.jsonl"
    file.write_bytes(file.read_bytes()[:-40])
    record(tmp_path, PAPER, [said("c3")])
    rows, unread = read(tmp_path)
    assert [row.fingerprint for row in rows] == ["a1", "c3"]
    assert unread == 1


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with writing(tmp_path, 0.0), pytest.raises(LockedError):
        record(tmp_path, PAPER, [said("a1")], wait=0.0)
    assert read(tmp_path) == ((), 0)


def test_processes_that_write_together_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from draftkit.values.report import DocumentRef\n"
        "from draftkit.values.review import Spoken\n"
        "from draftkit.workspace.reviews import record\n"
        "for n in range(10):\n"
        "    one = Spoken(fingerprint=f'{sys.argv[2]}-{n}', code='R05', verdict='agree')\n"
        "    record(Path(sys.argv[1]), DocumentRef(path='a.txt'), [one], wait=60)\n"
    )
    at_work = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in ("x", "y")
    ]
    assert [one.wait(120) for one in at_work] == [0, 0]
    rows, unread = read(tmp_path)
    assert (len(rows), unread) == (20, 0)


def test_rules_are_summed_up_worst_first(tmp_path: Path) -> None:
    record(tmp_path, PAPER, [said("a1"), said("a2"), said("b1", "disagree", "R31")])
    record(tmp_path, DocumentRef(path="b.txt"), [said("b1", code="R31")])
    found = stats(*read(tmp_path), {"R05": "待补", "R31": "逗号"})
    assert (found.reviewed, found.papers) == (4, 2)
    assert [(row.code, row.name, row.agreed, row.disagreed, row.precision, row.papers)
            for row in found.rules] == [("R31", "逗号", 1, 1, 0.5, 2), ("R05", "待补", 2, 0, 1.0, 1)]  # fmt: skip
    assert stats((), 0, {}).rules == ()


@pytest.mark.parametrize(
    ("agreed", "of", "low", "high"),
    [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (1, 1, 0.207, 1.0)],
)
def test_the_interval_is_that_of_the_tables(agreed: int, of: int, low: float, high: float) -> None:
    assert wilson(agreed, of) == pytest.approx((low, high), abs=0.001)
