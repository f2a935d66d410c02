"""Result files: a notice or a draft as .docx, .md, .txt, .html or .json; copies of a paper with
comments or with words replaced."""

from draftkit.output.commented import commented
from draftkit.output.export import FORMATS, Head, check_target, export
from draftkit.output.files import write_whole
from draftkit.output.fixed import fixed, fixed_path

__all__ = [
    "FORMATS",
    "Head",
    "check_target",
    "commented",
    "export",
    "fixed",
    "fixed_path",
    "write_whole",
]
