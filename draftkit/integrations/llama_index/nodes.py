"""OfficialNodeParser: Documents of official text → TextNodes, one a section.

A section longer than 600 characters is several nodes, cut between sentences; no node holds text of
two sections. What an office's letterhead, document number and title say is metadata of every
node; lists of people are left out, as `draftkit.passages_of` leaves them out.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from llama_index.core.bridge.pydantic import Field
from llama_index.core.node_parser import NodeParser
from llama_index.core.node_parser.node_utils import default_id_func
from llama_index.core.schema import (
    BaseNode,
    Document,
    MetadataMode,
    NodeRelationship,
    RelatedNodeInfo,
    TextNode,
)
from llama_index.core.utils import get_tqdm_iterable

import draftkit
from draftkit.integrations.llama_index.metadata import HIDDEN, NOTICE, SHOWN, said_of

_KEPT = 0.8
"""Share of a text's pairs of characters from which a notice is a reading of it. The sample notices
have 0.94 and more; pairs across line ends and dropped page furniture make up the rest."""

_NEAR = 8
"""Characters beyond a part's letters among which its own marks (。”）) are looked for."""


class OfficialNodeParser(NodeParser):
    """One node a section of an official paper, or a part of a long one.

    Metadata, as far as the paper shows them: title, issuer, year, genre, topic, role, doc_number,
    heading_path (joined by " > "), and part, ordinal, notice_id. Ids are hashes of the Document's
    id and the text, so the same Document gives the same ids. `start_char_idx` and `end_char_idx`
    are set where the node's letters stand in the Document in one piece; marks and spaces may differ,
    since the parser sets them right. A text that does not read as a notice is cut between
    sentences, whole.
    """

    embed_headings: bool = Field(
        default=True,
        description="Embed the heading path with the text; the text alone otherwise.",
    )
    """On, because a section hardly repeats its heading: without it a search for a heading goes wrong
    nine times in ten (docs/llama-index.md). draftkit itself has an index of headings besides."""

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index saves it."""
        return "OfficialNodeParser"

    def to_dict(self, **kwargs: Any) -> dict[str, Any]:
        """As saved, with draftkit's version: an ingestion cache is not asked for nodes that another
        version cut."""
        return {**super().to_dict(**kwargs), "draftkit": draftkit.__version__}

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **_kwargs: Any
    ) -> list[BaseNode]:
        made: list[BaseNode] = []
        for document in get_tqdm_iterable(nodes, show_progress, "Parsing nodes"):
            made += self._cut(document)
        return made

    def _cut(self, document: BaseNode) -> list[TextNode]:
        text = document.get_content(metadata_mode=MetadataMode.NONE)
        if not text.strip():
            return []
        notice = _notice_of(document, text)
        source = _bare_info(document)
        number = notice.doc_number or notice.paper.doc_number
        passages = draftkit.passages_of(notice)
        spans = _spans(text, [passage.text for passage in passages])
        made = []
        for passage, (start, end) in zip(passages, spans, strict=True):
            said = {**said_of(passage), "part": passage.part, "ordinal": passage.ordinal}
            node = TextNode(
                id_=self._id(document, passage),
                text=passage.text,
                metadata={**said, "doc_number": number} if number else said,
                start_char_idx=start,
                end_char_idx=end,
                excluded_embed_metadata_keys=self._not_embedded(document),
                excluded_llm_metadata_keys=_joined(document.excluded_llm_metadata_keys, HIDDEN),
                relationships={NodeRelationship.SOURCE: source},
            )
            made.append(node)
        return made

    def _id(self, document: BaseNode, passage: draftkit.Passage) -> str:
        """The node's id. The Document's is in it: two files of one text keep their own nodes, so
        taking one of them out leaves the other's."""
        if self.id_func is not default_id_func:
            return str(self.id_func(passage.ordinal, document))
        kept = f"{document.id_}\x1f{passage.ordinal}\x1f{passage.id}"
        return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _not_embedded(self, document: BaseNode) -> list[str]:
        ours = [
            key for key in (*SHOWN, *HIDDEN) if key != "heading_path" or not self.embed_headings
        ]
        return _joined(document.excluded_embed_metadata_keys, ours)

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]
    ) -> list[BaseNode]:
        """As every node parser does, but for the notice that the reader left with the Document,
        which would be copied to each node, and for places, which are known better here."""
        places = [
            (node.start_char_idx, node.end_char_idx) for node in nodes if isinstance(node, TextNode)
        ]
        parents = {
            key: parent.model_copy(update={"metadata": _bare(parent.metadata)})
            for key, parent in parent_doc_map.items()
        }
        done = super()._postprocess_parsed_nodes(nodes, parents)
        for node, (start, end) in zip(done, places, strict=True):
            if isinstance(node, TextNode):
                node.start_char_idx, node.end_char_idx = start, end
        return done


