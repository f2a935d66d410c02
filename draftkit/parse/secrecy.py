"""Marks of secrecy (密级): where a file says that it is a state secret, and only there.

The three grades and their terms are those of 保守国家秘密法 and GB/T 9704—2012 clause 7.2.2 (机密★1年);
they stand here and not in a data file, so that no workspace can switch them off. A mark is a line,
a cell or a page margin that holds nothing else but a grade and what the standard prints beside it
(份号, 紧急程度, a document number), a field 密级：机密, a ticked box, or a bracketed word of a file's
name. Prose that speaks of secrets (严守国家秘密, “机密★1年” as an example in quotes) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftkit.parse.shapes import is_body, is_doc_number
from draftkit.values.notice import Warning_
from draftkit.values.source import Block, Source

_GRADE = "(?:绝密|机密|秘密)"
_LEVEL = rf"(?P<level>{_GRADE})(?:级|件)?"
_SPACED = r"(?P<level>绝\s*密|机\s*密|秘\s*密)(?:级|件)?"
_LABEL = r"(?:密级(?:标[识志])?(?:[和与及/、]?(?:保密)?期限)?|(?:保密|涉密|秘密)(?:等级|级别)|定密(?=[：:]))"
_LIMIT = r"长期|永久|\d{1,3}(?:年|个?月|天|日)|[一二三四五六七八九十]{1,3}(?:年|个月)"
_TERM = rf"(?P<term>★[^，。；：★]{{0,8}}?(?:{_LIMIT}|前)|★|{_LIMIT}|[（(](?:{_LIMIT})[）)])?"
_BESIDE = (
    r"(?:份号[：:]?|№|N[oO][.:：]?|编号[：:]?)\d{1,7}+(?!\d)|\d{4,14}+(?!\d)"
    r"|(?:紧急程度[：:]?)?(?:特急|加急|特提|急件|平急)|紧急程度[：:]"
    rf"|{_LABEL}[：:]?|保密期限[：:]|[-—–]\d{1, 3}[-—–]|第\d+页|共\d+页"
    r"|[（()）\[\]【】〔〕·|/,，;；]"
)
_LINE = re.compile(rf"(?:{_BESIDE})*+{_LEVEL}{_TERM}(?:{_BESIDE})*+")
"""Possessive, and a run of digits is one part: a long row of digits costs no more than its length."""
_FIELD = re.compile(rf"(?<![“\"‘']){_LABEL}[：:]\s*{_SPACED}{_TERM}(?=[\s（(【;；,，。]|$)")
_TICKED = re.compile(rf"[☑☒✔√■🗹]\s*{_SPACED}{_TERM}")
_STARRED = re.compile(rf"{_LEVEL}(?P<term>★(?:[^，。；：★“”]{{0,8}}?(?:{_LIMIT}|前))?)")
_SPOKEN = re.compile(r"标[注明识示志]|[例诸]?如|样式|格式|加盖|印有|字样|即|写作")
_SPOKEN_ON = re.compile(rf"的|以上|以下|应当|不得|[、和或及与]{_GRADE}")
_FIRST = re.compile(rf"^\s*(?:\d{{4,7}}\s+)?{_SPACED}\s*{_TERM}(?P<gap>\s+)(?P<rest>\S.*)$")
_LAST = re.compile(rf"^(?P<rest>.*\S)\s+{_SPACED}\s*{_TERM}\s*(?:特\s*急|加\s*急)?\s*$")
_ENCLOSED = rf"[（(\[【〔]\s*(?:{_LABEL}[：:]?)?\s*{_SPACED}\s*{_TERM}\s*[）)\]】〕]"
_TITLED = (
    re.compile(rf"^\s*{_ENCLOSED}\s*(?P<rest>\S.*)$"),
    re.compile(rf"^(?P<rest>.*?\S)\s*{_ENCLOSED}\s*$"),
)
_TITLE_END = re.compile(
    r"^(?![一二三四五六七八九十\d（(]{1,4}[、.．）)])[^。；！]{4,80}"
    r"(?:通知|通报|通告|公告|决定|意见|办法|方案|计划|规划|要点|总结|报告|纪要|请示|批复|函|预案)$"
)
_NAME = re.compile(
    rf"[（(\[【〔《「]\s*(?:{_LABEL}[：:]?)?{_GRADE}(?!级[）)\]】〕》」][^\s\-_.])"
    r"[★\-_ ]?[^）)\]】〕》」]{0,8}[）)\]】〕》」]"
    rf"|^[（(\[【〔]{_GRADE}级[）)\]】〕]"
    rf"|^(?:\d{{1,7}}[-_ .、]?)?{_GRADE}(?:级|件)?(?:★[^\s\-_（(]{{0,8}})?"
    r"(?!\s(?:文件|载体|事项|资料|信息|档案)?(?:管理|保护|销毁|清退))(?=$|[-_—–·.、+（(【\s★\d])"
    rf"|[-_—–·.\s★）)】]{_GRADE}(?:级|件)?(?:★?(?:{_LIMIT}))?(?=$|[-_—–·.\s（(【])"
    rf"|{_GRADE}(?:级|件)?★[^\s\-_（(]{{0,8}}"
)
_INTERNAL = re.compile(
    r"[（(\[【]?(?:内部(?:资料|文件|材料|使用|参阅|传阅|掌握|刊物|敏感信息|事项)?|工作秘密|注意保存|会后收回"
    r"|(?:请勿|不得|严禁|切勿)外传)(?:[★·、，,—\-]?(?:\d{1,2}年|长期|注意保存|妥善保管|(?:请勿|不得|严禁|切勿)(?:外传|传播|公开)"
    r"|用后收回|会后收回))*[）)\]】]?[！!]?"
)
_INTERNAL_WORD = re.compile(r"内\s*部|工\s*作\s*秘|注\s*意|收\s*回|外\s*传")
_INTERNAL_NAME = re.compile(
    r"[（(\[【](?:内部(?:资料|文件|材料|使用|参阅|传阅)?|工作秘密)[）)\]】]"
)
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("☆✩✭⭐✮✯✱∗＊*", "★"),
        **dict(zip("機絕祕級長標識編號緊個", "机绝秘级长标识编号紧个", strict=True)),
        **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
    }
)
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_DOTTED = re.compile(r"(?<=[绝机秘])[·•・‧∙.．]+(?=密)")
_GOES_ON = re.compile(
    r"(?:国家|商业|工作|军事|个人|技术|核心|保守|严守|涉及|泄露|保护|[、和与及的或“《（])$"
)
_WHOLE_LINES = 8
"""So many lines of a file are its head, where the standard prints the mark."""
_SHORT = 80
_INTERNAL_SAID = "标有内部使用类字样，不是国家秘密标志；请自行确认可否收入和引用"
_MARK_SAID = "标有密级，不得收入公文库"


@dataclass(frozen=True)
class Mark:
    """A mark of secrecy: `text` as the standard writes it (机密★1年), `quote` the place as it stands
    in the file."""

    text: str
    quote: str


@dataclass(frozen=True)
class _Row:
    """A line of a file on its way to be judged; `head`: where the standard prints marks;
    `listed`: a row below column heads, of which one is 密级, set with tabs."""

    raw: str
    head: bool
    before: str = ""
    listed: bool = False


def find(source: Source) -> Mark | None:
    """The first mark that a file shows anywhere: text, tables, text boxes, page margins, fields."""
    return next(_marks(source.blocks), None)


def find_in_lines(lines: Iterable[str]) -> Mark | None:
    """The first mark in plain lines."""
    blocks = [Block(index=at, text=line) for at, line in enumerate(lines)]
    return next(_marks(blocks), None)


def find_in_name(name: str) -> Mark | None:
    """The mark in the name of a file: （机密）某某.docx, 机密-某某.pdf, 某某_秘密★1年.doc."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", _plain(name).replace("\\", "/").split("/")[-1])
    found = _NAME.search(re.sub(r"(?<=[绝机秘])\s+(?=密)", "", stem))
    grade = re.search(_GRADE, found.group(0)) if found else None
    return Mark(grade.group(0), found.group(0)) if found and grade else None


