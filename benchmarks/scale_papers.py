"""Made papers for benchmarks/scale.py: as many as wanted, the same ones on every machine.

Each is some ten sections of a text that exists, reworked: another body (made up), another year, the
sentences of a section in another order, a third of them taken from elsewhere, other figures. So
headings recur over years and bodies as they do in an archive, while no two papers are near
doubles. Paper `n` does not depend on how many are made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PLACES = (
    "示例市",
    "样例区",
    "甲乙县",
    "某丙市",
    "例丁州",
    "范戊市",
    "仿己县",
    "拟庚区",
    "试辛市",
    "演壬县",
)
OFFICES = (
    "科学技术局", "教育局", "民政局", "水利局", "商务局", "体育局", "农业农村局", "应急管理局",
    "市场监督管理局", "卫生健康委员会",
)  # fmt: skip
GENRES = ("工作要点", "工作总结", "工作计划", "实施方案", "工作方案")
TOPICS = (
    "科普", "党建", "安全生产", "精神文明建设", "法治建设", "乡村振兴", "营商环境", "生态环境保护",
    "青少年教育", "养老服务", "防汛抗旱", "数字化转型", "招商引资", "全民健身", "人才",
)  # fmt: skip
YEARS = tuple(range(2015, 2025))

PASSAGES_A_PAPER = 10
_SUBSTITUTED = 0.35
"""Share of the sentences of a section that are taken from another text."""
_FEW = 5000
_OF_FEW = 0.8
"""The share where there are fewer than `_FEW` sentences to take from."""
_MOST = 420
"""Characters of a section after which no further sentence is added: it stays one passage."""
_DIGITS = "一二三四五六七八九十"
_MARKED = re.compile(r"^\**(?:(?P<first>[一二三四五六七八九十]+、)|（[一二三四五六七八九十]+）)")
_STOP = re.compile(r"(?<=[。！？；])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"\d+")
_IN_A_FOLDER = 500
_KINDS = (".txt", ".docx", ".html")


@dataclass
class Block:
    """A section: its level (1 or 2), its heading and its sentences."""

    level: int
    heading: str
    sentences: list[str] = field(default_factory=list)


class Papers:
    """A maker of papers from the texts of a folder."""

    def __init__(self, texts: Path) -> None:
        paths = [path for path in sorted(texts.iterdir()) if path.suffix in _KINDS]
        self.sources = [found for path in paths if (found := _blocks(path))]
        if not self.sources:
            raise SystemExit(f"no text with numbered headings in {texts}")
        self.pool = [one for source in self.sources for block in source for one in block.sentences]
        self._few = len(self.pool) < _FEW

    def text(self, number: int) -> str:
        """Paper `number`, as a .txt file holds it."""
        chance = random.Random(f"paper-{number}")  # noqa: S311 - nothing secret hangs on it
        issuer = chance.choice(PLACES) + chance.choice(OFFICES)
        year = chance.choice(YEARS)
        title = f"{issuer}{year}年{chance.choice(TOPICS)}{chance.choice(GENRES)}"
        blocks = _window(chance.choice(self.sources), chance)
        lines = [title, "", self._opening(chance, year), ""]
        first = second = 0
        for block in blocks:
            if block.level == 1:
                first, second = first + 1, 0
                lines.append(f"{_numeral(first)}、{block.heading}")
                lines += filter(None, [self._body(block, chance, year)])
            else:
                second += 1
                body = self._body(block, chance, year)
                lines.append(f"（{_numeral(second)}）{block.heading}。{body}")
        lines += ["", issuer, f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"]
        return "\n".join(lines) + "\n"

    def _opening(self, chance: random.Random, year: int) -> str:
        """Two sentences from anywhere."""
        return "".join(_reworked(chance.choice(self.pool), chance, year) for _ in range(2))

    def _body(self, block: Block, chance: random.Random, year: int) -> str:
        order = chance.sample(block.sentences, len(block.sentences))
        out = ""
        for sentence in order:
            if len(out) + len(sentence) > _MOST:
                break
            if chance.random() < (_OF_FEW if self._few else _SUBSTITUTED):
                sentence = self._another(chance)
            out += _reworked(sentence, chance, year)
        return out

    def _another(self, chance: random.Random) -> str:
        """A sentence from anywhere; where there are few, the beginning of one and the rest of
        another."""
        sentence = chance.choice(self.pool)
        if not self._few:
            return sentence
        return sentence.partition("，")[0] + "，" + chance.choice(self.pool).rpartition("，")[2]

    def write(self, folder: Path, count: int) -> None:
        """Papers 0 to `count`, as files in folders of five hundred; those there stay."""
        for number in range(count):
            path = folder / paper_path(number)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(self.text(number), encoding="utf-8")


def paper_path(number: int) -> str:
    """Where paper `number` is, from the folder of all."""
    return f"{number // _IN_A_FOLDER:03d}/{number:06d}.txt"


def paper_paths(folder: Path, count: int) -> Iterator[Path]:
    """The files of the first `count` papers."""
    return (folder / paper_path(number) for number in range(count))


def _blocks(path: Path) -> list[Block]:
    """The sections of a text; none when it has too few to take ten from."""
    out: list[Block] = []
    for line in _text_of(path).splitlines():
        marked = _MARKED.match(line)
        if marked:
            rest = line[marked.end() :].replace("*", "").strip()
            heading, _, run_in = rest.partition("。")
            if len(heading) > 40:
                heading, run_in = heading[:18], rest
            heading = heading.rstrip("；：，、")
            level = 1 if marked["first"] else 2
            out.append(Block(level, heading, _sentences(run_in)))
        elif out:
            out[-1].sentences += _sentences(line.replace("*", ""))
    told = [block for block in out if block.heading]
    return told if len(told) >= 6 and any(block.sentences for block in told) else []


def _text_of(path: Path) -> str:
    """The lines of a file, as our reader sees them where it is no plain text in UTF-8."""
    raw = path.read_bytes()
    if path.suffix == ".txt":
        with suppress(UnicodeDecodeError):
            return raw.decode("utf-8")
    from draftkit.parse import parse_path

    return "\n".join(block.text for block in parse_path(path, None).source.blocks)


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _STOP.split(text) if 12 <= len(one.strip()) <= 200]


def _window(source: Sequence[Block], chance: random.Random) -> list[Block]:
    """Neighbouring sections with about ten passages in them, the heading above the first added."""
    start = chance.randrange(max(1, len(source) - PASSAGES_A_PAPER + 1))
    taken = list(source[start : start + PASSAGES_A_PAPER - 1])
    if taken[0].level == 2:
        above = next((one for one in reversed(source[:start]) if one.level == 1), None)
        taken.insert(0, Block(1, above.heading if above else "重点任务"))
    told = sum(1 for block in taken if block.sentences)
    while told < PASSAGES_A_PAPER - 1:  # a short text goes round again
        block = source[chance.randrange(len(source))]
        if block.sentences:
            taken.append(Block(2, block.heading, block.sentences))
            told += 1
    return taken


def _reworked(sentence: str, chance: random.Random, year: int) -> str:
    """A sentence with the paper's year and other figures, closed by a full stop."""
    out = _YEAR.sub(lambda _: "\0", sentence)
    out = _FIGURE.sub(lambda _: str(chance.randint(2, 99)), out).replace("\0", str(year))
    return out if out.endswith(("。", "！", "？")) else out.rstrip("；") + "。"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _DIGITS[number - 1]
    return ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")
