"""A Notice that was never a file, as if it had been read: one block a line."""

from __future__ import annotations

import hashlib

from draftkit.values.flow import FlowLine, flow
from draftkit.values.notice import Notice
from draftkit.values.source import Block, Line, Parsed, Source

_OFF_PAGE = ("letterhead", "doc_number", "cc", "printed")


def from_notice(notice: Notice, path: str) -> Parsed:
    """Source, lines and notice of a draft that is only JSON; offsets are those of the lines. Head
    and imprint stand last among the blocks: the paper as it is exported shows neither, and a place
    in a report is then the same paragraph in its Word file."""
    rows = list(flow(notice))
    order = sorted(range(len(rows)), key=lambda at: rows[at].part in _OFF_PAGE)
    index = {row: at for at, row in enumerate(order)}
    blocks = [_block(at, rows[row]) for at, row in enumerate(order)]
    lines: list[Line] = []
    for row, line in enumerate(rows):
        block = index[row]
        at = tuple((block, offset) for offset in range(len(line.text))) or ((block, 0),)
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
