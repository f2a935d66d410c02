"""The third rung for required parts: a model is asked for those that no heading and no sentence
showed. What it says counts only with words that stand in the paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from draftkit import assets
from draftkit.errors import ModelError
from draftkit.genres import spec
from draftkit.llm.port import ChatModel, Message
from draftkit.messages import say
from draftkit.values.report import RequirementResult, Where
from draftkit.values.source import Line, Parsed

MOST = 24_000
"""Characters of a paper that are sent; what stands behind them is not asked about."""
_LEAST = 6
"""Characters of a quotation; fewer stand in every paper."""
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["parts"],
    "properties": {
        "parts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "quote"],
                "properties": {"id": {"type": "string"}, "quote": {"type": "string"}},
            },
        }
    },
}


def ask(
    model: ChatModel, parsed: Parsed, found: Sequence[RequirementResult]
) -> tuple[tuple[RequirementResult, ...], tuple[str, ...]]:
    """The parts with those that the model found too (`merged`, rung "model"), and what a reader must
    know of it. A paper that bears a mark of secrecy is sent to nobody; a server that fails costs
    nothing but its answer."""
    wanted = _wanted(parsed, found)
    if not wanted:
        return tuple(found), ()
    if parsed.notice.secrecy:
        return tuple(found), ("文件标有密级，没有发给模型。",)
    lines = [line for line in parsed.lines if line.part in ("preamble", "heading", "paragraph")]
    try:
        reply = model.complete(_messages(wanted, lines), schema=_SCHEMA, max_tokens=2000)
    except ModelError as error:
        why = say(
            error.key, "zh", **error.values
        )  # a report is in Chinese whatever the user's language
        return tuple(found), (f"模型没有回答，必备部分只按标题和句子判断：{why}",)
    quotes = _read(reply.text)
    if quotes is None:
        return tuple(found), ("模型的回答不合格式，没有采用；必备部分只按标题和句子判断。",)
    out, refused = [], 0
    for row in found:
        quote = quotes.get(row.id, "") if row.id in wanted else ""
        where = _place(quote, lines)
        refused += bool(quote) and where is None
        out.append(_by_model(row, where) if where else row)
    notes = [f"模型称写到了的{refused}个部分，所引的话原文里没有，没有采用。"] if refused else []
    return tuple(out), tuple(notes)


def _wanted(parsed: Parsed, found: Iterable[RequirementResult]) -> dict[str, tuple[str, str]]:
    """Names and advice of the missing parts that text can hold, by id."""
    missing = {row.id for row in found if row.status == "missing"}
    genres = dict.fromkeys((parsed.notice.genre, parsed.notice.paper.genre))
    return {
        req.id: (req.name, req.advice)
        for genre in genres
        for req in spec(genre).requirements
        if req.id in missing and not req.field and not req.count and req.level != "O"
    }


def _messages(wanted: dict[str, tuple[str, str]], lines: Sequence[Line]) -> list[Message]:
    """What is asked: the prompt, then parts and paragraphs as data."""
    shown, size = [], 0
    for line in lines:
        size += len(line.text)
        if size > MOST:
            break
        shown.append(line.text)
    asked = [{"id": key, "name": name, "what": what} for key, (name, what) in wanted.items()]
    data = json.dumps({"组成部分": asked, "文稿": shown}, ensure_ascii=False)
    prompt = assets.find("prompts", "required-parts.md").read_text(encoding="utf-8")
    return [{"role": "system", "content": prompt}, {"role": "user", "content": data}]


def _read(text: str) -> dict[str, str] | None:
    """Quotations by id, None for an answer that is not what was asked for."""
    bare = text.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        rows = json.loads(bare)["parts"]
        return {str(row["id"]): str(row["quote"]).strip() for row in rows}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _place(quote: str, lines: Iterable[Line]) -> Where | None:
    """Where the words stand in the paper, in one paragraph and character for character."""
    if len(quote) < _LEAST:
        return None
    for line in lines:
        at = line.text.find(quote)
        if at >= 0:
            block, start, end = line.locate(at, at + len(quote))
            return Where(paragraph=block, start=start, end=end, heading_path=line.path, quote=quote)
    return None


def _by_model(row: RequirementResult, where: Where) -> RequirementResult:
    return row.model_copy(update={"status": "merged", "rung": "model", "where": where})
