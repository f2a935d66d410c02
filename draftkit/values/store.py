"""What keeping and finding report: the result of an ingest, the list of notices, a check-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from draftkit.values.base import Value

FileResult = Literal["added", "updated", "unchanged", "failed", "skipped"]


class IngestedFile(Value):
    """One file of an ingest. `path` is as given or as walked to; `reason` says why it failed or was
    passed over, or what could not be told from a notice that was taken in."""

    path: str
    result: FileResult
    notice_id: str | None = None
    reason: str | None = None


class IngestResult(Value):
    """An ingest (`draftkit.ingest/1`): a row a file in the order read, and how many of each.

    `counts` has the five results; `skipped` counts files of walked folders that are no notices
    (pictures, spreadsheets, drafts of ours …), those included that have no row: hidden files, lock
    files of Word and what systems leave behind.
    """

    schema_: Literal["draftkit.ingest/1"] = Field(default="draftkit.ingest/1", alias="schema")
    files: tuple[IngestedFile, ...] = ()
    counts: dict[str, int] = Field(default_factory=dict)

    @classmethod
    def of(cls, files: Iterable[IngestedFile], *, passed_over: int = 0) -> IngestResult:
        """Of these rows, counted; passed_over: files that have none."""
        rows = tuple(files)
        counts = {"added": 0, "updated": 0, "unchanged": 0, "failed": 0, "skipped": passed_over}
        for row in rows:
            counts[row.result] += 1
        return cls(files=rows, counts=counts)


class NoticeRow(Value):
    """One archived notice in a list. Title, issuer, year and genre are the paper's own.

    stage: 印发稿, 定稿, 送审稿, 征求意见稿 or 初稿, as the paper and the names of its files tell, None
    where neither does. body: the body that `issuer` is a name of, by its fullest known name. best:
    None for a paper of which this is the only version, else the id of the version that is drafted
    from, its own where that is this one.
    """

    id: str
    title: str | None = None
    issuer: str | None = None
    year: int | None = None
    genre: str = "其他"
    doc_number: str | None = None
    path: str = ""
    passages: int = 0
    fit: bool = True
    stage: str | None = None
    body: str | None = None
    best: str | None = None

    @property
    def superseded(self) -> bool:
        """Whether another version of the paper is drafted from instead."""
        return self.best not in (None, self.id)


class Notices(Value):
    """What the archive holds (`draftkit.notices/1`)."""

    schema_: Literal["draftkit.notices/1"] = Field(default="draftkit.notices/1", alias="schema")
    notices: tuple[NoticeRow, ...] = ()


class CheckRow(Value):
    """One line of a check-up (`doctor`): what was looked at, how it stands, what to do."""

    name: str
    status: Literal["ok", "warning", "error"]
    detail: str = ""


@dataclass(frozen=True)
class Kept:
    """A source as the archive keeps it: hash of the file's bytes, the paths it was read from, the
    notice it was parsed to and by which parser; Source and Notice as JSON."""

    sha256: str
    paths: tuple[str, ...]
    notice_id: str
    format: str
    parser: str
    source: str
    notice: str


class Generation(Value):
    """One built vector index: a Chroma collection in a folder of its own.

    folder: its name under `index/`. upto: the newest passage (by archive sequence) that it holds;
    passages after that are its tail. gone_upto: the newest removal it knows of (`gone.seq`); what
    was removed after that is still in it. count: how many vectors it was verified to hold.
    place: "" where Chroma's files are in the folder, else the address of the Chroma server that
    holds the collection, and after # the collection's name. seal: SHA-256 of its manifest, which names every file of it with size and hash.
    """

    id: int = 0
    embedder: str
    dim: int
    chunking: int
    folder: str
    count: int
    upto: int
    gone_upto: int = 0
    place: str = ""
    seal: str = ""

    @property
    def server(self) -> str:
        """Address of the Chroma server that holds the collection; "" for none."""
        return self.place.partition("#")[0]

    @property
    def collection(self) -> str:
        """Name of the collection on that server; "" where there is none."""
        return self.place.partition("#")[2]