def is_mark_line(text: str, before: str = "") -> bool:
    """Whether a line is a mark and what the standard prints beside it, nothing else, and not the
    rest of the torn line `before` it."""
    return _whole(text) is not None and not _GOES_ON.search(_dense(before))


def beside(text: str | None) -> tuple[str | None, str | None]:
    """(份号, 紧急程度) that stand in one line with a mark."""
    dense = _dense(text or "")
    copy = re.search(r"(?<!\d)\d{6}(?!\d)", dense)
    urgency = re.search(r"特急|加急|特提|急件|平急", dense)
    return copy.group(0) if copy else None, urgency.group(0) if urgency else None


def warnings(source: Source, mark: Mark | None) -> tuple[Warning_, ...]:
    """The mark of the file, and marks that are no 密级 but should make a reader think: 内部资料
    注意保存, 工作秘密."""
    said = [Warning_(code="secrecy", message=_MARK_SAID, quote=mark.quote)] if mark else []
    for block in source.blocks:
        for raw in _texts(block):
            dense = _dense(raw) if len(raw) <= 80 and _INTERNAL_WORD.search(raw) else ""
            if dense and len(dense) <= 40 and _INTERNAL.fullmatch(dense):
                said.append(Warning_(code="internal", message=_INTERNAL_SAID, quote=raw.strip()))
    named = _INTERNAL_NAME.search(source.path.replace("\\", "/").split("/")[-1])
    if named:
        said.append(Warning_(code="internal", message=_INTERNAL_SAID, quote=named.group(0)))
    return tuple(dict.fromkeys(said))


