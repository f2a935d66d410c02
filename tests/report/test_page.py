"""The HTML report as a person uses it: in a real browser, with and without its script."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.report.cards import family_of
from draftkit.reviewing import Reviewer
from draftkit.values.report import EvalReport
from draftkit.values.request import DraftRequest
from draftkit.values.review import Review
from tests.report.browser import Browser, chromium

HOSTILE = "</script><img src=x onerror=alert(1)>“><b>&amp;\u202e\u200b'\"`${1}"
PAPER = f"""示例市科学技术局2026年科普工作要点

2026年，全局科普工作坚持服务群众，走进社区,截止目前已办34余场。

一、开展科普活动

（一）办好科技活动周。{HOSTILE}组织开放科普场馆，【待补：场次】。

（二）开展科普进社区。组织科技工作者走进社区，涉及到群众的事项要公开。

二、加强组织领导

（一）落实责任。各科室要把科普工作摆上重要日程，**认真布署。
"""

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not shutil.which("chromium"):
        pytest.skip("chromium is not installed")
    with chromium(tmp_path_factory.mktemp("chromium")) as tab:
        yield tab


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[EvalReport, Path]:
    """A report on a paper with faults and hostile text, and its page."""
    folder = tmp_path_factory.mktemp("page")
    paper, page = folder / "要点.txt", folder / "报告.html"
    paper.write_text(PAPER, encoding="utf-8")
    reviewer = Reviewer()
    report = reviewer.review(paper)
    page.write_text(reviewer.text(report, "html"), encoding="utf-8")
    return report, page


def test_only_its_own_style_and_script_may_run(made: tuple[EvalReport, Path]) -> None:
    page = made[1].read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy.group(1)
    for kind in ("style", "script"):
        inside = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy.group(1)
    assert not re.search(r"<[^>]+\s(?:on\w+|style)=", re.sub(r"<script>.*", "", page, flags=re.S))


def test_every_finding_stands_at_its_words(made: tuple[EvalReport, Path], browser: Browser) -> None:
    report, page = made
    browser.told.clear()
    browser.open(page)
    assert browser.told == []
    for number, row in enumerate(report.findings, 1):
        script = (
            "Array.from(document.querySelectorAll('.m')).filter(m => m.dataset.f.split(' ')"
            f".includes('{number}')).map(m => m.textContent).join('')"
        )
        assert row.where.quote is None or browser.run(script) == row.where.quote
    assert browser.run("document.querySelectorAll('img, .paper b, .finding img').length") == 0
    assert browser.run("document.querySelectorAll('.paper .open').length") == 1


def test_text_and_findings_lead_to_each_other(
    made: tuple[EvalReport, Path], browser: Browser
) -> None:
    browser.open(made[1])
    browser.size(1400, 900)
    browser.run("document.querySelector('.m[data-f=\"2\"]').click()")
    assert browser.run("document.querySelector('.finding.on').dataset.n") == "2"
    browser.run("document.querySelector('.finding[data-n=\"3\"] a.place').click()")
    assert browser.run("document.querySelectorAll('.m.on').length") >= 1
    place = "document.querySelector('.m.on').getBoundingClientRect()"
    assert 0 <= browser.run(f"{place}.top") <= 900


def test_a_figure_tells_where_it_comes_from(tmp_path: Path, browser: Browser) -> None:
    """Beside the text, so that the reader's place is kept."""
    request = {
        "genre": "工作要点",
        "issuer": "示例市科学技术局",
        "year": 2026,
        "facts": ["开展讲座12场"],
    }
    paper, page = tmp_path / "要点.txt", tmp_path / "要点.html"
    paper.write_text(PAPER.replace("走进社区，涉及", "开展讲座12场，涉及"), encoding="utf-8")
    reviewer = Reviewer(DraftRequest.from_mapping(request))
    page.write_text(reviewer.text(reviewer.review(paper), "html"), encoding="utf-8")
    browser.open(page)
    browser.run("document.querySelector('.paper .trace:not(.m)').click()")
    told = browser.run("document.querySelector('.where').innerText")
    assert "示例市科学技术局" in told
    assert "本单位名称" in told


