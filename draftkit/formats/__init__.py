"""Readers of document formats beside .docx: bytes → Content (blocks in reading order).

Each module holds one format and one public function, `read_NAME(data, name)`, which raises an
InputError whose text names the way out. What a block means is the business of `parse`.
"""

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file (.doc, .xls, a locked .docx) begins ([MS-CFB] 2.2)."""
