"""Pictures and PDF of a paper: the only room that calls LibreOffice and poppler."""

from draftkit.render.office import clear_left, find_soffice, to_pdf
from draftkit.render.pages import find_poppler, page_texts, to_pngs

__all__ = ["clear_left", "find_poppler", "find_soffice", "page_texts", "to_pdf", "to_pngs"]