def test_filters_leave_what_they_say(made: tuple[EvalReport, Path], browser: Browser) -> None:
    report, page = made
    browser.open(page)
    shown = "document.querySelectorAll('.finding:not([hidden])').length"
    assert browser.run(shown) == len(report.findings)
    pick = "(() => {{ const s = document.querySelector('{0}'); {1}; s.dispatchEvent(new Event('change')); }})()"
    browser.run(pick.format(".bar input[value=warning]", "s.checked = false"))
    assert browser.run(shown) == sum(row.severity != "warning" for row in report.findings)
    assert browser.run("document.querySelector('.shown').textContent").startswith("显示")
    browser.run(pick.format(".bar input[value=warning]", "s.checked = true"))
    browser.run(pick.format("select[name=family]", "s.value = 'punctuation'"))
    wanted = sum(family_of(row.code) == "punctuation" for row in report.findings)
    assert 0 < wanted < len(report.findings)
    assert browser.run(shown) == wanted


def test_what_a_person_says_is_saved_as_a_review(
    made: tuple[EvalReport, Path], browser: Browser
) -> None:
    report, page = made
    browser.open(page)
    browser.run(
        "window.saved = ''; const make = URL.createObjectURL;"
        "URL.createObjectURL = b => { b.text().then(t => { window.saved = t; }); return make(b); };"
    )
    card = "document.querySelector('.finding[data-n=\"{}\"] .say {}')"
    browser.run(card.format(1, "button[value=agree]") + ".click()")
    browser.run(card.format(2, "input") + ".value = '不是残留'")
    browser.run(card.format(2, "button[value=disagree]") + ".click()")
    browser.run("document.querySelector('.export').click()")
    for _ in range(100):
        if browser.run("window.saved"):
            break
        time.sleep(0.02)
    review = Review.model_validate_json(browser.run("window.saved"))
    assert review.document == report.document
    assert [(row.fingerprint, row.verdict, row.note) for row in review.verdicts] == [
        (report.findings[0].fingerprint, "agree", ""),
        (report.findings[1].fingerprint, "disagree", "不是残留"),
    ]
    assert browser.run("document.querySelector('.done').textContent").startswith("已评2/")


def test_it_is_read_without_its_script(made: tuple[EvalReport, Path], browser: Browser) -> None:
    report, page = made
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.call("Page.navigate", url=page.as_uri())
        time.sleep(0.5)
        root = browser.call("DOM.getDocument", depth=0)["root"]["nodeId"]
        cards = browser.call("DOM.querySelectorAll", nodeId=root, selector="article.finding")
        assert len(cards["nodeIds"]) == len(report.findings)
        first = browser.call("DOM.getBoxModel", nodeId=cards["nodeIds"][-1])
        assert first["model"]["height"] > 20
        bar = browser.call("DOM.querySelector", nodeId=root, selector=".bar")["nodeId"]
        with pytest.raises(RuntimeError):  # not laid out: it does nothing without the script
            browser.call("DOM.getBoxModel", nodeId=bar)
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.slow
def test_a_long_paper_is_made_and_opened(tmp_path: Path, browser: Browser) -> None:
    text = PAPER + "\n\n".join(["加强组织领导，截止目前已办34余场。" * 40] * 500)
    paper, page = tmp_path / "长.txt", tmp_path / "长.html"
    paper.write_text(text, encoding="utf-8")
    reviewer = Reviewer()
    page.write_text(reviewer.text(reviewer.review(paper), "html"), encoding="utf-8")
    browser.told.clear()
    browser.open(page)
    assert browser.run("document.querySelector('.paper').textContent.length") > 300_000
    assert browser.told == []
