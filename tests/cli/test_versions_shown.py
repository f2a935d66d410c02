"""What `draftkit search` says of the versions of a paper."""

from __future__ import annotations

import json
from pathlib import Path

from tests.archive.test_versions import paper
from tests.cli.conftest import Run
from tests.retrieve.test_papers import FILES


def test_hits_name_their_stage_and_the_other_versions(run: Run, here: Path) -> None:
    for name, text in FILES.items():
        (here / name).write_text(text, encoding="utf-8")
    assert run("ingest", *(here / name for name in FILES)).exit_code == 0
    said = run("search", "开展志愿服务", "-k", "1").stdout
    assert "（示例市科学技术局，2025年、2024年，印发稿）" in said
    line = next(one for one in said.splitlines() if "other versions:" in one)
    assert line.index("送审稿") < line.index("征求意见稿")
    assert "要点（送审稿）.txt" in line
    assert "not from the version" not in said
    lesser = run("search", "组织集体观影", "-k", "1", DRAFTKIT_LANG="zh").stdout
    assert "征求意见稿）" in lesser
    assert "并非作为范文的一稿" in lesser
    (hit,) = json.loads(run("search", "组织集体观影", "-k", "1", "--json").stdout)["hits"]
    assert hit["stage"] == "征求意见稿"
    assert hit["best"] == hit["versions"][0]["notice_id"]
    assert set(hit["versions"][0]) == {"notice_id", "stage", "path"}


def test_several_bodies_that_an_issuer_fits_are_told_aside(run: Run, here: Path) -> None:
    for issuer in ("示例市科学技术局", "样例市科学技术局"):
        (here / f"{issuer}.txt").write_text(paper(issuer=issuer), encoding="utf-8")
    assert run("ingest", here).exit_code == 0
    found = run("search", "志愿服务", "--issuer", "市科技局", "--json")
    assert {hit["issuer"][:2] for hit in json.loads(found.stdout)["hits"]} == {"示例", "样例"}
    assert "“市科技局” fits 2 bodies here" in found.stderr
    assert "fits" not in run("search", "志愿服务", "--issuer", "样例市科学技术局").stderr
