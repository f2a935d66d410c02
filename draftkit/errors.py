"""The error tree. Every error draftkit raises on purpose is a `DraftkitError`.

    DraftkitError                 something went wrong that the caller can act on
    ├── UsageError                the call itself is wrong (exit code 2)
    │   ├── RequestError          a request file or value cannot be used
    │   └── SettingsError         a setting has a value that cannot be used
    ├── InputError                a file cannot be read as what it should be (exit code 2)
    │   ├── MissingFileError      no such file or folder
    │   ├── EmptyFileError        nothing in it
    │   ├── UnsupportedFileError  a format draftkit does not read
    │   ├── DamagedFileError      the format is known, the content is broken
    │   ├── EncodingError         text in an encoding nobody can tell
    │   ├── ClassifiedFileError   it bears a mark of secrecy (密级) and may not be kept
    │   └── TooLargeError         past the bounds of the design (DESIGN 4.9)
    ├── WorkspaceError            the workspace cannot be used (exit code 2)
    │   ├── LockedError           another process is writing
    │   ├── ReadOnlyError         the folder cannot be written
    │   ├── EmptyArchiveError     the archive holds nothing to work from
    │   └── ArchiveError          archive.db is newer than this version, or broken
    ├── NotFoundError             no notice, run or rule of that name
    │   └── AmbiguousError        more than one notice of that name
    ├── OutputError               a result file cannot be written
    └── ModelError                the model endpoint failed
        └── EmbedderError         the embedding endpoint failed (exit code 2)
            └── MixedVectorsError it gives other vectors than those that are kept

An error carries `key`, the name of its text in the message catalogue, and the `values`
the text is filled with; `str(error)` is that text in the language of the user.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from draftkit.messages import say


class DraftkitError(Exception):
    """Base of all errors raised on purpose; `exit_code` is what a command ends with."""

    exit_code = 1

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return say(self.key, **self.values)


class UsageError(DraftkitError):
    """The call itself is wrong: an unknown option value, arguments that exclude each other."""

    exit_code = 2


class RequestError(UsageError):
    """A request cannot be used: an unknown key, an impossible year, a missing field."""


class SettingsError(UsageError):
    """A setting has a value that cannot be used."""


class InputError(DraftkitError):
    """One input file cannot be read. Other files of the same run are not affected: a command that
    has them ends with 1, and only where nothing could be read with this class's code."""

    exit_code = 2


class MissingFileError(InputError):
    """There is no such file or folder."""


class EmptyFileError(InputError):
    """The file has no text at all."""


class UnsupportedFileError(InputError):
    """The content is of a format that draftkit does not read."""


class DamagedFileError(InputError):
    """The format is known but the content is broken."""


class EncodingError(InputError):
    """The text is in none of the encodings draftkit can tell apart."""


class ClassifiedFileError(InputError):
    """The file bears a mark of secrecy (密级): nothing of it may be stored."""


class TooLargeError(InputError):
    """The file is past the size bounds."""


class WorkspaceError(DraftkitError):
    """The workspace cannot be used."""

    exit_code = 2


class LockedError(WorkspaceError):
    """Another process holds the write lock and did not let go in time."""


class ReadOnlyError(WorkspaceError):
    """The workspace folder cannot be written."""


class EmptyArchiveError(WorkspaceError):
    """The archive holds nothing that this command could work from."""


class ArchiveError(WorkspaceError):
    """archive.db was made by a newer version or is broken."""


class NotFoundError(DraftkitError):
    """No notice, run, rule or prompt of that name."""

    exit_code = 2


class AmbiguousError(NotFoundError):
    """More than one notice answers to that name. `candidates` are the id of each and what tells it
    from the others, as lines for people."""

    def __init__(
        self, key: str, *, candidates: Sequence[tuple[str, str]] = (), **values: Any
    ) -> None:
        super().__init__(key, **values)
        self.candidates = tuple(candidates)


class OutputError(DraftkitError):
    """A result file cannot be written."""

    exit_code = 2


class ModelError(DraftkitError):
    """The model endpoint failed or answered what cannot be used."""


class EmbedderError(ModelError):
    """The embedding endpoint failed, or answered what cannot be used. Words still find."""

    exit_code = 2


class MixedVectorsError(EmbedderError):
    """The endpoint gives other vectors under the same name than those that are kept: they must
    not be compared, and none is stored beside them."""
