"""Versions of one paper: which are one, which is drafted from, whatever the order they came in."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draftkit.archive import Archive, grouped, misplaced, regroup
from draftkit.archive.sketch import band_marks, jaccard
from draftkit.archive.versions import normal_number, rank, stage_of, title_core
from draftkit.reading import same_bodies
from draftkit.values.store import NoticeRow

BUREAU = "示例市科学技术局"
BODY = """2025年，全局精神文明建设工作要抓住重点、落到实处。

一、深化理论学习
严格落实“第一议题”制度，健全学习制度，每季度开展一次集中研讨，组织青年理论学习小组交流。
二、开展志愿服务
组织科技工作者进社区、进学校、进企业，全年开展科普志愿服务不少于12场，建立服务台账。
三、培育文明新风
倡导节约用餐、文明出行、绿色办公，评选文明科室和文明家庭，讲好身边的故事。
四、加强组织保障
各科室要明确责任人和时间表，机关党委每半年通报一次进展，年底开展考评。
"""


def paper(
    *, mark: str = "", body: str = BODY, issuer: str = BUREAU, number: str = "", day: str = ""
) -> str:
    """A 工作要点 as text, with what the version at hand shows."""
    head = f"{number}\n\n" if number else ""
    sign = f"\n{issuer}\n{day or '2025年3月5日'}\n" if issuer else ""
    return f"{head}2025年精神文明建设工作要点{mark}\n\n{body}{sign}"


Add = Callable[[str, str], str]


@pytest.fixture
def add(archive: Archive, parsed: Callable[[str], Any]) -> Add:
    """Put a text into the archive under a path; its id."""

    def put(text: str, path: str) -> str:
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        return archive.add(parsed(text), sha256=sha256, path=path, parser="1").notice_id

    return put


def _rows(archive: Archive) -> dict[str, NoticeRow]:
    return {row.path: row for row in archive.rows()}


def _best(archive: Archive) -> dict[str, str | None]:
    """Path of each notice → path of the version that is drafted from, None for a paper alone."""
    rows = archive.rows()
    path = {row.id: row.path for row in rows}
    return {row.path: path[row.best] if row.best else None for row in rows}


REVISED = BODY.replace("不少于12场", "不少于15场").replace("讲好身边的故事", "讲好身边故事")


def test_the_issued_one_is_drafted_from_and_the_others_remain(archive: Archive, add: Add) -> None:
    add(paper(mark="（征求意见稿）", body=BODY.replace("12场", "10场")), "a.txt")
    add(paper(mark="（送审稿）"), "b.txt")
    add(paper(number="示科〔2025〕12号", body=REVISED), "c.txt")
    assert _best(archive) == {"a.txt": "c.txt", "b.txt": "c.txt", "c.txt": "c.txt"}
    stages = {path: row.stage for path, row in _rows(archive).items()}
    assert stages == {"a.txt": "征求意见稿", "b.txt": "送审稿", "c.txt": "印发稿"}
    assert [row.superseded for row in archive.rows()].count(False) == 1
    assert {row.body for row in archive.rows()} == {BUREAU}


def test_the_order_files_come_in_does_not_matter(
    tmp_path: Path, parsed: Callable[[str], Any]
) -> None:
    texts = {
        "初稿.txt": paper(mark="（初稿）", body=BODY.replace("12场", "8场")),
        "要点（送审稿）.txt": paper(body=BODY.replace("12场", "11场")),
        "定稿.txt": paper(mark="（定稿）", body=REVISED),
        "无单位.txt": paper(issuer="", body=BODY.replace("年底开展考评", "年底考评")),
        "别家.txt": paper(issuer="示例市教育局", body=BODY.replace("全局", "全系统")),
    }
    seen = set()
    for at, order in enumerate(itertools.permutations(texts)):
        with Archive.open(tmp_path / f"{at}.db") as archive:
            for path in order:
                sha256 = hashlib.sha256(texts[path].encode("utf-8")).hexdigest()
                archive.add(parsed(texts[path]), sha256=sha256, path=path, parser="1")
            seen.add(tuple(sorted(_best(archive).items(), key=str)))
    assert len(seen) == 1
    best = dict(seen.pop())
    assert best["初稿.txt"] == best["要点（送审稿）.txt"] == best["定稿.txt"] == "定稿.txt"
    # A paper that does not tell its body is nobody's where two bodies could claim it.
    assert best["无单位.txt"] is None
    assert best["别家.txt"] is None


def test_a_paper_without_a_body_joins_the_only_one_there_is(archive: Archive, add: Add) -> None:
    add(paper(issuer=""), "草.txt")
    add(paper(body=REVISED, number="示科〔2025〕12号"), "发.txt")
    assert _best(archive)["草.txt"] == "发.txt"
    add(paper(issuer="示例市教育局"), "别家.txt")
    assert _best(archive) == {"草.txt": None, "发.txt": None, "别家.txt": None}


def test_years_bodies_and_numbers_of_a_series_are_never_versions(
    archive: Archive, add: Add
) -> None:
    add(paper(), "2025.txt")
    add(paper().replace("2025", "2024"), "2024.txt")
    add(paper(issuer="示例县科学技术局"), "县.txt")
    add(paper().replace("2025年精神", "2025年第一季度精神"), "一季度.txt")
    add(paper().replace("2025年精神", "2025年第二季度精神"), "二季度.txt")
    assert set(_best(archive).values()) == {None}


def test_one_number_makes_one_paper_and_a_mistyped_one_does_not(archive: Archive, add: Add) -> None:
    cut = BODY.split("三、")[0]
    add(paper(number="示科〔2025〕12号"), "全.txt")
    add(paper(number="示科[2025] 12 号", body=cut), "节选.txt")
    other = "一、清查范围\n各单位的房屋、车辆、设备一并登记造册，逐项核对卡片与实物。\n二、清查时间\n五月底前报送。\n"
    wrong = paper(number="示科〔2025〕12号", body=other).replace(
        "精神文明建设工作要点", "资产清查通知"
    )
    add(wrong, "错号.txt")
    assert _best(archive) == {"全.txt": "全.txt", "节选.txt": "全.txt", "错号.txt": None}


def test_a_draft_that_two_numbered_papers_came_of_does_not_make_them_one(
    archive: Archive, add: Add
) -> None:
    add(paper(number="示科〔2025〕12号"), "十二.txt")
    add(paper(mark="（送审稿）"), "稿.txt")
    assert _best(archive) == {"十二.txt": "十二.txt", "稿.txt": "十二.txt"}
    add(paper(number="示科〔2025〕19号", body=REVISED), "十九.txt")
    assert set(_best(archive).values()) == {None}


def test_papers_of_one_body_under_two_names_are_one(archive: Archive, add: Add) -> None:
    add(paper(issuer="中共示例市科学技术局党组", mark="（送审稿）"), "a.txt")
    add(paper(issuer="示例市科技局", body=REVISED, number="示科〔2025〕12号"), "b.txt")
    assert _best(archive) == {"a.txt": "b.txt", "b.txt": "b.txt"}
    assert {row.body for row in archive.rows()} == {BUREAU}


def test_a_former_name_counts_where_it_is_set(archive: Archive, add: Add) -> None:
    add(paper(), "今.txt")
    add(paper(issuer="示例市科学技术委员会", body=REVISED), "昔.txt")
    assert set(_best(archive).values()) == {None}
    assert grouped(archive)
    with same_bodies([[BUREAU, "示例市科学技术委员会"]]):
        assert not grouped(archive)
        former = next(row.id for row in archive.rows() if row.path == "昔.txt")
        assert misplaced(archive) == (former,)
        regroup(archive, 1)
        assert grouped(archive)
        assert not misplaced(archive)
        assert set(_best(archive).values()) == {"今.txt"}
        assert {row.body for row in archive.rows()} == {BUREAU}
    assert not grouped(archive)
    regroup(archive, 1)
    assert set(_best(archive).values()) == {None}
    assert grouped(archive)


def test_names_set_later_group_as_names_set_before(
    tmp_path: Path, parsed: Callable[[str], Any]
) -> None:
    texts = {
        "今.txt": paper(),
        "昔.txt": paper(issuer="示例市科学技术委员会", mark="（送审稿）", body=REVISED),
        "简.txt": paper(issuer="市科技局", body=BODY.replace("12场", "11场"), mark="（初稿）"),
        "别家.txt": paper(issuer="示例市教育局", mark="（初稿）"),
        "无.txt": paper(issuer="", mark="（送审稿）"),
    }
    names = [[BUREAU, "示例市科学技术委员会"]]
    seen = []
    for at, (first, then) in enumerate([(names, names), ((), names), ([["甲局", "乙局"]], names)]):
        with Archive.open(tmp_path / f"{at}.db") as archive:
            with same_bodies(first):
                for path, text in texts.items():
                    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
                    archive.add(parsed(text), sha256=sha256, path=path, parser="1")
            with same_bodies(then):
                regroup(archive, 2)
                with archive.reading() as db:
                    links = db.execute("SELECT one, other FROM links ORDER BY 1, 2").fetchall()
                seen.append((_best(archive), _rows(archive), links))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0]["昔.txt"] == seen[0][0]["今.txt"] is not None


def test_without_the_best_the_next_is_best(archive: Archive, add: Add) -> None:
    add(paper(mark="（征求意见稿）", body=BODY.replace("12场", "10场")), "a.txt")
    add(paper(mark="（送审稿）"), "b.txt")
    issued = add(paper(number="示科〔2025〕12号", body=REVISED), "c.txt")
    archive.remove(issued)
    assert _best(archive) == {"a.txt": "b.txt", "b.txt": "b.txt"}
    archive.remove(_rows(archive)["b.txt"].id)
    assert _best(archive) == {"a.txt": None}


def test_a_file_that_becomes_another_paper_leaves_its_group(archive: Archive, add: Add) -> None:
    add(paper(mark="（送审稿）"), "a.txt")
    add(paper(body=REVISED), "b.txt")
    assert _best(archive)["a.txt"] == "b.txt"
    add(paper().replace("2025", "2023"), "b.txt")
    assert _best(archive) == {"a.txt": None, "b.txt": None}


def test_an_unfit_version_is_not_drafted_from(
    archive: Archive, add: Add, parsed: Callable[[str], Any]
) -> None:
    import dataclasses

    read = parsed(paper(number="示科〔2025〕12号"))
    unfit = read.notice.model_copy(update={"fit": False, "unfit_because": "涂改"})
    archive.add(dataclasses.replace(read, notice=unfit), sha256="0" * 64, path="发.txt", parser="1")
    add(paper(mark="（送审稿）", body=REVISED), "送.txt")
    assert _best(archive)["发.txt"] == "送.txt"


@pytest.mark.parametrize(
    ("marked", "issued", "numbered", "paths", "stage"),
    [
        ("送审稿", False, False, ["要点（定稿）.docx"], "送审稿"),
        (None, False, True, ["要点（送审稿）.docx"], "印发稿"),
        (None, True, False, ["要点（送审稿）.docx"], "送审稿"),
        (None, True, False, ["要点.docx"], "印发稿"),
        (None, False, False, ["a/要点终稿.docx", "b/要点（初稿）.docx"], "定稿"),
        (None, False, False, ["送审稿/要点.docx"], None),
        (None, False, False, ["要点v3.docx"], None),
    ],
)
def test_the_stage_of_a_paper(
    marked: str | None, issued: bool, numbered: bool, paths: list[str], stage: str | None
) -> None:
    assert stage_of(marked, issued, numbered, paths) == stage


def test_stages_stand_in_their_order() -> None:
    order = ["印发稿", "定稿", None, "送审稿", "征求意见稿", "初稿"]
    assert sorted(order, key=rank, reverse=True) == order


def test_among_equals_the_later_then_the_higher_number_then_the_fuller(
    archive: Archive, add: Add
) -> None:
    add(paper(day="2025年3月5日"), "a v1.txt")
    add(paper(body=REVISED, day="2025年3月5日"), "a v3.txt")
    assert _best(archive)["a v1.txt"] == "a v3.txt"
    add(paper(body=BODY.replace("12场", "9场"), day="2025年4月1日"), "a v2.txt")
    assert _best(archive)["a v3.txt"] == "a v2.txt"


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("示科〔2025〕12号", "示科〔2025〕12号"),
        ("示科[2025] 12 号", "示科〔2025〕12号"),
        ("示科（２０２５）第012号", "示科〔2025〕12号"),
        ("示例市人民政府令第7号", "示例市人民政府令7号"),
        ("示科〔2026〕　号", None),
        ("第3号", None),
        ("", None),
        (None, None),
    ],
)
def test_a_document_number_in_one_form(written: str | None, normal: str | None) -> None:
    assert normal_number(written) == normal


def test_the_mark_of_a_version_is_no_part_of_a_title() -> None:
    for title in (
        "2025年工作要点（送审稿）",
        "2025年工作要点(征求意见稿)",
        " 2025年工作要点 送审稿",
    ):
        assert title_core(title) == "2025年工作要点"
    assert title_core("关于科技创新（试行）的意见") == "关于科技创新试行的意见"


def test_nearly_the_same_texts_share_a_band_and_others_do_not() -> None:
    assert band_marks(BODY) & band_marks(REVISED)
    other = "示例市开展固定资产清查，各单位房屋车辆设备逐项核对，登记造册后于五月底前报送汇总。"
    assert not band_marks(BODY) & band_marks(other)
    assert band_marks("太短") == frozenset()
    assert jaccard(BODY, BODY) == 1.0
    assert jaccard("", BODY) == 0.0


MEETING = """各科室、各直属单位：
现将会议有关事项通知如下。
一、会议时间
2025年{day}上午9时。
二、会议地点
机关三楼会议室。
三、有关要求
请各单位高度重视，准时参会，不得无故缺席、迟到、早退。确因特殊情况不能参加的，须履行请假手续。
会议期间请将手机调至静音，严格遵守会议纪律。请各单位提前做好准备，认真总结前一阶段工作，梳理存在问题。
"""


def _meeting(day: str, more: str = "") -> str:
    return (
        f"示例市科学技术局关于召开工作会议的通知\n{MEETING.format(day=day)}{more}"
        f"示例市科学技术局\n2025年3月1日\n"
    )


def test_two_meetings_are_two_papers(archive: Archive, add: Add) -> None:
    add(_meeting("3月5日"), "三月.txt")
    add(_meeting("4月2日"), "四月.txt")
    add(_meeting("5月6日").replace("三楼", "四楼"), "五月（定稿）.txt")
    assert set(_best(archive).values()) == {None}
    add(_meeting("3月5日").replace("准时", "按时"), "再.txt")
    best = _best(archive)
    assert best["三月.txt"] == best["再.txt"] is not None
    assert best["四月.txt"] is None


def test_one_more_is_compared_with_few_however_many_it_is_like(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.archive import linking

    asked: list[int] = []
    real = linking.one_paper

    def counted(left: Any, right: Any) -> bool:
        asked[-1] += 1
        return real(left, right)

    monkeypatch.setattr(linking, "one_paper", counted)
    for at in range(40):
        asked.append(0)
        add(_meeting("3月5日", f"联系电话：{55500000 + at}。\n"), f"{at}.txt")
    assert max(asked[20:]) <= 4 * linking.NEAR
    assert len(set(_best(archive).values())) == 1


def test_the_name_of_a_file_proves_less_than_the_text(archive: Archive, add: Add) -> None:
    add(paper(number="示科〔2025〕18号", day="2025年3月26日"), "要点.txt")
    add(paper(body=BODY.replace("12场", "0场"), day="2025年4月1日"), "要点（印发稿）v99.txt")
    assert _best(archive)["要点（印发稿）v99.txt"] == "要点.txt"


def test_a_number_under_a_title_that_says_nothing_links_no_other_text() -> None:
    from draftkit.archive.versions import Paper, one_paper

    def made(ident: str, title: str, text: str) -> Paper:
        return Paper(
            ident, title, None, 2025, True, None, None, False, "",
            frozenset({"示科〔2025〕18号"}), (), text, text,
        )  # fmt: skip

    real = made("a", "2025年精神文明建设工作要点", BODY)
    other = "统一采购设备，费用由各单位自筹，于月底前报送回执。"
    for title in ("", "（征求意见稿）", "工作要点"):
        assert not one_paper(real, made("b", title, other))
    assert one_paper(real, made("b", "", BODY))
