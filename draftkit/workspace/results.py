"""What a draft run gives back: the draft with its report and its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import PrivateAttr

from draftkit.output import export, write_whole
from draftkit.report import render
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport

_FORMS = {".html": "html", ".json": "json", ".md": "md", ".txt": "text"}


def _fields(value: Draft | EvalReport) -> dict[str, Any]:
    """The fields of a value that is valid already; `schema_` by its name, since the alias is also
    the name of a method of pydantic's."""
    kind = Draft if isinstance(value, Draft) else EvalReport
    return {name: getattr(value, name) for name in kind.model_fields}


class SavedReport(EvalReport):
    """An EvalReport that can write itself down; `draft` adds the origins of its sentences."""

    _draft: Draft | None = PrivateAttr(None)

    def save(self, path: str | Path) -> Path:
        """Write as .html, .json, .md or .txt by the ending of `path` (.txt for any other).
        Raises OutputError."""
        file = Path(path)
        form = _FORMS.get(file.suffix.lower(), "text")
        text = render(self, form, draft=self._draft)
        write_whole(file, text.encode("utf-8"))
        return file


class DraftRun(Draft):
    """A Draft with its report and run folder, which are not part of its JSON."""

    _report: SavedReport = PrivateAttr()
    _folder: Path = PrivateAttr()
    _notes: tuple[str, ...] = PrivateAttr(())

    @classmethod
    def of(
        cls, draft: Draft, report: EvalReport, folder: Path, notes: tuple[str, ...] = ()
    ) -> DraftRun:
        """A run from its parts."""
        made = cls.model_construct(**_fields(draft))
        saved = SavedReport.model_construct(**_fields(report))
        saved._draft = draft
        made._report = saved
        made._folder = folder
        made._notes = notes
        return made

    @property
    def draft(self) -> Draft:
        """The draft alone."""
        return Draft.model_construct(**_fields(self))

    @property
    def report(self) -> SavedReport:
        """The evaluation of the draft."""
        return self._report

    @property
    def folder(self) -> Path:
        """Where request, grounds, outline, evidence, draft and report of this run are kept."""
        return self._folder

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know of how the draft came about, in Chinese."""
        return self._notes

    def save(self, path: str | Path) -> Path:
        """Write the draft as .docx, .md, .txt, .html or .json. Raises OutputError."""
        return export(self.draft, path)
