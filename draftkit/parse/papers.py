"""Source → Parsed: carrier, payload, attachments and 版记 told apart, each read as a paper.

The order of repair is that of the noise found in real files: furniture off, torn lines joined,
版记 off the end, head, carrier from payload, sign-off, annexes, then the section tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from draftkit.parse.contents import without_contents
from draftkit.parse.furniture import Page, sort_page
from draftkit.parse.further import further_papers, names_in, split_labels, unglue_names
from draftkit.parse.glued import split_glued
from draftkit.parse.head import read_head
from draftkit.parse.pieces import Piece, pieces_of
from draftkit.parse.repair import join_split
from draftkit.parse.shapes import (
    annex_label,
    ends_sentence,
    is_annex_note,
    is_body,
    is_cc,
    is_day,
    is_note,
    is_open_day,
    mark_of,
    printed,
    unsaid_imprint,
)
from draftkit.parse.signoff import behind_day, sign_off, split_behind, split_signature
from draftkit.parse.titles import Head, complete
from draftkit.parse.tree import Body, read_body
from draftkit.text.similar import bare
from draftkit.text.titles import carried_title, genre_of
from draftkit.values.source import Layer, Parsed, Part, Source

CARRIERS = ("印发通知", "转发通知")
UNHEADED = ("批复", "函", "决定", "通报", "议案")
"""Kinds that number their paragraphs instead of heading them."""
_ISSUED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》[^《》]{0,60}?印发(?:给)?(?:你们|，请|。请)")
_ENACTED = re.compile(
    r"(?:现将|现公布|现发布|公布|发布)?(?:修订后的|修改后的)?《(.+?)》(?:已(?:经|于)?.*?(?:公布|发布)|公布|发布|，自)"
)
"""The sentence of a decree that puts a paper into force."""
TITLE_LINES = 5
"""Most lines of a payload's title."""


@dataclass
class Paper:
    """One layer of a file, its lines sorted."""

    layer: Layer
    head: Head
    body: Body = field(default_factory=Body)
    parts: dict[Part, list[Piece]] = field(default_factory=dict)
    payload: Paper | None = None
    carried: str | None = None
    attachments: list[tuple[Piece | None, Paper]] = field(default_factory=list)

    def put(self, part: Part, *pieces: Piece) -> None:
        """File lines under a part."""
        self.parts.setdefault(part, []).extend(pieces)


def parse(source: Source) -> Parsed:
    """Read a Source as a paper. Pure: nothing but the source decides the result."""
    from draftkit.parse.assemble import assemble

    page = sort_page(list(pieces_of(source.blocks)))
    page.lines, page.breaks = _rejoin(page)
    page.lines, listed = without_contents(page.lines)
    page.dropped += listed
    return assemble(source, page, read_file(page))


def _rejoin(page: Page) -> tuple[list[Piece], set[int]]:
    """Torn lines joined; the breaks moved with the lines they stand before."""
    starts = {id(page.lines[at].at): at for at in page.breaks if at < len(page.lines)}
    marked = {page.lines[at].at[:1] for at in starts.values() if page.lines[at].at}
    joined = split_glued(join_split(page.lines))
    lines = split_behind([part for piece in joined for part in split_signature(piece)])
    return lines, {at for at, piece in enumerate(lines) if piece.at[:1] in marked and piece.at}


def read_file(page: Page) -> Paper:
    """The outermost paper of a page's lines, 版记 and page titles included."""
    lines, imprint = _imprint(page.lines)
    named = next(
        (
            page.fields[label]
            for label in ("标题", "信息名称", "文件名称", "名称")
            if label in page.fields
        ),
        "",
    )
    names = [name for name in (named, *(piece.text for piece in page.titles)) if name]
    head = read_head(lines, web=page.web, breaks=page.breaks, names=names)
    if not head.title:
        _title_of_page(head, page, named)
    _decree(head, lines)
    paper = _read(lines, head, "payload")
    for part, pieces in imprint.items():
        paper.put(part, *pieces)
    return paper


def _decree(head: Head, lines: list[Piece]) -> None:
    """A paper put into force by a decree printed above it: 《…》已经…通过，现予公布, who, when, title."""
    at = head.next
    named = _ENACTED.match(lines[at].text) if at < len(lines) else None
    if named is None or (head.title and bare(head.title_text) != bare(named.group(1))):
        return
    for start in range(at + 1, min(at + 5, len(lines))):
        count = _title_at(lines[start:], named.group(1))
        if count:
            head.others.append(lines[at])
            for piece in lines[at + 1 : start]:
                head.put("date" if is_day(piece.text) else "signature", piece)
            head.repeats.extend(head.title)
            head.title = lines[start : start + count]
            head.next = start + count
            return


