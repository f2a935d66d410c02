"""Readers of document formats beside .docx: bytes → Content (blocks in reading order).

Each module holds one format and one public function, `read_NAME(data, name)`, which raises an
InputError whose text names the way out. What a block means is the business of `parse`.
"""
