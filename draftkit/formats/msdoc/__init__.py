"""Word 97–2003 binary files by [MS-DOC]: the parts that `draftkit.formats.doc` puts together.

binary.py    numbers, tables of positions (PLC), property lists (grpprl)
file.py      streams, FIB, piece table, the text by character position
runs.py      which properties hold at a character (CHPX, PAPX pages)
styles.py    style sheet, fonts, what a paragraph's formatting comes to
lists.py     automatic numbers
pictures.py  where drawings and text boxes are anchored
story.py     a stretch of text into paragraphs and tables
"""