def noted(text: str, notice: draftkit.Notice) -> str:
    """A notice as the reader leaves it with a Document of this text."""
    saved = notice.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({"of": _digest(text), "notice": saved}, ensure_ascii=False)


def _notice_of(document: BaseNode, text: str) -> draftkit.Notice:
    """What was read of the file, where the text is still the file's; else what the text shows;
    the text as it is where that is no reading of it."""
    notice = _left_by_reader(document, text)
    if notice is None:
        try:
            notice = draftkit.parse_text(text)
        except draftkit.InputError:
            return draftkit.Notice(preamble=(text,))
        if _share_kept(text, notice) < _KEPT:
            return draftkit.Notice(preamble=(text,))
    return notice if draftkit.passages_of(notice) else draftkit.Notice(preamble=(text,))


def _left_by_reader(document: BaseNode, text: str) -> draftkit.Notice | None:
    try:
        left = json.loads(document.metadata[NOTICE])
        return (
            draftkit.Notice.model_validate(left["notice"]) if left["of"] == _digest(text) else None
        )
    except (KeyError, TypeError, ValueError):
        return None


def _share_kept(text: str, notice: draftkit.Notice) -> float:
    asked = _pairs(text)
    kept = _pairs(notice.model_dump_json())
    return len(asked & kept) / len(asked) if asked else 0.0


def _pairs(text: str) -> set[str]:
    """Neighbouring letters, digits and Han characters of a text."""
    said = "".join(char for char in text if char.isalnum())
    return {said[at : at + 2] for at in range(len(said) - 1)}


def _spans(text: str, parts: Iterable[str]) -> list[tuple[int, int] | tuple[None, None]]:
    """Where each part stands in the text, looked for in order by its letters, digits and Han
    characters: the parser sets marks and spaces right."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    letters = "".join(_folded(text[at]) for at in places)
    found: list[tuple[int, int] | tuple[None, None]] = []
    behind = 0
    for part in parts:
        wanted = "".join(_folded(char) for char in part if char.isalnum())
        first = letters.find(wanted, behind) if wanted else -1
        if first < 0:
            found.append((None, None))
            continue
        behind = first + len(wanted)
        start, end = places[first], places[behind - 1] + 1
        found.append(
            (
                start - _marks(text[max(0, start - _NEAR) : start][::-1], part),
                end + _marks(text[end : end + _NEAR], part[::-1]),
            )
        )
    return found


def _folded(char: str) -> str:
    """A full-width digit or letter as the common one; anything that is no single character stays."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _marks(beyond: str, part: str) -> int:
    """How many characters beyond a part's outermost letter are marks of the part: no more than it
    has itself."""
    own = next((at for at, char in enumerate(part) if char.isalnum()), 0)
    near = next((at for at, char in enumerate(beyond) if char.isalnum() or char.isspace()), own)
    return min(own, near)


def _bare_info(document: BaseNode) -> RelatedNodeInfo:
    """The Document as the source of its nodes, without the notice the reader left with it."""
    info = document.as_related_node_info()
    return info.model_copy(update={"metadata": _bare(info.metadata)})


def _bare(metadata: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key != NOTICE}


def _joined(first: Iterable[str], then: Iterable[str]) -> list[str]:
    return [key for key in dict.fromkeys((*first, *then)) if key != NOTICE]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
