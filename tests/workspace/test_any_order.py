"""Same files, same answers: whatever order they are taken in, with merges between or not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from draftkit.settings import Settings
from draftkit.values.request import DraftRequest
from draftkit.workspace import Workspace
from tests.archive.test_versions import BODY, BUREAU, REVISED, paper
from tests.faults import papers

FILES = {
    "要点（送审稿）.txt": paper(body=BODY.replace("12场", "11场")),
    "要点.txt": paper(number="示科〔2025〕12号", body=REVISED),
    "党组要点.txt": paper(issuer="中共示例市科学技术局党组").replace("2025", "2023"),
    "局要点.txt": paper(issuer="示例市科技局").replace("2025", "2022"),
    "同一份.txt": paper(number="示科〔2025〕12号", body=REVISED),
    **{f"{number}.txt": papers.text(number) for number in (1, 2, 3)},
}
QUERIES = ("志愿服务", "加强理论学习", papers.phrase(2), "推进文明创建 总结推广", "不少于11场")


def _answers(root: Path) -> list[str]:
    """All that a search says, word for word and digit for digit, and the list of notices."""
    out = []
    for exact_below in (10**9, 0):
        with Workspace.open(settings=Settings.load(root, exact_below=exact_below)) as workspace:
            out += [workspace.search(one, k=50).model_dump_json() for one in QUERIES]
            out.append(workspace.search(QUERIES[0], own=BUREAU, k=50).model_dump_json())
            out.append(workspace.search(QUERIES[0], issuer=BUREAU, k=50).model_dump_json())
            out.append(workspace.notices().model_dump_json())
            request = DraftRequest(genre="工作要点", issuer=BUREAU, year=2026, topic="精神文明建设")
            out.append(workspace.outline(request).model_dump_json())
    half = len(out) // 2
    assert out[:half] == out[half:]
    return out


def test_the_order_of_taking_in_changes_nothing(tmp_path: Path) -> None:
    past = tmp_path / "past"
    past.mkdir()
    for name, text in FILES.items():
        (past / name).write_text(text, encoding="utf-8")
    chance, wanted = random.Random(12), []
    for turn in range(5):
        order = chance.sample(sorted(FILES), len(FILES)) if turn else sorted(FILES)
        root = tmp_path / f"office {turn}"
        with Workspace.open(root) as workspace:
            if not turn:
                workspace.ingest(past)
            for at, name in enumerate(order if turn else ()):
                workspace.ingest(past / name)
                if turn == 3 and at == 4:
                    workspace.remove(workspace.rows()[0].id)
                    workspace.reindex()
            if turn >= 3:
                workspace.ingest(past)
        found = _answers(root)
        wanted = wanted or found
        assert found == wanted, order
    assert any('"superseded":true' in one or '"best":"' in one for one in wanted)


@pytest.mark.parametrize("upside_down", [False, True])
def test_a_paper_that_is_changed_and_changed_back(tmp_path: Path, upside_down: bool) -> None:
    past = tmp_path / "past"
    past.mkdir()
    names = sorted(FILES, reverse=upside_down)
    for name in names:
        (past / name).write_text(FILES[name], encoding="utf-8")
    with Workspace.open(tmp_path / "office") as workspace:
        workspace.ingest(past)
        before = [workspace.search(one, k=50) for one in QUERIES], workspace.rows()
        (past / names[0]).write_text(papers.text(9), encoding="utf-8")
        assert workspace.ingest(past / names[0]).counts["updated"] == 1
        assert [workspace.search(one, k=50) for one in QUERIES] != before[0]
        (past / names[0]).write_text(FILES[names[0]], encoding="utf-8")
        workspace.ingest(past / names[0])
        assert ([workspace.search(one, k=50) for one in QUERIES], workspace.rows()) == before
