"""A Notice that was never a file, as if it had been read: one block a line."""

from __future__ import annotations

import hashlib

from draftkit.values.flow import FlowLine, flow
from draftkit.values.notice import Notice
from draftkit.values.source import Block, Line, Parsed, Source


def from_notice(notice: Notice, path: str) -> Parsed:
    """Source, lines and notice of a draft that is only JSON; offsets are those of the lines."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for line in flow(notice):
        blocks.append(_block(len(blocks), line))
        at = tuple((len(lines), offset) for offset in range(len(line.text))) or ((len(lines), 0),)
        lines.append(
            Line(
                line.text,
                line.part,
                line.layer,
                line.level,
                line.path,
                line.number,
                line.body_from,
                at,
            )
        )
    text = "\n".join(block.text for block in blocks)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    source = Source(path=path, sha256=digest, format="notice", blocks=tuple(blocks))
    return Parsed(source, notice, tuple(lines))


def _block(index: int, line: FlowLine) -> Block:
    if line.table is None:
        return Block(index=index, text=line.text)
    rows = (line.table.header, *line.table.rows) if line.table.header else line.table.rows
    return Block(index=index, kind="table", rows=tuple(rows))