def _title_of_page(head: Head, page: Page, named: str) -> None:
    """The title where it stands outside the text: the page's heading, told by its field, by its
    form, or by standing twice."""
    texts = [piece.dense().text for piece in page.titles]
    for at in range(len(texts) - 1, -1, -1):
        text = texts[at]
        twice = sum(1 for other in texts if other.startswith(text)) > 1 and len(bare(text)) > 5
        if (named and bare(named) == bare(text)) or complete(text) or twice:
            head.title = [page.titles.pop(at)]
            return


def _imprint(lines: list[Piece]) -> tuple[list[Piece], dict[Part, list[Piece]]]:
    """The 版记 (抄送, 印发机关, 印发日期) off the end of a file."""
    found: dict[Part, list[Piece]] = {}
    kept = list(lines)
    at = len(kept) - 1
    floor = max(0, len(kept) - 8)
    while at >= floor and not kept[at].rows:
        text = kept[at].text
        line = printed(text)
        if line:
            first = at - 1 if not line[0] and at > 0 and is_body(kept[at - 1].text) else at
            found["printed"] = kept[first : at + 1] + found.get("printed", [])
            del kept[first : at + 1]
            at = first
        elif below := _unsaid(kept, at):
            found["printed"] = kept[below : at + 1] + found.get("printed", [])
            del kept[below : at + 1]
            at = below
        elif is_cc(text):
            found["cc"] = kept[at:] + found.get("cc", [])
            del kept[at:]
        elif "printed" not in found and not is_note(text):
            break
        at -= 1
    return kept, found


def _unsaid(kept: list[Piece], at: int) -> int:
    """Where an imprint without its 印发 begins that ends at a line: right below the copies, in one
    line or two; 0 for none."""
    if at > 0 and is_cc(kept[at - 1].text) and unsaid_imprint(kept[at].text):
        return at
    if at > 1 and is_cc(kept[at - 2].text):
        return at - 1 if unsaid_imprint(kept[at - 1].text + kept[at].text) else 0
    return 0


def _read(pieces: list[Piece], head: Head, layer: Layer) -> Paper:
    """A paper from its head on: carrier split from payload, sign-off and annexes taken off."""
    title = head.title_text
    rest = split_labels(pieces[head.next :])
    carried = _carried(title, rest) if layer != "attachment" else None
    if carried is not None:
        rest = unglue_names(rest, [carried, *names_in(title)])
        split = _split_carrier(rest, carried)
        if split is not None:
            return _carrier(head, carried, *split)
    paper = Paper(layer, head)
    rest, annexes = _annexes(rest) if layer != "attachment" else (rest, [])
    trailing = _close_paper(paper, rest)
    paper.attachments += [*((None, other) for other in following(trailing)), *annexes]
    return paper


def _carried(title: str, rest: list[Piece]) -> str | None:
    """The name of the paper that a carrier carries: by its title, or, where its title is lost or is
    the paper's own (as web pages print it), by the sentence that issues it; else None."""
    genre = genre_of(title)
    if genre in CARRIERS:
        return carried_title(title) or ""
    if genre == "函" and (carried := carried_title(title)):
        return carried
    for piece in rest[:2]:
        named = _ISSUED.search(piece.text)
        if named and (not title or _close(bare(named.group(1)), bare(title))):
            return named.group(1)
    return None


def _carrier(head: Head, carried: str, own: list[Piece], inner: list[Piece]) -> Paper:
    paper = Paper("carrier", head, carried=carried or None)
    label = inner[:1] if inner and annex_label(inner[0].text) else []
    inner = inner[len(label) :]
    _close_paper(paper, own)
    if label:
        paper.put("annex_note", *label)
    inner_head = _payload_head(inner, paper.carried or "")
    paper.payload = _read(inner, inner_head, "payload")
    paper.payload.carried = paper.carried
    if "date" not in paper.parts and "signature" not in paper.parts:
        for part in ("signature", "date"):
            if part in paper.payload.parts:
                paper.put(part, *paper.payload.parts.pop(part))
    elif "date" not in paper.payload.parts:
        _unsign(paper.payload)
    return paper


def _unsign(paper: Paper) -> None:
    """A body named in the last line of a carried paper that has no date signs nothing."""
    pieces = paper.parts.pop("signature", [])
    nodes = [node for top in paper.body.nodes for _, node in top.walk()]
    (nodes[-1].paragraphs if nodes else paper.body.preamble).extend(pieces)


def _payload_head(inner: list[Piece], carried: str) -> Head:
    """The head of a payload; the name the carrier gives it tells where its title ends."""
    count = _title_at(inner, carried)
    if not count:
        return read_head(inner)
    head = read_head(inner[count:], above=carried)
    others = head.title
    head.title = inner[:count]
    head.others = [*others, *head.others]
    head.next += count
    return head


