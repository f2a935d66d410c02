"""Word binary files that were cut or changed: a text or an InputError, soon, and nothing else."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from draftkit.errors import InputError
from draftkit.formats.doc import read_doc
from tests.formats.word_bytes import word97

DATA = Path(__file__).parent / "data"
FILES = sorted(DATA.glob("*.doc"))
FIB = range(512, 512 + 0x400)
"""Where LibreOffice puts the head of the main stream."""


def _mutated(data: bytes, chance: random.Random) -> bytes:
    way = chance.random()
    if way < 0.15:
        return data[: chance.randrange(len(data))]
    out = bytearray(data)
    if way < 0.3:
        source, target = chance.randrange(len(out)), chance.randrange(len(out))
        length = chance.randrange(2000)
        out[target : target + length] = out[source : source + length]
        return bytes(out)
    places = FIB if way < 0.55 else range(0x200) if way < 0.65 else range(len(out))
    for _ in range(chance.choice((1, 2, 8, 60))):
        out[chance.choice(places)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(out)


@pytest.mark.parametrize("seed", range(3))
def test_a_changed_file_gives_a_text_or_a_reason(seed: int) -> None:
    chance = random.Random(seed)
    ends = {"read": 0, "refused": 0}
    reasons: set[str] = set()
    for _ in range(120):
        data = _mutated(chance.choice(FILES).read_bytes(), chance)
        began = time.perf_counter()
        try:
            content = read_doc(data, "a.doc")
        except InputError as error:
            ends["refused"] += 1
            reasons.add(str(error))
        else:
            ends["read"] += 1
            assert [block.index for block in content.blocks] == list(range(len(content.blocks)))
        assert time.perf_counter() - began < 2
    assert reasons and all("a.doc" in reason for reason in reasons)
    assert min(ends.values()) > 10  # the changes are neither all harmless nor all deadly


@pytest.mark.parametrize(
    "text",
    ["\x08" * 300_000, "\x13" * 300_000, "\x13" + "a\x01" * 150_000, "\x13a\x14b\x15" * 60_000,
     "\ud840" * 300_000, "\x0c" * 300_000],
    ids=["drawings", "open fields", "a long code", "fields", "half pairs", "breaks"],
)  # fmt: skip
def test_time_follows_the_length(text: str) -> None:
    data = word97(text + "\r")
    began = time.perf_counter()
    try:
        blocks = read_doc(data, "a.doc").blocks
    except InputError:
        blocks = ()
    assert time.perf_counter() - began < 5
    assert len(blocks) <= 1


def test_a_file_that_breaks_off_is_never_half_read() -> None:
    """LibreOffice's files end with their last stream: what is cut is missed."""
    data = FILES[0].read_bytes()
    whole = read_doc(data, "a.doc")
    for size in range(0, len(data), 500):
        try:
            cut = read_doc(data[:size], "a.doc")
        except InputError:
            continue
        assert [block.text for block in cut.blocks] == [block.text for block in whole.blocks]