def _marks(blocks: Sequence[Block]) -> Iterator[Mark]:
    whole: list[tuple[Mark, bool]] = []
    for row in _rows(blocks):
        mark = _starred(row) or _field(row) or _beside_others(row)
        if mark:
            yield mark
        elif (bare := _whole(row.raw)) and _stands_alone(row):
            whole.append((_mark(bare, row.raw), row.head))
    listed = len({mark.text for mark, _ in whole}) > 1
    yield from (mark for mark, head in whole if head or not listed)
    for at, block in enumerate(blocks):
        if block.rows:
            yield from _cells(block, head=at < _WHOLE_LINES and not _has_prose(blocks[:at]))


def _rows(blocks: Sequence[Block]) -> Iterator[_Row]:
    """The lines outside tables; margins and boxes count as head."""
    seen, before, listed = 0, "", False
    for block in blocks:
        if block.rows:
            before = ""
            continue
        aside = block.kind in ("header", "footer", "textbox", "meta")
        for raw in re.split(r"[\r\n\v\f\u2028]", block.text):
            if not raw.strip():
                continue
            listed = "\t" in raw.strip() and (listed or "密级" in map(_dense, raw.split("\t")))
            if "密" in raw:
                head = aside or seen < _WHOLE_LINES
                yield _Row(raw, head, "" if aside else _dense(before), listed)
            if not aside:
                seen, before = seen + 1, raw


def _cells(block: Block, *, head: bool) -> Iterator[Mark]:
    """Marks in a table. A bare grade counts beside its label, or in the table of a paper's head; in
    a column headed 密级 it says what each row is, not what the file is."""
    for at, row in enumerate(block.rows):
        for column, cell in enumerate(row):
            for raw in cell.splitlines() if "密" in cell else ():
                found = _whole(raw)
                ticked = _field(_Row(raw, head=True))
                left = _dense(row[column - 1]) if column else ""
                top = _dense(block.rows[0][column]) if at and column < len(block.rows[0]) else ""
                labelled = bool(re.match(_LABEL, left)) or (
                    re.match(_LABEL, top) is not None and at == 1 == len(block.rows) - 1
                )
                if ticked:
                    yield ticked
                elif found and (
                    found.group("term")
                    or labelled
                    or re.search(_LABEL, _dense(raw))
                    or (head and not top)
                ):
                    yield _mark(found, raw)


