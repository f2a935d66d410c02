"""DraftkitRetriever inside llama-index: hits as nodes, filters, their engines, faults."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.retrievers import QueryFusionRetriever

import draftkit
from draftkit import Filters
from draftkit.integrations.llama_index import DraftkitRetriever

QUERY = "深化志愿服务"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Iterator[draftkit.Workspace]:
    with draftkit.Workspace.open(tmp_path_factory.mktemp("office") / "办公 室") as made:
        made.ingest(corpus)
        yield made


def test_nodes_are_the_hits_of_the_search(office: draftkit.Workspace) -> None:
    found = DraftkitRetriever(office, k=5).retrieve(QUERY)
    hits = office.search(QUERY, k=5).hits
    assert [(one.node_id, one.text, one.score) for one in found] == [
        (hit.passage_id, hit.text, hit.score) for hit in hits
    ]
    for one, hit in zip(found, hits, strict=True):
        assert one.metadata["heading_path"] == " > ".join(hit.heading_path)
        assert one.metadata.get("year") == hit.year
        assert one.node.ref_doc_id == hit.notice_id
        assert office.notice(one.metadata["notice_id"]).id == hit.notice_id


def test_filters_and_own_body_reach_the_search(office: draftkit.Workspace) -> None:
    filters = Filters(genre="工作要点", year_from=2025, topic="精神文明建设")
    found = DraftkitRetriever(office, filters=filters, k=20).retrieve(QUERY)
    assert found
    for one in found:
        assert one.metadata["genre"] == "工作要点" and one.metadata["year"] >= 2025
    theirs = Filters(issuer="示例市卫生健康委员会")
    found = DraftkitRetriever(office, filters=theirs).retrieve(QUERY)
    assert {one.metadata["issuer"] for one in found} == {"示例市卫生健康委员会"}


def test_own_is_handed_on() -> None:
    asked = {}

    class Asked:
        def retrieve(self, query: str, **how: object) -> draftkit.Hits:
            asked.update(how, query=query)
            return draftkit.Hits(query=query)

    filters = Filters(year_to=2024)
    made = DraftkitRetriever(Asked(), filters=filters, k=3, own="示例市科学技术局")
    assert made.retrieve(QUERY) == []
    assert asked == {"query": QUERY, "filters": filters, "k": 3, "own": "示例市科学技术局"}


def test_any_retriever_will_do(corpus: Path) -> None:
    notice = draftkit.parse_file(corpus / "kjj-2025-yaodian.docx")
    listed = draftkit.ListRetriever(draftkit.passages_of(notice))
    found = DraftkitRetriever(listed, k=2).retrieve("志愿服务体系建设")
    assert "志愿服务" in found[0].metadata["heading_path"]


def test_asked_at_once_from_many_tasks(office: draftkit.Workspace) -> None:
    retriever = DraftkitRetriever(office, k=4)
    queries = [QUERY, "道德讲堂", "理论学习", "文明单位创建"] * 5

    async def all_at_once() -> list[list[str]]:
        found = await asyncio.gather(*(retriever.aretrieve(query) for query in queries))
        return [[one.node_id for one in each] for each in found]

    one_by_one = [[one.node_id for one in retriever.retrieve(query)] for query in queries]
    assert asyncio.run(all_at_once()) == one_by_one


def test_callbacks_are_told(office: draftkit.Workspace) -> None:
    handler = LlamaDebugHandler(print_trace_on_end=False)
    retriever = DraftkitRetriever(office, k=2, callback_manager=CallbackManager([handler]))
    retriever.retrieve(QUERY)
    assert len(handler.get_event_pairs(CBEventType.RETRIEVE)) == 1


def test_in_a_query_engine_with_a_synthesizer(office: draftkit.Workspace) -> None:
    """The mock model repeats its prompt: what a model would be shown."""
    retriever = DraftkitRetriever(office, k=3)
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())
    answer = engine.query(QUERY)
    assert [one.node_id for one in answer.source_nodes] == [
        one.node_id for one in retriever.retrieve(QUERY)
    ]
    for one in answer.source_nodes:
        assert one.text in str(answer) and f"heading_path: {one.metadata['heading_path']}" in str(
            answer
        )
    assert "notice_id" not in str(answer)
    assert str(asyncio.run(engine.aquery(QUERY))) == str(answer)


def test_fused_with_another_retriever(office: draftkit.Workspace) -> None:
    newer = DraftkitRetriever(office, filters=Filters(year_from=2025), k=5)
    fused = QueryFusionRetriever(
        [DraftkitRetriever(office, k=5), newer],
        llm=MockLLM(),
        num_queries=1,
        mode="reciprocal_rerank",
        similarity_top_k=3,
        use_async=False,
    )
    found = fused.retrieve(QUERY)
    assert len({one.node_id for one in found}) == 3
    assert found[0].metadata["year"] == 2025  # found by both


def test_what_came_in_since_is_found(tmp_path: Path, papers: Path) -> None:
    with draftkit.Workspace.open(tmp_path / "office") as workspace:
        retriever = DraftkitRetriever(workspace)
        with pytest.raises(draftkit.EmptyArchiveError):
            retriever.retrieve("道德讲堂")
        workspace.ingest(papers)
        assert "道德讲堂" in retriever.retrieve("道德讲堂")[0].text


@pytest.mark.parametrize("query", ["", "  ", "？！"])
def test_a_query_without_a_word_is_refused(office: draftkit.Workspace, query: str) -> None:
    with pytest.raises(draftkit.UsageError):
        DraftkitRetriever(office).retrieve(query)


def test_fewer_than_one_is_refused(office: draftkit.Workspace) -> None:
    with pytest.raises(draftkit.UsageError):
        DraftkitRetriever(office, k=0)
