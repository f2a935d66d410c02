"""A baseline: the findings an office knows of and does not want to hear of again, file by file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal

from pydantic import Field, ValidationError

from draftkit.errors import InputError
from draftkit.values.base import Value
from draftkit.values.report import EvalReport


class Known(Value):
    """A finding as a baseline keeps it; only the fingerprint counts, the rest is for people."""

    fingerprint: str
    code: str
    quote: str = ""


class Baseline(Value):
    """Known findings by file (path as given). `draftkit.baseline/1`"""

    schema_: Literal["draftkit.baseline/1"] = Field(default="draftkit.baseline/1", alias="schema")
    files: dict[str, tuple[Known, ...]] = Field(default_factory=dict)

    def of(self, path: str) -> frozenset[str]:
        """Fingerprints of a file: by its path, else by its name where only one file has it."""
        pure = PurePath(path)
        rows = self.files.get(pure.as_posix())
        if rows is None:
            same = [kept for name, kept in self.files.items() if PurePath(name).name == pure.name]
            rows = same[0] if len(same) == 1 else ()
        return frozenset(row.fingerprint for row in rows)


def baseline_of(reports: Iterable[EvalReport]) -> Baseline:
    """All findings of reports made without limits, those that a policy waives left out."""
    return Baseline(
        files={
            PurePath(report.document.path).as_posix(): tuple(
                Known(fingerprint=row.fingerprint, code=row.code, quote=row.where.quote or "")
                for row in report.findings
            )
            for report in reports
        }
    )


def read_baseline(text: str, path: str) -> Baseline:
    """A baseline that `eval --write-baseline` wrote. Raises InputError for anything else."""
    try:
        made = Baseline.model_validate_json(text)
    except ValidationError:
        raise InputError("checks.no_baseline", path=path) from None
    if '"draftkit.baseline/1"' not in text:
        raise InputError("checks.no_baseline", path=path)
    return made
