"""The archive: one SQLite file that holds what was read, and is the truth for all that is derived.

Imports nothing above `parse`.
"""

from draftkit.archive import salvage
from draftkit.archive.archive import Archive
from draftkit.archive.change import Change, Outcome
from draftkit.archive.filtering import matches
from draftkit.archive.keeping import ending_in, hashes, kept, outdated, parsed_by, read_from
from draftkit.archive.passages import CHUNKING, passages_of
from draftkit.archive.regrouping import grouped, misplaced, regroup
from draftkit.archive.versions import normal_number

__all__ = [
    "CHUNKING",
    "Archive",
    "Change",
    "Outcome",
    "ending_in",
    "grouped",
    "hashes",
    "kept",
    "matches",
    "misplaced",
    "normal_number",
    "outdated",
    "parsed_by",
    "passages_of",
    "read_from",
    "regroup",
    "salvage",
]
