"""Files that bear a mark of secrecy: refused, and nothing of them is in the workspace."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import zlib
from pathlib import Path

import pytest

from draftkit.errors import RequestError
from draftkit.values.request import DraftRequest
from draftkit.workspace import Workspace
from tests.workspace.conftest import NAMES

SENTENCE = "组织开展麒麟飞羽专项核查工作"
PAPER = f"示例市科学技术局关于{SENTENCE}的通知\n各科室：\n一、工作任务\n{SENTENCE}，逐项落实。\n"
NAME = "麒麟飞羽.txt"


def _held(root: Path, words: str) -> list[str]:
    """Files of the state folder, and temporary ones, that hold these words, packed or not."""
    found = []
    needles = [words.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")]
    needles.append(words.encode("unicode_escape"))
    for one in (*(root / ".draftkit").rglob("*"), *(root.parent / "temp").rglob("*")):
        data = one.read_bytes() if one.is_file() else b""
        unpacked = [data, *_streams(data)]
        if any(needle in part for needle in needles for part in unpacked):
            found.append(one.name)
    return found


def _streams(data: bytes) -> list[bytes]:
    """What is packed by zlib anywhere in a file."""
    out, at = [], data.find(b"\x78\x9c")
    while at >= 0:
        with contextlib.suppress(zlib.error):
            out.append(zlib.decompressobj().decompress(data[at:]))
        at = data.find(b"\x78\x9c", at + 1)
    return out


def test_the_scan_finds_what_is_stored(office: Workspace, root: Path) -> None:
    (root / NAME).write_text(PAPER, encoding="utf-8")
    assert office.ingest(root / NAME).counts["added"] == 1
    office.close()
    assert "archive.db" in _held(root, SENTENCE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NAME, f"机密★1年\n{PAPER}"),
        (NAME, f"{PAPER}附件1\n秘密★长期\n名册\n"),
        (NAME, f"密级：机密\n{PAPER}"),
        ("（机密）麒麟飞羽.txt", PAPER),
        ("麒麟飞羽-秘密.md", PAPER),
    ],
)
def test_nothing_of_a_secret_file_is_stored(
    name: str, text: str, office: Workspace, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (root / name).write_text(text, encoding="utf-8")
    before = office.rows()
    result = office.ingest(root)
    row = next(row for row in result.files if "麒麟" in row.path)
    assert (row.result, row.notice_id) == ("failed", None)
    assert "secret" in (row.reason or "") and "tored" in (row.reason or "")
    assert SENTENCE not in (row.reason or "")
    assert office.rows() == before
    assert result.counts["failed"] == 1
    assert all("麒麟" not in hit.text for hit in office.search(SENTENCE, k=50).hits)
    office.close()
    assert _held(root, "麒麟飞羽") == []
    assert "麒麟" not in caplog.text


@pytest.mark.parametrize(
    ("folder", "kept"),
    [
        ("机密", False),
        ("（绝密）专卷/2024", False),
        ("密件★机密", False),
        ("保密工作", True),
        ("商业秘密案例", True),
    ],
)
def test_a_folder_marks_its_files(folder: str, kept: bool, office: Workspace, root: Path) -> None:
    (root / folder).mkdir(parents=True)
    (root / folder / NAME).write_text(PAPER, encoding="utf-8")
    row = next(row for row in office.ingest(root).files if "麒麟" in row.path)
    assert (row.result == "added") is kept
    office.close()
    assert bool(_held(root, SENTENCE)) is kept


def test_an_earlier_text_without_a_mark_stays_and_is_named(office: Workspace, root: Path) -> None:
    file = root / NAME
    file.write_text(PAPER, encoding="utf-8")
    kept = office.ingest(file).files[0].notice_id
    added = "另行部署凤凰惊雷行动"
    file.write_text(f"机密\n{PAPER}{added}。\n", encoding="utf-8")
    row = office.ingest(file).files[0]
    assert row.result == "failed"
    assert kept is not None
    assert f"notices remove {kept}" in (row.reason or "")
    assert office.notice(kept).fit
    office.close()
    assert _held(root, added) == []
    assert _held(root, SENTENCE)


def test_bytes_taken_in_before_their_mark_was_known_are_taken_out(
    office: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.workspace import ingesting

    file = root / NAME
    file.write_text(f"机密\n{PAPER}", encoding="utf-8")
    plain = root / "plain.txt"
    plain.write_text(PAPER, encoding="utf-8")
    old, marked = ingesting.parse_path(plain), ingesting.parse_path(file)
    source = old.source.model_copy(update={"sha256": marked.source.sha256})
    blind = dataclasses.replace(old, source=source)  # as an older parser read it, without its mark
    with monkeypatch.context() as patch:
        patch.setattr(ingesting, "PARSER_VERSION", "0")
        patch.setattr(ingesting, "parse_path", lambda *_: blind)
        assert office.ingest(file).counts["added"] == 1
    row = office.ingest(file).files[0]
    assert row.result == "failed"
    assert "taken out" in (row.reason or "")
    assert len(office.rows()) == len(NAMES)
    office.close()
    assert _held(root, SENTENCE) == []


@pytest.mark.parametrize("key", ["basis", "materials", "outline"])
@pytest.mark.parametrize("name", ["上级.txt", "（机密）上级.txt"])
def test_a_request_may_not_name_a_secret_file(
    key: str, name: str, office: Workspace, root: Path
) -> None:
    mark = "" if "机密" in name else "机密★1年\n"
    (root / name).write_text(f"{mark}{PAPER}", encoding="utf-8")
    asked = {"outline": name, "basis": [{"file": name}]}
    asked["materials"] = [{"unit": "办公室", "file": name}]
    request = DraftRequest.model_validate(
        {"genre": "工作要点", "issuer": "示例市科学技术局", "year": 2026, "folder": str(root),
         "topic": "精神文明建设", key: asked[key]}
    )  # fmt: skip
    with pytest.raises(RequestError) as error:
        office.draft(request)
    assert error.value.key == "request.classified"
    assert SENTENCE not in str(error.value)
    office.close()
    assert _held(root, SENTENCE) == []
