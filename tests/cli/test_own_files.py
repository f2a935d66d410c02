"""Data files of an office: a genre, a rule and words of its own; and what is wrong with them, said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GENRE = """genre: 值班安排
what: 节假日值班的安排。
requirements:
  - {id: title, name: 标题, level: R, field: title, advice: 补上标题。}
  - {id: tasks, name: 值班事项（两项以上）, level: R, count: 2, advice: 至少写两项。}
"""
RULE = """code: R91
name: 本单位的叫法
family: wording
severity: warning
strength: 惯例
basis: 本单位规定
owner: 办公室
what: 用本单位定的叫法。
advice: 改成本单位定的叫法。
rows:
  - {pattern: '打卡点', to: 服务点, wrong: 设置打卡点。, right: 设置服务点。}
"""
PAPER = """示例市科学技术局2026年国庆节值班安排

为做好节日值班工作，制定本安排。

一、落实值班人员

各科室设置打卡点，着力打造品牌，截止目前已经落实。
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draftkit.toml and no archive, worked in."""
    (tmp_path / "draftkit.toml").write_text("", encoding="utf-8")
    (tmp_path / "稿.txt").write_text(PAPER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own(office: Path, name: str, text: str | bytes) -> None:
    file = office / "eval" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize("flags", [(), ("--no-archive",)])
def test_a_genre_and_a_rule_of_its_own_count(
    office: Path, run: Run, flags: tuple[str, ...]
) -> None:
    own(office, "genres/值班安排.yaml", GENRE)
    own(office, "rules/R91.yaml", RULE)
    told = json.loads(run("eval", "稿.txt", "--json", *flags).stdout)
    assert "R91" in {row["code"] for row in told["findings"]}
    assert "R91" in run("rules").stdout
    assert "本单位的叫法" in run("rules", "show", "R91").stdout


def test_words_it_does_not_use_and_words_it_does(office: Path, run: Run) -> None:
    (office / "draftkit.toml").write_text(
        '[eval]\nallowed = ["截止目前"]\n[eval.words]\n"打造" = "建设"\n', encoding="utf-8"
    )
    told = json.loads(run("eval", "稿.txt", "--json").stdout)
    found = {row["code"]: row for row in told["findings"]}
    assert found["R84"]["fix"]["replacement"] == "建设"
    assert "R55" not in found
    assert [row["finding"]["code"] for row in told["waived"]] == ["R55"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("rules/R91.yaml", RULE.replace("family: wording", "family: words"), "words"),
        ("rules/R91.yaml", RULE.replace("severity: warning", "severity: bad"), "severity"),
        ("rules/R91.yaml", RULE.replace("'打卡点'", "'(打卡点'"), "打卡点"),
        ("rules/R91.yaml", RULE.replace("to: 服务点", "to: '\\2'"), "groups"),
        ("rules/R91.yaml", RULE.replace("code: R91", "code: R92"), "R92"),
        ("rules/R91.yaml", RULE + "colour: red\n", "colour"),
        ("rules/R91.yaml", "code: [R91", "YAML"),
        ("rules/R91.yaml", "\u4e2d".encode("gb18030"), "UTF-8"),
        ("rules/R91.yaml", "- 1\n", "rules"),
        ("genres/工作方案.yaml", GENRE, "值班安排"),
        ("genres/值班安排.yaml", GENRE.replace("count: 2", "count: many"), "count"),
        ("genres/值班安排.yaml", GENRE.replace("field: title", "moves: [NONE]"), "NONE"),
        ("genres/值班安排.yaml", "just words", "值班安排"),
        ("tables/meetings.yaml", "rows: 7", "meetings"),
        ("tables/meetings.yaml", "rows: [{name: x}]", "meetings"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(
    office: Path, run: Run, name: str, text: str | bytes, told: str
) -> None:
    own(office, name, text)
    (office / "稿.txt").write_text(
        PAPER.replace("2026年国庆节值班安排", "2026年节日工作方案")
        if "工作方案" in name
        else PAPER.replace("制定", "根据党的二十届四中全会精神制定"),
        encoding="utf-8",
    )
    request = office / "r.yaml"
    genre = "值班安排" if "值班安排" in name else "工作方案"
    request.write_text(f"文种: {genre}\n单位: 示例市科学技术局\n年度: 2026\n", encoding="utf-8")
    done = run("eval", "稿.txt", "-r", request)
    assert done.exit_code == 2, done.stdout
    assert Path(name).name in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
