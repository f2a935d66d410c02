"""Sentences and clauses of official Chinese, with offsets; counting of characters."""

from __future__ import annotations

import re
from functools import cache

OPEN = "《〈“‘（(【〔「『"
CLOSE = "》〉”’）)】〕」』"
_HAN = re.compile(r"[㐀-䶿一-鿿]")
_NO_HAN = re.compile(r"[^㐀-䶿一-鿿]+")


def is_han(char: str) -> bool:
    """Whether a character is a Han character."""
    return bool(char) and bool(_HAN.match(char))


def count_han(text: str) -> int:
    """How many Han characters a text has (汉字)."""
    return len(_NO_HAN.sub("", text))


def _cuts(text: str, marks: str) -> list[int]:
    """Offsets after each of `marks` that stands outside all brackets and quotes."""
    cuts, depth = [], 0
    signs = _signs(marks)
    for found in signs.finditer(text):
        char = found.group()
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and not _in_number(text, found.start()):
            cuts.append(found.end())
    if depth:  # an unbalanced bracket must not swallow the rest of the text
        return [found.end() for found in signs.finditer(text) if found.group() in marks]
    return cuts


@cache
def _signs(marks: str) -> re.Pattern[str]:
    """Brackets, quotes and the marks that cut."""
    return re.compile(f"[{re.escape(OPEN + CLOSE + marks)}]")


def _in_number(text: str, at: int) -> bool:
    """Whether a half-width mark stands inside a number (5,000)."""
    return text[at] in ",;" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _pieces(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for cut in [*cuts, len(text)]:
        if text[start:cut].strip():
            spans.append((start, cut))
            start = cut
    return spans


def split_sentences(text: str) -> list[str]:
    """Sentences with their closing mark (。！？ outside brackets); joined they are the text."""
    spans = sentence_spans(text)
    return [text[start:end] for start, end in spans]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a paragraph. A 。 inside brackets or quotes does not end one."""
    return _pieces(text, _cuts(text, "。！？!?"))


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the clauses of a sentence, each with the ，；：。 that closes it."""
    return _pieces(text, _cuts(text, "，；：。！？,;"))


def split_clauses(text: str) -> list[str]:
    """Clauses with the mark that closes each; joined they are the sentence."""
    return [text[start:end] for start, end in clause_spans(text)]
