"""Options that several commands share, and the checks of their values."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from draftkit.errors import UsageError
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.request import DraftRequest

Files = list[Path] | None
Codes = list[str] | None

WaitOption = Annotated[
    float | None, typer.Option("--wait", metavar="SECONDS", min=0, help="help.opt.wait")
]
RequestOption = Annotated[
    Path | None, typer.Option("--request", "-r", metavar="FILE", help="help.opt.request")
]
GenreOption = Annotated[str | None, typer.Option("--genre", metavar="文种", help="help.opt.genre")]
IssuerOption = Annotated[
    str | None, typer.Option("--issuer", metavar="单位", help="help.opt.issuer")
]
YearOption = Annotated[str | None, typer.Option("--year", metavar="YEAR", help="help.opt.year")]
TopicOption = Annotated[str | None, typer.Option("--topic", metavar="主题", help="help.opt.topic")]
DraftFiles = Annotated[
    Files, typer.Option("--output", "-o", metavar="FILE", help="help.opt.draft_o")
]
OutlineOption = Annotated[
    Path | None, typer.Option("--outline", metavar="FILE", help="help.opt.outline")
]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="help.opt.report")
]
ModelOption = Annotated[str | None, typer.Option("--model", metavar="NAME", help="help.opt.model")]
PartsModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="help.opt.parts_model")
]
NoModelOption = Annotated[bool, typer.Option("--no-model", help="help.opt.no_model")]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="text|json|html|md|junit|sarif|docx|summary", help="help.opt.format"
    ),
]
ReportFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.opt.report_o")
]
StageOption = Annotated[str | None, typer.Option("--stage", metavar="稿次", help="help.opt.stage")]
SelectOption = Annotated[Codes, typer.Option("--select", metavar="CODE", help="help.opt.select")]
IgnoreOption = Annotated[Codes, typer.Option("--ignore", metavar="CODE", help="help.opt.ignore")]
FailOnOption = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="error|warning|hint|never", help="help.opt.fail_on"),
]
BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="help.opt.baseline")
]
WriteBaselineOption = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="help.opt.write_baseline")
]
FixOption = Annotated[bool, typer.Option("--fix", help="help.opt.fix")]
UnsafeOption = Annotated[bool, typer.Option("--unsafe", help="help.opt.unsafe")]
FamilyOption = Annotated[
    str | None, typer.Option("--family", metavar="NAME", help="help.opt.family")
]
NoArchiveOption = Annotated[bool, typer.Option("--no-archive", help="help.opt.no_archive")]

DRAFT_SUFFIXES = (".docx", ".md", ".html", ".json", ".txt")
REPORT_SUFFIXES = (".html", ".docx", ".json", ".md", ".txt", ".xml", ".sarif")
STAGES = ("初稿", "征求意见稿", "送审稿", "定稿", "印发稿")


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """The value, if it is one of those allowed. Raises UsageError naming one that is near, if
    any is, and all of them."""
    if value in allowed:
        return value
    near = difflib.get_close_matches(value, allowed, n=1)
    told = {"name": option, "value": value, "allowed": ", ".join(allowed)}
    if near:
        raise UsageError("cli.not_one_of_near", **told, near=near[0])
    raise UsageError("cli.not_one_of", **told)


def output_file(
    option: str, path: Path, suffixes: Sequence[str], inputs: Sequence[Path] = ()
) -> str:
    """The ending of a file to be written, checked before the work begins.

    Raises UsageError for an ending this command does not write or a file that is being read, and
    OutputError for a place that cannot be written.
    """
    from draftkit.api import check_place

    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise UsageError("cli.bad_suffix", name=option, path=str(path), allowed=" ".join(suffixes))
    check_place(path)
    if any(given.exists() and path.exists() and path.samefile(given) for given in inputs):
        raise UsageError("cli.over_input", path=str(path))
    return suffix


def family_key(given: str | None) -> str | None:
    """A family of rules as `--select` calls it, given so or by its Chinese name. Raises
    UsageError."""
    from draftkit.api import rule_families

    keys = {name: key for key, name in rule_families().items()}
    if given is None or given in keys:
        return keys[given] if given else None
    return one_of("--family", given.lower(), tuple(keys.values()))


def codes(given: Codes) -> tuple[str, ...]:
    """Codes of rules given one by one or with commas between them."""
    return tuple(code.strip() for part in given or () for code in part.split(",") if code.strip())


def request_of(path: Path | None, **flags: str | None) -> DraftRequest:
    """The request of a file, of flags, or of both: a flag stands before what the file says."""
    from draftkit import DraftRequest

    given: dict[str, Any] = {key: value for key, value in flags.items() if value is not None}
    if path is not None:
        request = DraftRequest.load(path)
        if not given:
            return request
        known = request.model_dump(mode="json", exclude_unset=True, exclude={"folder"})
        return DraftRequest.from_mapping({**known, **given}, folder=request.folder, path=str(path))
    missing = [f"--{key}" for key in ("genre", "issuer", "year") if key not in given]
    if missing:
        raise UsageError("cli.request_needed", missing=" ".join(missing))
    folder = str(Path.cwd())
    return DraftRequest.from_mapping(given, folder=folder, path=say("cli.command_line"))
