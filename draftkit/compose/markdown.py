"""An outline as Markdown that a person edits, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from draftkit.text.marks import read_mark, write_mark
from draftkit.values.outline import Outline, OutlineSection

_HEADING = re.compile(r"^(#{2,5})\s+(.+?)\s*(?:<!--(.*?)-->)?\s*$")
_FACTS = re.compile(r"事实[：:]\s*([\w、, ]+)")


def outline_to_markdown(outline: Outline, facts: Mapping[str, str] | None = None) -> str:
    """The outline with a # title, headings by depth, support and facts as quoted notes. `facts`
    are the texts of facts by id, shown beside their ids."""
    lines = [f"# {outline.title}", ""]
    lines += [f"> {note}" for note in outline.notes]
    lines += [""] if outline.notes else []
    for section in outline.sections:
        _write(section, 2, lines, facts or {})
    return "\n".join(lines).rstrip() + "\n"


def _write(section: OutlineSection, depth: int, lines: list[str], texts: Mapping[str, str]) -> None:
    lines.append(f"{'#' * depth} {section.number or ''}{section.heading}")
    for support in section.support[:3]:
        lines.append(
            f"> 依据：{support.title}（{support.year}年）{' / '.join(support.heading_path)}"
        )
    if section.facts:
        lines.append(f"> 事实：{'、'.join(section.facts)}")
        lines += [f"> {one}：{texts[one]}" for one in section.facts if one in texts]
    lines.append("")
    for child in section.children:
        _write(child, depth + 1, lines, texts)


def outline_from_markdown(text: str) -> Outline:
    """Read an edited outline: # is the title, ## and deeper are headings; plain lines that begin
    with 一、 （一） 1. are headings too; quoted lines are notes, of which 事实：f1、f2 counts."""
    title, rows = "", []
    for line in text.splitlines():
        stripped = line.strip()
        found = _HEADING.match(stripped)
        if stripped.startswith("# "):
            title = stripped[2:].strip()
        elif found:
            rows.append([len(found.group(1)) - 1, found.group(2), ()])
        elif stripped.startswith(">") and rows:
            facts = _FACTS.search(stripped)
            if facts:
                rows[-1][2] = tuple(re.findall(r"\w+", facts.group(1)))
        elif stripped and read_mark(stripped):
            rows.append([None, stripped, ()])
    return Outline(title=title, sections=_nest([_section(row) for row in rows]))


def outline_from_lines(lines: tuple[str, ...], title: str = "") -> Outline:
    """An outline given as plain headings; a line without a mark is a first-level heading."""
    rows = [[None, line.strip(), ()] for line in lines if line.strip()]
    return Outline(title=title, sections=_nest([_section(row) for row in rows]))


def _section(row: list) -> tuple[int, OutlineSection]:  # type: ignore[type-arg]
    depth, text, facts = row
    mark = read_mark(text)
    heading = text[mark.end :] if mark else text
    level = mark.level if mark else 0
    heading = heading.rstrip("。；：")
    return depth or level or 1, OutlineSection(level=level, heading=heading, facts=facts)


def _nest(rows: list[tuple[int, OutlineSection]], above: int = 0) -> tuple[OutlineSection, ...]:
    """Rows of (depth, section) into a tree, numbered in the standard's marks. A heading without a
    mark has the level of its siblings, else the one below the heading over it."""
    out: list[OutlineSection] = []
    top = min((depth for depth, _ in rows), default=0)
    marked = [section.level for depth, section in rows if depth == top and section.level]
    usual = marked[0] if marked else min(above + 1, 4)
    at = 0
    while at < len(rows):
        depth, section = rows[at]
        section = section.model_copy(update={"level": section.level or usual})
        end = at + 1
        while end < len(rows) and rows[end][0] > depth:
            end += 1
        out.append(
            section.model_copy(
                update={
                    "children": _nest(rows[at + 1 : end], section.level),
                    "number": write_mark(section.level, len(out) + 1),
                }
            )
        )
        at = end
    return tuple(out)
