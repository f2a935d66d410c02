"""A PDF with a text layer into blocks (docs/decisions/0005-pdf.md)."""

from draftkit.formats.pdf.read import read_pdf

__all__ = ["read_pdf"]
