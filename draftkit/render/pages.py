"""Pages of a PDF as pictures and as text, through poppler."""

from __future__ import annotations

import shutil
from pathlib import Path

from draftkit.errors import OutputError
from draftkit.render.run import run_program


def find_poppler(program: str = "pdftoppm") -> str | None:
    """A program of poppler-utils on the path."""
    return shutil.which(program)


def _poppler(program: str) -> str:
    found = find_poppler(program)
    if found is None:
        raise OutputError("render.no_poppler", program=program)
    return found


def to_pngs(pdf: str | Path, *, dpi: int = 60, seconds: float = 60) -> list[Path]:
    """One picture a page beside the PDF, in order of pages.

    Raises OutputError without poppler, InputError when it fails.
    """
    source = Path(pdf)
    stem = source.with_suffix("")
    run_program([_poppler("pdftoppm"), "-r", str(dpi), "-png", str(source), str(stem)], source,
                seconds)  # fmt: skip
    found = source.parent.glob(f"{_literal(stem.name)}-*.png")
    return sorted(found, key=lambda picture: int(picture.stem.rsplit("-", 1)[1]))


def page_texts(pdf: str | Path, *, seconds: float = 60) -> list[str]:
    """The text of each page, lines as they stand on it.

    Raises OutputError without poppler, InputError when it fails.
    """
    source = Path(pdf)
    command = [_poppler("pdftotext"), "-layout", "-enc", "UTF-8", str(source), "-"]
    pages = run_program(command, source, seconds).decode("utf-8").split("\f")
    return pages[:-1] if pages and not pages[-1].strip() else pages


def _literal(name: str) -> str:
    """A file name as a glob pattern that matches only itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