def _split_carrier(rest: list[Piece], carried: str) -> tuple[list[Piece], list[Piece]] | None:
    """(the carrier's own lines, the payload's); None when no paper follows."""
    titled = next((at for at in range(len(rest)) if _title_at(rest[at:], carried)), None)
    signed = next(
        (at for at, piece in enumerate(rest) if is_day(piece.text) or is_open_day(piece.text)), None
    )
    if signed is not None and (titled is None or signed < titled):
        end = behind_day(rest, signed)
        if end < len(rest):
            return rest[:end], rest[end:]
        if not any(mark_of(piece.text) for piece in rest[:signed]):
            return None
        signed = None
    if titled is not None:
        if titled and annex_label(rest[titled - 1].text):
            titled -= 1
        return rest[:titled], rest[titled:]
    return _split_untitled(rest)


def _split_untitled(rest: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """A payload that prints no title and no sign-off stands before it: it begins behind the
    sentence that issues it, at once where there is none."""
    issuing = next((at for at, piece in enumerate(rest[:4]) if _issues(piece.text)), None)
    start = 0 if issuing is None else issuing + 1
    if any(mark_of(piece.text) for piece in rest[:start]) or start >= len(rest):
        return None
    if issuing is not None and not any(mark_of(piece.text) for piece in rest[start:]):
        return None
    return rest[:start], rest[start:]


def _issues(text: str) -> bool:
    return any(word in text for word in ("印发", "转发", "下发", "现予", "贯彻执行"))


def _title_at(pieces: list[Piece], carried: str) -> int:
    """How many lines from here on are the title of the carried paper, 0 when they are not."""
    wanted = bare(carried)
    text = ""
    for count, piece in enumerate(pieces[:TITLE_LINES], 1):
        if piece.rows or not wanted or not _may_name(piece.text):
            return 0
        text += bare(piece.text)
        if text == wanted or (len(text) >= len(wanted) and _close(text, wanted)):
            return count
        if len(text) > len(wanted) + 12:
            return 0
    return 0


def _may_name(text: str) -> bool:
    """Whether a line may be one of a title: no sentence, no date, not the name quoted in one."""
    return not (
        "。" in text or is_day(text) or is_annex_note(text) or text.startswith(("《", "现将"))
    )


def _close(text: str, wanted: str) -> bool:
    """Whether a printed title is the name in the carrier's, a word more or less."""
    short, long = sorted((text, wanted), key=len)
    return len(long) - len(short) <= 12 and (long.endswith(short) or long.startswith(short))


def _annexes(rest: list[Piece]) -> tuple[list[Piece], list[tuple[Piece | None, Paper]]]:
    """Annexes off the end: from the first line that is only a label on."""
    labelled = [at for at in range(len(rest)) if _begins_annex(rest, at)]
    starts = sorted({*labelled, *further_papers(rest[: labelled[0] if labelled else len(rest)])})
    if not starts or not starts[0]:
        return rest, []
    ends = [*starts[1:], len(rest)]
    annexes: list[tuple[Piece | None, Paper]] = []
    for start, end in zip(starts, ends, strict=True):
        label = rest[start] if start in labelled else None
        first, *more = following(rest[start + (label is not None) : end]) or [_nothing()]
        annexes += [(label, first), *((None, paper) for paper in more)]
    return rest[: starts[0]], annexes


def _begins_annex(rest: list[Piece], at: int) -> bool:
    """A bare label, unless the list of annexes follows it."""
    text = rest[at].text
    if rest[at].rows or not annex_label(text):
        return False
    following = rest[at + 1] if at + 1 < len(rest) else None
    if following is None:
        return False
    listed = mark_of(following.text) is not None and len(following.text) <= 60
    return not (text.endswith("：") and listed and not ends_sentence(following.text))


def following(pieces: list[Piece]) -> list[Paper]:
    """The papers that lines hold one behind another, each up to its sign-off."""
    papers: list[Paper] = []
    while pieces:
        head = read_head(pieces)
        paper = Paper("attachment", head)
        pieces = _close_paper(paper, pieces[head.next :])
        papers.append(paper)
    return papers


def _nothing() -> Paper:
    """An annex of which only the label is there."""
    return Paper("attachment", Head())


def _close_paper(paper: Paper, rest: list[Piece]) -> list[Piece]:
    """Sign-off filed, section tree read; what comes behind the sign-off."""
    signed = sign_off(rest)
    for part, pieces in signed.parts.items():
        paper.put(part, *pieces)
    title = paper.head.title_text
    headed = genre_of(title) not in UNHEADED and not title.endswith("答复")
    paper.body = read_body(signed.text, headed=headed)
    return signed.trailing
