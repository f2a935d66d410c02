"""What a section's own node is worth in llama-index, next to the default splitter.

    python benchmarks/llama_index_nodes.py [--papers DIR] [--json]

Each heading that stands once among the papers is a query, and the text under it what is wanted.
All kinds of node are searched with the same embedding (draftkit's) by exact vectors; the last row
is draftkit's search. `first`: the best node holds the beginning of the section. `in_1000`: share of
the section's characters in the first 1,000 characters that are given back. `mixed`: share of nodes with
text of more than one section. `torn`: share of nodes that end within a sentence. `chars`: mean
characters of a node. `nodes`: how many there are.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.node_parser import NodeParser, SentenceSplitter
from llama_index.core.schema import Document, TextNode

import draftkit
from draftkit.integrations.llama_index import (
    DraftkitEmbedding,
    DraftkitRetriever,
    NoticeReader,
    OfficialNodeParser,
)

Span = tuple[str, int, int]
"""Document, first character, character after the last."""

BUDGET = 1000
_STOPS = "。！？；：…”）》\n"


@dataclass(frozen=True)
class Wanted:
    """A heading and where the text under it stands."""

    query: str
    span: Span


def span_of(node: TextNode) -> Span:
    """Where a node stands in its Document."""
    return (node.ref_doc_id or "", node.start_char_idx or 0, node.end_char_idx or 0)


def shared(one: Span, other: Span) -> int:
    """Characters that two spans have in common."""
    if one[0] != other[0]:
        return 0
    return max(0, min(one[2], other[2]) - max(one[1], other[1]))


def wanted_of(sections: list[TextNode]) -> list[Wanted]:
    """The headings that stand over one text only."""
    named = [
        (str(node.metadata["heading_path"]).split(" > ")[-1], span_of(node))
        for node in sections
        if node.metadata.get("heading_path")
    ]
    counts = Counter(heading for heading, _ in named)
    return [Wanted(heading, span) for heading, span in named if counts[heading] == 1]


def found_in(asked: list[Wanted], search: Callable[[str], list[Span]]) -> dict[str, float]:
    """How much of what was wanted a search gives back."""
    first, kept = 0, 0.0
    for one in asked:
        document, start, end = one.span
        spans = search(one.query)
        first += bool(spans) and shared(spans[0], (document, start, start + 1))
        left, got = BUDGET, 0
        for doc, begin, stop in spans:
            taken = min(stop - begin, left)
            got += shared((doc, begin, begin + taken), one.span)
            left -= taken
            if not left:
                break
        kept += min(1.0, got / (end - start))
    return {"first": round(first / len(asked), 3), "in_1000": round(kept / len(asked), 3)}


def made_of(nodes: list[TextNode], sections: list[TextNode]) -> dict[str, float]:
    """What the nodes are like."""
    spans = [span_of(node) for node in sections]
    mixed = sum(sum(shared(span_of(node), span) > 0 for span in spans) > 1 for node in nodes)
    torn = sum(node.text.rstrip()[-1:] not in _STOPS for node in nodes)
    return {
        "mixed": round(mixed / len(nodes), 3),
        "torn": round(torn / len(nodes), 3),
        "chars": round(sum(len(node.text) for node in nodes) / len(nodes)),
        "nodes": len(nodes),
    }


def by_vectors(nodes: list[TextNode]) -> Callable[[str], list[Span]]:
    """Exact vector search over nodes."""
    index = VectorStoreIndex(list(nodes), embed_model=DraftkitEmbedding())
    retriever = index.as_retriever(similarity_top_k=20)
    return lambda query: [span_of(found.node) for found in retriever.retrieve(query)]  # type: ignore[arg-type]


def by_draftkit(
    workspace: draftkit.Workspace, sections: list[TextNode]
) -> Callable[[str], list[Span]]:
    """draftkit's search; its hits are the sections, told by notice and text."""
    places = {(node.metadata["notice_id"], node.text): span_of(node) for node in sections}
    retriever = DraftkitRetriever(workspace, k=20)

    def search(query: str) -> list[Span]:
        hits = retriever.retrieve(query)
        return [places[(hit.metadata["notice_id"], hit.text)] for hit in hits]

    return search


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--papers", type=Path, default=Path(__file__).parents[1] / "corpus")
    options.add_argument("--json", action="store_true")
    args = options.parse_args()
    readers = NoticeReader.extractors()
    papers: list[Document] = SimpleDirectoryReader(
        str(args.papers), file_extractor=readers, required_exts=list(readers)
    ).load_data()
    for paper in papers:
        paper.excluded_embed_metadata_keys = list(paper.metadata)
        paper.excluded_llm_metadata_keys = list(paper.metadata)
    kinds: dict[str, NodeParser] = {
        "SentenceSplitter()": SentenceSplitter(),
        "SentenceSplitter(chunk_size=256)": SentenceSplitter(chunk_size=256),
        "OfficialNodeParser(embed_headings=False)": OfficialNodeParser(embed_headings=False),
        "OfficialNodeParser()": OfficialNodeParser(),
    }
    sections: list[TextNode] = OfficialNodeParser()(papers)  # type: ignore[assignment]
    asked = wanted_of(sections)
    rows: dict[str, dict[str, float]] = {}
    for name, parser in kinds.items():
        nodes: list[TextNode] = parser(papers)  # type: ignore[assignment]
        rows[name] = {**found_in(asked, by_vectors(nodes)), **made_of(nodes, sections)}
    with (
        tempfile.TemporaryDirectory() as folder,
        draftkit.Workspace.open(folder) as workspace,
    ):
        workspace.ingest(args.papers)
        rows["DraftkitRetriever"] = {
            **found_in(asked, by_draftkit(workspace, sections)),
            **made_of(sections, sections),
        }
    if args.json:
        print(json.dumps({"queries": len(asked), "rows": rows}, ensure_ascii=False, indent=1))
        return
    print(f"{len(papers)} papers, {len(asked)} headings")
    for name, row in rows.items():
        print(f"{name:42}" + "  ".join(f"{key} {value:g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
