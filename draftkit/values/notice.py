"""Notice: one official paper, parsed (`draftkit.notice/1`).

Text stands once. `issuers`, `letterhead`, `period`, `role`, `responsible` and `deadline` are
readings of text that stands elsewhere in the notice. What a text does not show is None, never
guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from draftkit.values.base import Value

Role = Literal["guide", "plan", "review", "problem", "guarantee"]
"""What a section does: guide = 指导思想 and 总体要求, plan = what will be done, review = what was
done, problem = 存在问题, guarantee = 保障措施 and 工作要求."""


class SourceRef(Value):
    """Where a notice was read from."""

    path: str
    sha256: str
    format: str


class Warning_(Value):  # noqa: N801  Warning is a builtin
    """Something the reader should know about the parse; `furniture` names a dropped line."""

    code: str
    message: str
    quote: str = ""


class Period(Value):
    """The span of time a paper is about, when it is not one plain year."""

    start: date | None = None
    end: date | None = None
    label: str = ""


class Responsible(Value):
    """A unit named as responsible, with the label it is printed under (责任单位, 牵头 …)."""

    role: str
    unit: str


class Table(Value):
    """A table kept as a table."""

    caption: str | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Section(Value):
    """A headed part. `level` is by the mark (一、=1 （一）=2 1.=3 （1）=4), nesting is by `children`.

    `number` is the mark as printed ("一、", "(四)", "1.", "一是"); `heading` is without its mark
    and without the stop that closes it, which is kept in `heading_end`. `run_in` is true where the
    text follows the heading in the same paragraph: then paragraphs[0] is the rest of that one.
    """

    level: int
    number: str | None = None
    heading: str = ""
    heading_end: str = ""
    run_in: bool = False
    role: Role | None = None
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    responsible: tuple[Responsible, ...] = ()
    deadline: str | None = None
    children: tuple[Section, ...] = ()

    def walk(self, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Section]]:
        """This section and those under it in reading order, each with its heading path."""
        path = (*above, self.heading)
        yield path, self
        for child in self.children:
            yield from child.walk(path)


class Attachment(Value):
    """An annex: `label` as printed (附件1), `notice` its text read as a paper of its own."""

    label: str = ""
    title: str = ""
    kind: Literal["text", "table", "roster", "form"] = "text"
    notice: Notice | None = None


class Notice(Value):
    """One official paper; a carrier (印发通知 …) holds the paper it carries as `payload`."""

    schema_: Literal["draftkit.notice/1"] = Field(default="draftkit.notice/1", alias="schema")
    id: str = ""
    source: SourceRef | None = None
    genre: str = "其他"
    title: str | None = None
    issuer: str | None = None
    issuers: tuple[str, ...] = ()
    letterhead: str | None = None
    doc_number: str | None = None
    recipients: str | None = None
    issued_on: date | None = None
    year: int | None = None
    next_year: int | None = None
    period: Period | None = None
    topic: str | None = None
    stage: str | None = None
    secrecy: str | None = None
    urgency: str | None = None
    copy_no: str | None = None
    signatories: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    signature: str | None = None
    annex_note: tuple[str, ...] = ()
    annotation: str | None = None
    cc: str | None = None
    printed_by: str | None = None
    printed_on: date | None = None
    payload: Notice | None = None
    attachments: tuple[Attachment, ...] = ()
    metadata: dict[str, str] = Field(default_factory=dict)
    fit: bool = True
    unfit_because: str | None = None
    warnings: tuple[Warning_, ...] = ()

    @property
    def paper(self) -> Notice:
        """The paper itself: the payload of a carrier, else this notice."""
        return self.payload if self.payload is not None else self

    def walk(self) -> Iterator[tuple[tuple[str, ...], Section]]:
        """Every section of this layer (not the payload's) in reading order, with its heading path."""
        for section in self.sections:
            yield from section.walk()


Attachment.model_rebuild()
