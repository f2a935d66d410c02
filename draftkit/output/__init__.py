"""Result files: a notice or a draft as .docx, .md, .txt, .html or .json."""

from draftkit.output.export import FORMATS, Head, check_target, export
from draftkit.output.files import write_whole

__all__ = ["FORMATS", "Head", "check_target", "export", "write_whole"]
