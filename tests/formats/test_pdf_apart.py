"""A PDF is read in a process of its own: one that kills its reader is a damaged file, no more."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.errors import DamagedFileError, InputError
from draftkit.formats.pdf import apart, read_pdf
from draftkit.formats.pdf.apart import read_pdf_apart
from draftkit.values.source import Content

SAMPLES = sorted((Path(__file__).parent / "data").glob("*.pdf"))


def pdf(*objects: str) -> bytes:
    """A PDF of objects numbered from 1 on, the first of them its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode() + tail.encode()


def stream(text: str, more: str = "") -> str:
    return f"<<{more}/Length {len(text)}>>\nstream\n{text}\nendstream"


BOMB = pdf(
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    "/Resources<</XObject<</A 5 0 R>>>>>>",
    stream("/A Do"),
    stream(
        "/A Do /A Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>"
    ),
)


def told(read: Callable[[bytes, str], Content], data: bytes) -> object:
    """What a reader says of a file: its content, or what it refuses it with."""
    try:
        return read(data, "甲.pdf")
    except InputError as error:
        return type(error), error.key, error.values


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_child_says_what_the_reader_says(path: Path) -> None:
    data = path.read_bytes()
    assert told(read_pdf_apart, data) == told(read_pdf, data)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bound on memory")
def test_a_form_that_calls_itself_ends_its_reader_only() -> None:
    with pytest.raises(InputError, match="炸弹"):
        read_pdf_apart(BOMB, "炸弹.pdf")


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    with pytest.raises(DamagedFileError):
        read_pdf_apart(SAMPLES[0].read_bytes(), "慢.pdf")
