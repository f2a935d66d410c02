"""A whole draft: in order its sentences are its text; facts stand, gaps are open, nothing else."""

import re

import pytest

from draftkit.compose import (
    Evidence,
    compose,
    gather,
    outline_from_markdown,
    outline_to_markdown,
    plan_outline,
)
from draftkit.compose.skeleton import complete_outline
from draftkit.reading import judge
from draftkit.values.draft import Draft
from draftkit.values.flow import flow
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice


@pytest.fixture
def draft(grounds: Grounds, evidence: Evidence) -> Draft:
    return compose(grounds, plan_outline(grounds, evidence), evidence)


def text_of(draft: Draft) -> str:
    return "".join(line.text for line in flow(draft.notice)).replace("直属单位：", "直属单位")


def test_the_sentences_in_order_are_the_text(draft: Draft) -> None:
    assert "".join(sentence.text for sentence in draft.sentences) == text_of(draft)


def test_spans_cover_each_sentence(draft: Draft) -> None:
    for sentence in draft.sentences:
        assert "".join(sentence.text[s.start : s.end] for s in sentence.spans) == sentence.text


def test_a_past_sentence_names_its_source(draft: Draft) -> None:
    past = [s for s in draft.sentences if s.origin == "past"]
    assert len(past) >= 6
    for sentence in past:
        assert sentence.sources
        assert all(source.notice_id and source.quote for source in sentence.sources)


def test_nothing_is_said_that_nobody_vouches_for(draft: Draft, grounds: Grounds) -> None:
    for sentence in draft.sentences:
        if sentence.part in ("title", "carrier", "doc_number"):
            continue
        body = re.sub(r"^\d+\.|^[一二三四五六七八九十]+、", "", sentence.text)
        loose = [j.span.text for j in judge(body, grounds) if j.support == "unsupported"]
        assert loose == [], sentence.text


def test_facts_stand_with_their_unit_and_time(draft: Draft) -> None:
    (sentence,) = [s for s in draft.sentences if s.facts == ("f1",)]
    assert "不少于16场" in sentence.text
    assert "科普科" in sentence.text
    assert "11月底前" in sentence.text
    assert sentence.origin == "fact"
    assert sentence.section == ("深化志愿服务", "打造服务品牌")


def test_an_honour_does_not_enter_a_plan(draft: Draft) -> None:
    assert draft.unused_facts == ("f2",)
    assert "获评" not in text_of(draft)


def test_a_blank_stands_in_the_sentence_it_names(draft: Draft) -> None:
    sentences = {s.id: s.text for s in draft.sentences}
    for blank in draft.blanks:
        if blank.kind == "fill":
            assert f"【待补：{blank.question}】" in sentences[blank.sentence]
        if blank.kind == "confirm":
            assert f"【待核：{blank.offered}】" in sentences[blank.sentence]
            assert blank.was is not None


def test_the_carrier_names_the_paper(draft: Draft) -> None:
    notice = draft.notice
    assert notice.payload is not None
    assert f"《{notice.payload.title}》" in (notice.title or "")
    assert notice.doc_number == "示科〔2026〕　号"
    assert notice.signature == "示例市科学技术局"


def test_the_same_in_gives_the_same_out(
    grounds: Grounds, own_notice: Notice, other_notice: Notice
) -> None:
    drafts = []
    for notices in ([own_notice, other_notice], [other_notice, own_notice]):
        found = gather(grounds, notices)
        made = compose(grounds, plan_outline(grounds, found), found)
        drafts.append(made.model_dump_json())
    assert drafts[0] == drafts[1]


def test_what_was_not_carried_over_is_on_record(draft: Draft) -> None:
    quotes = "".join(row.quote for row in draft.left_out)
    assert "共开展活动12场次" in quotes
    assert "76周年" in quotes
    assert all(row.rule and row.notice_id for row in draft.left_out)


def test_without_own_papers_nothing_of_another_body_shows(
    grounds: Grounds, other_notice: Notice
) -> None:
    found = gather(grounds, [other_notice])
    made = compose(grounds, plan_outline(grounds, found), found)
    text = text_of(made)
    assert "云溪街道" not in text
    assert "清风入户" not in text
    assert "样例县" not in text
    assert "引导干部职工厉行节约" in text


def test_an_outline_survives_the_way_through_markdown(grounds: Grounds, evidence: Evidence) -> None:
    outline = plan_outline(grounds, evidence)
    back = outline_from_markdown(outline_to_markdown(outline))
    assert [(p, s.level, s.facts) for p, s in back.walk()] == [
        (p, s.level, s.facts) for p, s in outline.walk()
    ]
    assert back.title == outline.title


def test_an_edited_outline_is_kept_and_supported(grounds: Grounds, evidence: Evidence) -> None:
    edited = outline_from_markdown(
        "# 2026年要点\n\n## 一、推进志愿服务\n### 1.打造特色品牌\n### 2.加强安全教育\n"
    )
    outline = complete_outline(edited, grounds, evidence)
    made = compose(grounds, outline, evidence)
    heads = [section.heading for _, section in made.notice.paper.walk()]
    assert heads == ["推进志愿服务", "打造特色品牌", "加强安全教育"]
    assert made.notice.paper.title == "2026年要点"
    last = [s for s in made.sentences if s.section[-1:] == ("加强安全教育",) and s.part == "body"]
    assert [s.text for s in last] == [
        "【待补：2026年“加强安全教育”方面的具体任务、责任单位和完成时限】。"
    ]
