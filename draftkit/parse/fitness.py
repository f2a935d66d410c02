"""Whether a text may be drafted from: masked, swapped, redacted and spliced texts, and pages that are
no papers, are kept and searched but give a draft nothing.

The rows are data (`eval/exemplars.yaml`). A mask counts where it stands in the paper itself; the
blanks of an annexed form, a form of name that a rule prescribes in quotes, a telephone with stars
do not make a paper unfit. What is found is quoted as it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from draftkit import assets
from draftkit.parse.contradictions import contradiction
from draftkit.parse.splices import spliced
from draftkit.text.clean import clean
from draftkit.text.sentences import is_han
from draftkit.values.notice import Notice, Section
from draftkit.values.source import Line, Part, Source

_SCOPES: dict[Part, str] = {
    "title": "title",
    "preamble": "text",
    "heading": "text",
    "paragraph": "text",
    "table": "table",
    "furniture": "page",
    "metadata": "page",
}
"""What a line counts as; all other parts are `head`."""

_BOLD = re.compile(r"\*\*([^*\n]{3,}?)\*\*")
_UNITS = "省市县区州局镇乡年月"
_LIST_STAR = re.compile(r"^\s*\*\s+(?=\S)")
_OPEN_BOLD = re.compile(
    r"^(\s*(?:\d{1,2}[.、．]\s*|[一二三四五六七八九十]{1,3}、|[（(][^（）()]{1,3}[）)]\s*)?)\*\*(?=[^*]*$)"
)
_QUOTED = re.compile(r"“[^“”\n]{1,60}”|《[^《》\n]{1,80}》")
_CONTEXT = 12
_SECTIONS = 3
"""Numbered sections from which a text has the make-up of a paper."""
_LONG = 3000
"""Characters from which a text without them has it too."""


@dataclass(frozen=True)
class Page:
    """What stands where in a file, one line each: by scope, whole and without what is quoted."""

    scopes: dict[str, str]
    bare: dict[str, str]
    notice: Notice
    sections: tuple[Section, ...] = field(default=())

    @property
    def is_paper(self) -> bool:
        """Whether it has sections that are numbered, or a kind and the length of a whole paper."""
        numbered = sum(1 for section in self.sections if section.number)
        long = len(self.scopes.get("text", "")) >= _LONG
        genre = self.notice.paper.genre
        return numbered >= _SECTIONS or genre == "政府工作报告" or (genre != "其他" and long)


_CONTEXT_FIRST = re.compile(r"^\[\^[^\]]*\]\{0,\d+\}")
"""The words before a sign that a pattern begins with: slow to look for, and only there to be quoted."""


@dataclass(frozen=True)
class Row:
    """One sign that a text is unfit; see eval/exemplars.yaml."""

    id: str
    scopes: tuple[str, ...]
    pattern: re.Pattern[str]
    core: re.Pattern[str]
    because: str
    needs: str = ""
    least: int = 1
    quoted: bool = True
    paper: bool = True
    speech: bool = False
    genres: tuple[str, ...] = ()
    not_after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    before: int = 16

    def found(self, page: Page) -> str | None:
        """The words that show it, None where nothing does."""
        if self.genres and page.notice.paper.genre not in self.genres:
            return None
        if (not self.paper and page.is_paper) or (self.speech and not _is_speech(page.notice)):
            return None
        texts = page.scopes if self.quoted else page.bare
        hits: dict[str, str] = {}
        for scope in self.scopes:
            text = texts.get(scope, "")
            if not text or (self.needs and not any(char in text for char in self.needs)):
                continue
            for hit in self.hits(text):
                hits.setdefault(hit.group(0), _quote(text, hit))
                if len(hits) >= self.least:
                    return next(iter(hits.values()))
        return None

    def hits(self, text: str) -> Iterator[re.Match[str]]:
        """The places in a text, those in a context that explains them left out."""
        if not self.core.search(text):
            return
        for hit in self.pattern.finditer(text):
            start = max(0, hit.start() - self.before, text.rfind("。", 0, hit.start()))
            if self.not_after and self.not_after.search(text, start, hit.end()):
                continue
            if self.not_before and self.not_before.match(text, hit.end()):
                continue
            yield hit


def judged(notice: Notice, source: Source, lines: Sequence[Line]) -> Notice:
    """The notice marked fit or unfit, with the reason and the words that show it. A carrier is unfit
    when what it carries is."""
    because = unfit_because(notice, source, lines)
    told: dict[str, Any] = {"fit": because is None, "unfit_because": because}
    if notice.payload is not None:
        told["payload"] = notice.payload.model_copy(update=told)
    return notice.model_copy(update=told)


def unfit_because(notice: Notice, source: Source, lines: Sequence[Line]) -> str | None:
    """Why a text may not serve as a model, None when it may."""
    page = page_of(notice, source, lines)
    for row in rows():
        quote = row.found(page)
        if quote:
            return f"{row.because}：“{quote}”"
    false_year = contradiction(notice, page.scopes)
    told = _swapped(page) or _explained(page) or false_year
    return told or spliced(notice, page.scopes.get("text", ""), lines)


def page_of(notice: Notice, source: Source, lines: Sequence[Line]) -> Page:
    """The text of a file by what it is; annexes are left out."""
    texts: dict[str, list[str]] = defaultdict(list)
    starred = any("*" in block.text for block in source.blocks)
    raw = _raw(source, lines) if starred else [""] * len(lines)
    for line, text in zip(lines, raw, strict=True):
        scope = _SCOPES.get(line.part, "head")
        if line.layer == "attachment" and scope != "page" and line.part != "annotation":
            continue
        if line.part == "table" and line.at:
            rows_ = source.blocks[line.at[0][0]].rows
            texts[scope] += [cell.replace("*", "＊") for row in rows_ for cell in row if cell]
        else:
            texts[scope].append(seen(text) if "*" in text else line.text)
    scopes = {scope: "\n".join(parts) for scope, parts in texts.items()}
    bare = {scope: unquoted(text) for scope, text in scopes.items()}
    return Page(scopes, bare, notice, notice.paper.sections)


def seen(raw: str) -> str:
    """A line as a reader sees it, with the stars that mask something: those of Markdown go."""
    if "*" in raw:
        raw = _OPEN_BOLD.sub(r"\1", _LIST_STAR.sub("", _BOLD.sub(_unbold, raw)))
    return clean(raw.replace("*", "＊"))


def _unbold(found: re.Match[str]) -> str:
    """The words between two pairs of stars, where the stars are Markdown's: two masks in one
    sentence have Han characters outside and a clause between them."""
    text, inner = found.string, found.group(1)
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    torn = is_han(before) and (is_han(after) or after == "*") and re.search(r"[，。；,;]", inner)
    masks = inner[0] in _UNITS and after and after in _UNITS
    return found.group(0) if torn or masks else inner


def unquoted(text: str) -> str:
    """A text without what stands in quotes and in 《》."""
    return _QUOTED.sub("“…”", text)


def _raw(source: Source, lines: Sequence[Line]) -> list[str]:
    """Each line as it stands in the file, characters that the parser took for furniture included:
    a line owns what follows the one before it in its block."""
    spans: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        ends: dict[int, tuple[int, int]] = {}
        for block, offset in line.at:
            first, last = ends.get(block, (offset, offset))
            ends[block] = (min(first, offset), max(last, offset))
        for block, (first, last) in ends.items():
            spans[block].append((first, last, index))
    out: dict[int, list[str]] = defaultdict(list)
    for block in sorted(spans):
        text, start = source.blocks[block].text, 0
        owned = sorted(spans[block])
        for at, (_, last, index) in enumerate(owned):
            end = len(text) if at + 1 == len(owned) else max(start, last + 1)
            out[index].append(text[start:end])
            start = end
    return ["".join(out[index]) or line.text for index, line in enumerate(lines)]


@assets.cached
def rows() -> tuple[Row, ...]:
    """The rows of eval/exemplars.yaml."""
    data = _data()
    return tuple(_row(raw, data["macros"]) for raw in data["rows"])


def _data() -> dict[str, Any]:
    data: dict[str, Any] = assets.load_yaml("eval", "exemplars.yaml")
    return data


def _row(raw: dict[str, Any], macros: dict[str, str]) -> Row:
    def compiled(key: str) -> re.Pattern[str] | None:
        text = raw.get(key)
        for name, macro in macros.items():
            text = text and text.replace("{" + name + "}", macro)
        return re.compile(text, re.MULTILINE) if text else None

    pattern = compiled("pattern")
    if pattern is None:
        raise KeyError(f"exemplars.yaml: {raw['id']} has no pattern")
    return Row(
        id=raw["id"],
        scopes=tuple(raw["in"]),
        pattern=pattern,
        core=re.compile(_CONTEXT_FIRST.sub("", pattern.pattern), re.MULTILINE),
        because=raw["because"],
        needs=raw.get("needs", ""),
        least=raw.get("least", 1),
        quoted=raw.get("quoted", True),
        paper=raw.get("paper", True),
        speech=raw.get("speech", False),
        genres=tuple(raw.get("genre", ())),
        not_after=compiled("not_after"),
        not_before=compiled("not_before"),
        before=raw.get("before", 16),
    )


def _swapped(page: Page) -> str | None:
    """Words that only a machine writes: one of the strong, two of the weak."""
    swaps = _data()["swaps"]
    text = "\n".join(page.scopes.get(scope, "") for scope in ("title", "text", "table"))
    strong = next((word for word in swaps["strong"] if word in text), None)
    if strong:
        return f"{swaps['because']}：“{strong}”"
    weak = [word for word in swaps["weak"] if word in text]
    return f"{swaps['because']}：“{weak[0]}”“{weak[1]}”" if len(weak) > 1 else None


_BACKGROUND = re.compile(
    r"(?:出台|起草|制定|制订|编制|修订|政策|文件|印发)(?:的|工作)?(?:背景|依据|目的|必要性|过程|情况)"
)
_CONTENTS = re.compile(
    r"主要(?:内容|举措|措施|特点|亮点|修订|考虑)|重点内容|核心内容|政策亮点|创新点|名词解释|适用范围|新旧(?:政策)?|特色亮点|解读"
)
_QUESTION = re.compile(
    r"^(?:\d{1,2}[.、．]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|问(?:题)?\d*[：:])?[^。\n]{4,60}[？?]$",
    re.M,
)
_ASKED = re.compile(r"^\s*(?:问|Q\d*|记者|主持人|网友)[：:]", re.M)
_ANSWERED = re.compile(r"^\s*(?:答|A\d*|回答|答复|嘉宾)[：:]", re.M)


def _explained(page: Page) -> str | None:
    """A page that tells what a paper is for, by its headings, or that asks and answers."""
    heads = [section.heading for section in page.sections]
    why = next((head for head in heads if _BACKGROUND.search(head)), None)
    what = next((head for head in heads if _CONTENTS.search(head)), None)
    if why and what and why != what:
        return f"系解读、说明材料，不是公文：“{why}”“{what}”"
    text = page.scopes.get("text", "")
    asked = _ASKED.search(text)
    if asked and len(_ANSWERED.findall(text)) > 1:
        return f"系问答材料，不是公文：“{_quote(text, asked)}”"
    questions = _QUESTION.findall(text)
    if len(questions) >= 4 and len(questions) * 2 > len(heads or questions):
        return f"系问答材料，不是公文：“{questions[0].strip()}”"
    return None


def _is_speech(notice: Notice) -> bool:
    names = f"{notice.title or ''}\n{notice.annotation or ''}"
    return notice.genre in ("其他", "讲话") and bool(re.search(r"讲话|致辞|发言|演讲|谈话", names))


def _quote(text: str, hit: re.Match[str]) -> str:
    """The words of a hit with a little of the line round them."""
    start = max(text.rfind("\n", 0, hit.start()) + 1, hit.start() - _CONTEXT)
    stop = text.find("\n", hit.end())
    end = min(len(text) if stop < 0 else stop, hit.end() + _CONTEXT)
    return re.sub(r"\s+", " ", text[start:end]).strip()


def examples() -> Iterable[tuple[str, str, bool]]:
    """(id, text, whether it is fit) of every example in the data."""
    for raw in _data()["rows"]:
        yield from ((raw["id"], text, True) for text in raw["good"])
        yield from ((raw["id"], text, False) for text in raw["bad"])
