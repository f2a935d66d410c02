"""OfficialNodeParser and NoticeReader: what a node holds, what it is called, what goes missing."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from llama_index.core import SimpleDirectoryReader
from llama_index.core.schema import Document, MetadataMode, NodeRelationship, TextNode

import draftkit
from draftkit.integrations.llama_index import NoticeReader, OfficialNodeParser
from tests.integrations.conftest import PLAN, POEM


def _nodes(text: str, **more: object) -> list[TextNode]:
    made = OfficialNodeParser()([Document(text=text, id_="d", **more)])
    assert all(isinstance(node, TextNode) for node in made)
    return made  # type: ignore[return-value]


def _by_heading(nodes: list[TextNode]) -> dict[str, TextNode]:
    return {str(node.metadata.get("heading_path", "")).split(" > ")[-1]: node for node in nodes}


def test_a_node_is_a_section_with_what_the_paper_says_of_itself() -> None:
    node = _by_heading(_nodes(PLAN))["办好道德讲堂"]
    assert node.text == "每季度举办1期道德讲堂。"
    said = node.metadata
    assert said.pop("notice_id") == draftkit.parse_text(PLAN).id
    assert said == {
        "title": "2025年示例市科技局精神文明建设工作要点",
        "issuer": "示例市科学技术局",
        "year": 2025,
        "genre": "工作要点",
        "topic": "精神文明建设",
        "role": "plan",
        "doc_number": "示科〔2025〕18号",
        "heading_path": "强化思想引领 > 办好道德讲堂",
        "part": 0,
        "ordinal": 3,
    }


def test_metadata_is_flat_for_vector_stores(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.docx")):
        for node in OfficialNodeParser()(NoticeReader().load_data(path)):
            assert all(isinstance(value, str | int | float) for value in node.metadata.values())


def test_nodes_are_the_passages_of_the_notice(corpus: Path) -> None:
    """The same cut as in an archive, so that what is measured there holds here."""
    for path in sorted(corpus.glob("kjj-*")):
        nodes = OfficialNodeParser()(NoticeReader().load_data(path))
        passages = draftkit.passages_of(draftkit.parse_file(path))
        assert [node.get_content() for node in nodes] == [passage.text for passage in passages]


def test_headings_are_embedded_with_the_text_and_can_be_left_out() -> None:
    node = _by_heading(_nodes(PLAN))["办好道德讲堂"]
    embedded = node.get_content(MetadataMode.EMBED)
    assert embedded == "heading_path: 强化思想引领 > 办好道德讲堂\n\n每季度举办1期道德讲堂。"
    bare = OfficialNodeParser(embed_headings=False)([Document(text=PLAN)])[3]
    assert bare.get_content(MetadataMode.EMBED) == bare.get_content() == node.text


def test_a_model_sees_what_names_the_paper() -> None:
    node = _by_heading(_nodes(PLAN))["办好道德讲堂"]
    shown = node.get_content(MetadataMode.LLM)
    assert "title: 2025年示例市科技局" in shown and "doc_number: 示科〔2025〕18号" in shown
    assert "notice_id" not in shown and "ordinal" not in shown


def test_nodes_know_their_source_and_neighbours() -> None:
    nodes = _nodes(PLAN)
    for before, after in pairwise(nodes):
        assert before.next_node and before.next_node.node_id == after.node_id
        assert after.prev_node and after.prev_node.node_id == before.node_id
    assert {node.ref_doc_id for node in nodes} == {"d"}
    assert nodes[0].prev_node is None and nodes[-1].next_node is None


def test_neighbours_stop_at_the_end_of_a_document() -> None:
    made = OfficialNodeParser()([Document(text=PLAN, id_="a"), Document(text=POEM, id_="b")])
    last = [node for node in made if node.ref_doc_id == "a"][-1]
    assert NodeRelationship.NEXT not in last.relationships


def test_places_are_those_of_the_text_in_the_document() -> None:
    """Also where the parser set a half-width comma right."""
    nodes = _nodes(PLAN)
    cut = [PLAN[node.start_char_idx : node.end_char_idx] for node in nodes]
    assert [one.replace(",", "，") for one in cut] == [node.text for node in nodes]
    assert any("," in one for one in cut)
    starts = [node.start_char_idx or 0 for node in nodes]
    assert starts == sorted(starts) and starts[0] > 0


def test_every_sample_has_its_places(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.*")):
        if path.suffix == ".yaml":
            continue
        (document,) = NoticeReader().load_data(path)
        for node in OfficialNodeParser()([document]):
            assert isinstance(node, TextNode)
            found = document.text[node.start_char_idx : node.end_char_idx]
            letters = ["".join(filter(str.isalnum, text)) for text in (found, node.text)]
            assert letters[0] == letters[1]


def test_the_same_document_gives_the_same_ids() -> None:
    first, again = _nodes(PLAN), _nodes(PLAN)
    assert [node.id_ for node in first] == [node.id_ for node in again]
    assert len({node.id_ for node in first}) == len(first)


def test_a_copy_under_another_id_has_nodes_of_its_own() -> None:
    """A store that ignores known ids would lose both when one copy is taken out."""
    made = OfficialNodeParser()([Document(text=PLAN, id_="a"), Document(text=PLAN, id_="b")])
    assert len({node.id_ for node in made}) == len(made)


def test_an_id_function_of_the_users_is_used() -> None:
    parser = OfficialNodeParser(id_func=lambda at, document: f"{document.node_id}#{at}")
    made = parser([Document(text=PLAN, id_="d")])
    assert [node.id_ for node in made] == [f"d#{at}" for at in range(len(made))]


@pytest.mark.parametrize(
    "text",
    [POEM, "你好", "=====\n-----", "第1页 共3页\n打印本页\n关闭窗口", "1\n2\n3\n", "a,b\n" * 3000],
    ids=["poem", "word", "marks", "furniture", "numbers", "table"],
)
def test_text_that_is_no_notice_is_kept(text: str) -> None:
    kept = "".join(f"{node.metadata.get('title', '')}{node.get_content()}" for node in _nodes(text))
    missing = {char for char in text if char.isalnum()} - set(kept)
    assert not missing
    assert _nodes(text)


def test_text_of_which_the_parser_would_keep_little_is_cut_whole() -> None:
    text = "\n".join(f"<div>第{at}行的正文</div>" for at in range(3)) + "\n打印本页\n关闭窗口"
    kept = "".join(node.get_content() for node in _nodes(text))
    assert all(f"第{at}行的正文" in kept for at in range(3))


def test_an_empty_document_has_no_nodes() -> None:
    assert _nodes("") == [] and _nodes(" \n\n") == []


def test_nodes_may_be_cut_further() -> None:
    """The parser takes nodes as well as Documents."""
    made = OfficialNodeParser()([TextNode(text=PLAN, id_="n")])
    assert len(made) == len(_nodes(PLAN))
    assert made[0].source_node and made[0].source_node.node_id == "n"


def test_the_reader_keeps_the_structure_of_a_word_file(corpus: Path) -> None:
    (document,) = NoticeReader().load_data(corpus / "kjj-2025-yaodian.docx")
    assert document.id_.endswith("corpus/kjj-2025-yaodian.docx")
    assert "示科〔2025〕18号" in document.text
    for mode in (MetadataMode.EMBED, MetadataMode.LLM):
        assert document.get_content(mode) == document.text
    assert json.loads(document.metadata["draftkit_notice"])["notice"]["genre"] == "印发通知"


def test_what_the_reader_left_is_not_copied_to_nodes(corpus: Path) -> None:
    """It is as long as the paper, and a vector store keeps the metadata of each node."""
    documents = NoticeReader().load_data(corpus / "kjj-2025-yaodian.docx")
    for node in OfficialNodeParser()(documents):
        assert "draftkit_notice" not in node.to_json()
        assert node.metadata["file_name"] == "kjj-2025-yaodian.docx"


def test_a_text_that_was_changed_after_reading_is_read_anew(papers: Path) -> None:
    (document,) = NoticeReader().load_data(papers / "要点.txt")
    document.set_content(document.text.replace("每季度举办1期", "每月举办2期"))
    texts = [node.get_content() for node in OfficialNodeParser()([document])]
    assert "每月举办2期道德讲堂。" in texts


def test_a_whole_folder_through_their_directory_reader(papers: Path) -> None:
    (papers / "坏.docx").write_bytes(b"PK\x03\x04 torn")
    extractors = NoticeReader.extractors()
    loaded = SimpleDirectoryReader(str(papers), file_extractor=extractors).load_data()
    assert [document.metadata["file_name"] for document in loaded] == ["要点.txt"]
    assert loaded[0].metadata["file_size"] > 0


def test_a_file_with_a_mark_of_secrecy_goes_nowhere(papers: Path) -> None:
    secret = papers / "（机密）要点.txt"
    secret.write_text(PLAN, encoding="utf-8")
    with pytest.raises(draftkit.ClassifiedFileError):
        NoticeReader().load_data(secret)
    marked = papers / "密.txt"
    marked.write_text(f"机密★5年\n{PLAN}", encoding="utf-8")
    with pytest.raises(draftkit.ClassifiedFileError):
        NoticeReader().load_data(marked)


def test_a_saved_cache_is_not_asked_for_what_another_version_cut() -> None:
    """Its key is made of this dictionary."""
    saved = OfficialNodeParser(embed_headings=False).to_dict()
    assert saved["draftkit"] == draftkit.__version__ and saved["embed_headings"] is False


def test_neighbours_can_be_left_out() -> None:
    made = OfficialNodeParser(include_prev_next_rel=False)([Document(text=PLAN, id_="d")])
    assert all(set(node.relationships) == {NodeRelationship.SOURCE} for node in made)
