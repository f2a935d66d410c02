"""The sample papers against their gold values: header fields, metadata and section trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from draftkit.parse import parse_path
from draftkit.values.notice import Notice, Section

CORPUS = Path(__file__).parents[2] / "corpus"
FIELDS = (
    "genre", "title", "issuer", "doc_number", "recipients", "issued_on", "year", "next_year",
    "topic", "cc", "printed_by", "printed_on",
)  # fmt: skip


def _entries() -> list[dict[str, Any]]:
    return [
        entry
        for manifest in sorted(CORPUS.glob("manifest*.yaml"))
        for entry in yaml.safe_load(manifest.read_text(encoding="utf-8"))
    ]


def tree(sections: tuple[Section, ...]) -> list[Any]:
    """Sections in the form of the manifests."""
    return [
        [item.level, item.number, item.heading, item.run_in, tree(item.children)]
        for item in sections
    ]


def _compare(notice: Notice, expect: dict[str, Any]) -> None:
    seen = {name: getattr(notice, name) for name in FIELDS if name in expect}
    assert seen == {name: expect[name] for name in seen}
    if "preamble" in expect:
        assert len(notice.preamble) == expect["preamble"]
    if "sections" in expect:
        assert tree(notice.sections) == expect["sections"]
    for name, value in (expect.get("metadata") or {}).items():
        assert notice.metadata.get(name) == value, name
    inner = expect.get("payload")
    assert (notice.payload is None) == (inner is None)
    if inner is not None and notice.payload is not None:
        _compare(notice.payload, inner)


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry["file"])
def test_reads_the_sample_as_its_gold_says(entry: dict[str, Any]) -> None:
    parsed = parse_path(CORPUS / entry["file"])
    if "encoding" in entry:
        assert parsed.source.encoding == entry["encoding"]
    _compare(parsed.notice, entry["expect"])


def test_there_are_samples() -> None:
    assert len(_entries()) >= 16
