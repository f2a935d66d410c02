"""What a draft run gives back: the draft with its report and its folder."""

from __future__ import annotations

from pathlib import Path

from pydantic import PrivateAttr

from draftkit.output import export, write_whole
from draftkit.report import render
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport

_FORMS = {".html": "html", ".json": "json", ".md": "md", ".txt": "text"}


class SavedReport(EvalReport):
    """An EvalReport that can write itself down; `draft` adds the origins of its sentences."""

    _draft: Draft | None = PrivateAttr(None)

    def save(self, path: str | Path) -> Path:
        """Write as .html, .json, .md or .txt by the ending of `path` (.txt for any other).
        Raises OutputError."""
        file = Path(path)
        form = _FORMS.get(file.suffix.lower(), "text")
        text = render(self, form, draft=self._draft)  # type: ignore[arg-type]
        write_whole(file, text.encode("utf-8"))
        return file


class DraftRun(Draft):
    """A Draft with its report and run folder, which are not part of its JSON."""

    _report: SavedReport = PrivateAttr()
    _folder: Path = PrivateAttr()

    @classmethod
    def of(cls, draft: Draft, report: EvalReport, folder: Path) -> DraftRun:
        """A run from its parts."""
        made = cls.model_validate(draft, from_attributes=True)
        saved = SavedReport.model_validate(report, from_attributes=True)
        saved._draft = draft
        made._report = saved
        made._folder = folder
        return made

    @property
    def draft(self) -> Draft:
        """The draft alone."""
        return Draft.model_validate(self, from_attributes=True)

    @property
    def report(self) -> SavedReport:
        """The evaluation of the draft."""
        return self._report

    @property
    def folder(self) -> Path:
        """Where request, grounds, outline, evidence, draft and report of this run are kept."""
        return self._folder

    def save(self, path: str | Path) -> Path:
        """Write the draft as .docx, .md, .txt, .html or .json. Raises OutputError."""
        return export(self.draft, path)
