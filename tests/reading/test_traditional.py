"""Traditional characters are read as simplified ones where something is looked for."""

from __future__ import annotations

from draftkit.reading import answers_to, fold
from draftkit.reading.common import uncommon_pair
from draftkit.reading.traditional import simplified


def test_traditional_text_is_folded_and_simplified_text_is_not() -> None:
    assert fold("會後開展科普誌願服務，於衛生與黨建") == "会后开展科普志愿服务，于卫生与党建"
    plain = "深化理论学习，开展志愿服务；乾隆年间的著作，宫商角。 GDP 3.5%"
    assert fold(plain) == plain


def test_no_simplified_character_leads_on_and_the_length_stays() -> None:
    pairs = simplified()
    assert len(pairs) > 2000
    assert not set(pairs) & set(pairs.values())
    assert len(fold("臺灣體育總會")) == 6


def test_a_body_answers_to_its_name_in_either_writing() -> None:
    assert answers_to("市科學技術局", "示例市科学技术局")
    assert answers_to("示例市科学技术局", "示例市科學技術局")
    assert not uncommon_pair(fold("志願服務"))
