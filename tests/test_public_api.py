"""The public surface: its exact names, where they come from, and that listing them costs nothing."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys

import pytest

import draftkit
from draftkit import errors
from tests.test_architecture import HEAVY

NAMES = [
    "AmbiguousError",
    "ArchiveError",
    "ChatModel",
    "ClassifiedFileError",
    "DamagedFileError",
    "Draft",
    "DraftRequest",
    "DraftRun",
    "DraftkitError",
    "Embedder",
    "EmbedderError",
    "EmptyArchiveError",
    "EmptyFileError",
    "EncodingError",
    "EvalReport",
    "Filters",
    "HashEmbedder",
    "Hit",
    "Hits",
    "InputError",
    "ListRetriever",
    "LockedError",
    "LsaEmbedder",
    "MissingFileError",
    "MixedVectorsError",
    "ModelError",
    "NotFoundError",
    "Notice",
    "Outline",
    "OutputError",
    "Passage",
    "ReadOnlyError",
    "RequestError",
    "Retriever",
    "ScriptedChat",
    "SearchOptions",
    "SettingsError",
    "TooLargeError",
    "UnsupportedFileError",
    "UsageError",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "evaluate",
    "export",
    "parse_file",
    "parse_text",
    "passages_of",
]


def test_the_names_are_exactly_these() -> None:
    assert sorted(draftkit.__all__) == sorted(NAMES)
    assert sorted(NAMES) == dir(draftkit)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there_and_says_what_it_is(name: str) -> None:
    value = getattr(draftkit, name)
    if name != "__version__":
        assert inspect.getdoc(value)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Workspaces"):
        _ = draftkit.Workspaces


def test_every_error_class_is_public() -> None:
    classes = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert classes <= set(NAMES)
    for name in classes:
        assert issubclass(getattr(draftkit, name), draftkit.DraftkitError)


def test_importing_draftkit_loads_nothing_heavy() -> None:
    """Not even pydantic or YAML: a program that may never draft pays nothing."""
    code = (
        "import sys, json; before = set(sys.modules); import draftkit; dir(draftkit);"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {*HEAVY, "pydantic", "yaml", "typer", "rich"}


def test_values_are_frozen_and_come_back_from_json() -> None:
    notice = draftkit.Notice(title="2026年示例市科技局工作要点", genre="工作要点", year=2026)
    assert draftkit.Notice.model_validate_json(notice.model_dump_json()) == notice
    with pytest.raises(ValueError, match="frozen"):
        notice.year = 2027  # type: ignore[misc]
