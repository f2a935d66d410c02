"""An office's own data files in its workspace stand before the bundled ones, there and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit import assets
from draftkit.values.request import DraftRequest
from draftkit.workspace import Workspace

REPO = Path(__file__).parents[2]


@pytest.fixture
def own_words(tmp_path: Path) -> Workspace:
    folder = tmp_path / "eval" / "tables"
    folder.mkdir(parents=True)
    text = assets.find("eval", "tables/years.yaml").read_text(encoding="utf-8")
    changed = text.replace("“十五五”开局之年", "我局机构改革后的第一个完整年度")
    assert changed != text
    (folder / "years.yaml").write_text(changed, encoding="utf-8")
    workspace = Workspace.open(tmp_path)
    workspace.ingest(REPO / "corpus" / "kjj-2025-yaodian.docx")
    return workspace


def test_a_workspaces_table_counts_in_its_drafts_only(
    own_words: Workspace, office: Workspace
) -> None:
    asked = DraftRequest.load(REPO / "examples" / "gongzuoyaodian.yaml")
    with own_words:
        opening = own_words.draft(asked).notice.paper.preamble[0]
    assert opening.startswith("2026年是我局机构改革后的第一个完整年度。")
    assert office.draft(asked).notice.paper.preamble[0].startswith("2026年是“十五五”开局之年。")