def _whole(raw: str) -> re.Match[str] | None:
    """A line that is a mark and what stands beside it; a long one is none."""
    dense = _dense(raw)
    return _LINE.fullmatch(dense) if len(dense) <= _SHORT else None


def _starred(row: _Row) -> Mark | None:
    """A grade with its star in a line that is no sentence: a head whose parts run together."""
    dense = _dense(row.raw)
    found = _STARRED.search(dense)
    if not found:
        return None
    before = dense[: found.start()]
    quoted = before.count("“") > before.count("”") or before.endswith(('"', "'", "‘", "「", "『"))
    spoken = _SPOKEN.search(before[-14:]) or _SPOKEN_ON.match(dense, found.end())
    if quoted or spoken or "。" in before:
        return None
    close = len(dense) <= _SHORT and "。" not in dense
    return _mark(found, row.raw) if close or (row.head and found.start() <= 40) else None


def _field(row: _Row) -> Mark | None:
    """密级：机密 among the fields of a page, or a ticked box."""
    plain = _plain(row.raw)
    found = _FIELD.search(plain) or _TICKED.search(plain)
    return _mark(found, row.raw) if found else None


def _beside_others(row: _Row) -> Mark | None:
    """A grade at the edge of a line of the head, apart from a body, a number or a title."""
    plain = _plain(row.raw)
    if not row.head or row.listed or len(plain) > 2 * _SHORT:
        return None
    for titled in filter(None, (one.match(plain) for one in _TITLED)):
        rest = re.sub(r"\s", "", titled.group("rest"))
        if _of_head(rest) or _TITLE_END.match(rest):
            return _mark(titled, row.raw)
    first, last = _FIRST.match(plain), _LAST.match(plain)
    if first and (_of_head(first.group("rest")) or len(first.group("gap")) > 1):
        spread = re.fullmatch(r"(?:\S\s+)+\S", plain.strip())
        return None if spread else _mark(first, row.raw)
    return _mark(last, row.raw) if last and _of_head(last.group("rest")) else None


def _of_head(rest: str) -> bool:
    """Whether a stretch is something that stands beside a mark: number, body, …文件, a title."""
    flat = re.sub(r"\s", "", rest)
    return (
        is_doc_number(flat)
        or is_body(flat)
        or flat.endswith("文件")
        or flat.startswith("关于")
        or bool(re.fullmatch(r"[^。，；]{2,30}关于[^。；]{4,80}|签发人[：:].+", flat))
    )


def _stands_alone(row: _Row) -> bool:
    """Whether a line that is a bare grade is a line of its own, not the rest of a torn one."""
    if "★" in _dense(row.raw) or not row.before:
        return True
    torn = len(row.before) > 15 and not row.before.endswith(("。", "：", "！", "；", "）"))
    return not _GOES_ON.search(row.before) and (row.head or not torn)


def _has_prose(blocks: Sequence[Block]) -> bool:
    return any("。" in block.text for block in blocks)


def _texts(block: Block) -> Iterator[str]:
    if block.rows:
        yield from (line for row in block.rows for cell in row for line in cell.splitlines())
    else:
        yield from block.text.splitlines()


def _mark(found: re.Match[str], raw: str) -> Mark:
    level = re.sub(r"\s", "", found.group("level"))
    term = re.sub(r"[\s（()）]", "", found.group("term") or "")
    return Mark(
        f"{level}★{term}" if term and not term.startswith("★") else level + term, raw.strip()
    )


def _plain(text: str) -> str:
    """Stars, digits and script of one kind, unseen characters and the dot of 机·密 gone."""
    return _DOTTED.sub("", _UNSEEN.sub("", text.translate(_FOLDED)))


def _dense(text: str) -> str:
    return re.sub(r"\s", "", _plain(text))
