"""Control words of RTF by what a reader makes of them (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

from draftkit.values.source import BlockKind

STORIES: dict[str, BlockKind] = {
    "footnote": "footnote", "annotation": "comment", "shptxt": "textbox", "dptxbxtext": "textbox",
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
}  # fmt: skip
"""Destinations that hold a run of text of their own."""
SKIPPED = frozenset({
    "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "filetbl", "bkmkstart", "bkmkend", "tc", "tcn", "xe", "rxe", "txe", "ftnsep", "ftnsepc",
    "ftncn", "aftnsep", "aftnsepc", "aftncn", "atnid", "atnauthor", "atndate", "pntxta",
    "pntxtb", "nonesttables", "nonshppict", "shprslt", "private", "template", "sp", "sn", "sv",
    "listlevel", "leveltext", "levelnumbers", "themedata", "colorschememapping", "datastore",
    "latentstyles", "mmathPict", "mmathPr", "objclass", "objname", "objdata", "objalias",
})  # fmt: skip
"""Destinations that hold no text of the paper."""
STARRED = frozenset({
    "shpinst", "annotation", "nesttableprops", "fldinst", "ud", "moMath", "moMathPara", "do",
    "shppict", "formfield", "mr", "result", "pict",
})  # fmt: skip
"""Destinations marked as optional that are read, or looked into, all the same."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
"""Words that stand for a character."""
BETWEEN = {"mden": "/", "msup": "^", "msub": "_"}
"""What stands before a part of a formula on one line."""
CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
"""Words of the header that name the encoding."""
