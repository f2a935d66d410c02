"""Notices carried in one file: what comes out goes in, and nothing else does."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draftkit.errors import DraftkitError, InputError, MissingFileError, NotFoundError, OutputError
from draftkit.remarks import LOGGER
from draftkit.workspace import Workspace, carrying


@pytest.fixture
def carried(office: Workspace, tmp_path: Path) -> Path:
    """An export of the whole sample workspace."""
    path = tmp_path / "公文.zip"
    office.export_notices(path)
    return path


@pytest.fixture
def other(tmp_path: Path) -> Workspace:
    """An empty workspace elsewhere."""
    return Workspace.open(tmp_path / "别处")


def test_what_is_carried_is_kept_elsewhere_and_found(
    office: Workspace, carried: Path, other: Workspace
) -> None:
    result = other.import_notices(carried)
    assert result.counts == {"added": 4, "updated": 0, "unchanged": 0, "failed": 0, "skipped": 0}
    assert other.rows() == office.rows()
    for row in office.rows():
        assert other.notice(row.id) == office.notice(row.id)
        assert other.archive.source(row.id) == office.archive.source(row.id)
    assert other.search("志愿服务").hits == office.search("志愿服务").hits
    assert {row.status for row in other.doctor()} == {"ok"}


def test_taken_in_again_nothing_changes(carried: Path, other: Workspace) -> None:
    other.import_notices(carried)
    before = other.archive.changes()
    again = other.import_notices(carried)
    assert again.counts["unchanged"] == 4
    assert other.archive.changes() == before


def test_the_same_archive_gives_the_same_bytes(
    office: Workspace, carried: Path, other: Workspace, tmp_path: Path
) -> None:
    other.import_notices(carried)
    other.export_notices(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == carried.read_bytes()


def test_some_notices_only(office: Workspace, other: Workspace, tmp_path: Path) -> None:
    wanted = office.rows()[0].id
    made = office.export_notices(tmp_path / "one.zip", [wanted[:8]])
    assert (made.notices, made.sources) == (1, 1)
    other.import_notices(tmp_path / "one.zip")
    assert [row.id for row in other.rows()] == [wanted]
    with pytest.raises(NotFoundError):
        office.export_notices(tmp_path / "none.zip", ["ffffffffffff"])
    assert not (tmp_path / "none.zip").exists()


def test_an_export_is_whole_or_not_there(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(carrying, "_put", full)
    with pytest.raises(OutputError):
        office.export_notices(path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.glob(".x.zip*")] == []
    with pytest.raises(OutputError):
        office.export_notices(tmp_path)


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(path: Path, members: dict[str, bytes], *, sealed: bool = True) -> Path:
    """A package of these members; sealed: with a manifest that is true of them."""
    if sealed:
        manifest = json.loads(members["manifest.json"])
        manifest["members"] = {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in members.items()
            if name != "manifest.json"
        }
        members = {**members, "manifest.json": json.dumps(manifest).encode("utf-8")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return path


def _first(members: dict[str, bytes]) -> str:
    return next(name for name in sorted(members) if name.startswith("sources/"))


def _changed(members: dict[str, bytes], **fields: Any) -> dict[str, bytes]:
    """The members with fields of the first source changed."""
    name = _first(members)
    raw = {**json.loads(members[name]), **fields}
    return {**members, name: json.dumps(raw, ensure_ascii=False).encode("utf-8")}


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def _tampered(path: Path) -> None:
    members = _members(path)
    name = _first(members)
    _packed(
        path,
        {**members, name: members[name].replace("科技".encode(), "科学".encode())},
        sealed=False,
    )


def _foreign(path: Path) -> None:
    _packed(path, {"word/document.xml": b"<w/>"}, sealed=False)


def _text(path: Path) -> None:
    path.write_text("2024年工作要点", encoding="utf-8")


def _more(path: Path) -> None:
    _packed(path, {**_members(path), "run.exe": b"MZ"}, sealed=False)


def _strange_member(path: Path) -> None:
    _packed(path, {**_members(path), "../../evil.json": b"{}"})


def _newer(path: Path) -> None:
    members = _members(path)
    manifest = {**json.loads(members["manifest.json"]), "schema": "draftkit.carry/2"}
    _packed(path, {**members, "manifest.json": json.dumps(manifest).encode()}, sealed=False)


def _bomb(path: Path) -> None:
    members = _members(path)
    _packed(path, {**members, _first(members): b" " * 30_000_000})


def _no_source(path: Path) -> None:
    members = _members(path)
    _packed(path, _changed(members, source={"path": "", "sha256": "1", "format": "txt"}))


def _no_paths(path: Path) -> None:
    _packed(path, _changed(_members(path), paths=[]))


def _deep(path: Path) -> None:
    members = _members(path)
    _packed(path, {**members, _first(members): b"[" * 100_000})


def _surrogate_path(path: Path) -> None:
    members = _members(path)
    last = sorted(name for name in members if name.startswith("sources/"))[-1]
    raw = {**json.loads(members[last]), "paths": ["\ud800.txt"]}
    _packed(path, {**members, last: json.dumps(raw).encode("ascii")})


def _surrogate_text(path: Path) -> None:
    members = _members(path)
    raw = json.loads(members[_first(members)])
    raw["source"]["blocks"][0]["text"] += "\ud800"
    _packed(path, {**members, _first(members): json.dumps(raw).encode("ascii")})


def _long_path(path: Path) -> None:
    _packed(path, _changed(_members(path), paths=["长" * 40_000]))


def _many_values(path: Path) -> None:
    members = _members(path)
    whole = members[_first(members)].rstrip().removesuffix(b"}")
    room = b"x" * 100_000 + hashlib.sha512(b"").digest().hex().encode() * 2000
    more = b', "room": "' + room + b'", "many": [' + b"{}," * 600_000 + b"{}]}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        data = whole + more
        manifest = json.loads(members["manifest.json"])
        name = _first(members)
        manifest["members"] = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": 0}}
        package.writestr(name, data)
        package.writestr("manifest.json", json.dumps(manifest))


def _other_packing(path: Path) -> None:
    members = _members(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        for name, data in members.items():
            package.writestr(name, data)
    torn = bytearray(path.read_bytes())
    torn[120:160] = b"\xff" * 40
    path.write_bytes(bytes(torn))


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (_truncated, "store.carry_broken"),
        (_flipped, "store.carry_broken"),
        (_tampered, "store.carry_broken"),
        (_foreign, "store.carry_foreign"),
        (_text, "store.carry_broken"),
        (_more, "store.carry_broken"),
        (_strange_member, "store.carry_broken"),
        (_newer, "store.carry_newer"),
        (_bomb, "store.carry_large"),
        (_no_source, "store.carry_broken"),
        (_no_paths, "store.carry_broken"),
        (_deep, "store.carry_broken"),
        (_surrogate_path, "store.carry_broken"),
        (_surrogate_text, "store.carry_broken"),
        (_long_path, "store.carry_broken"),
        (_many_values, "store.carry_broken"),
        (_other_packing, "store.carry_broken"),
    ],
)
def test_what_is_not_as_exported_changes_nothing(
    spoil: Callable[[Path], None], key: str, carried: Path, other: Workspace
) -> None:
    spoil(carried)
    with pytest.raises(InputError) as caught:
        other.import_notices(carried)
    assert caught.value.key == key
    assert other.rows() == ()


def test_a_missing_file_and_a_folder(other: Workspace, tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        other.import_notices(tmp_path / "none.zip")
    with pytest.raises(DraftkitError):
        other.import_notices(tmp_path)


def test_a_notice_says_only_what_its_source_says(carried: Path, other: Workspace) -> None:
    members = _members(carried)
    notice = json.loads(members[_first(members)])["notice"]
    _packed(carried, _changed(members, notice={**notice, "title": "伪造的标题", "id": "0" * 16}))
    other.import_notices(carried)
    assert "0" * 16 not in {row.id for row in other.rows()}
    assert "伪造的标题" not in {row.title for row in other.rows()}


def test_a_path_is_a_label_and_what_is_here_stays(
    office: Workspace, carried: Path, other: Workspace, tmp_path: Path
) -> None:
    members = _members(carried)
    evil = ["../../../evil.txt", str(tmp_path / "written.txt")]
    _packed(carried, _changed(members, paths=evil))
    other.import_notices(carried)
    assert not (tmp_path / "written.txt").exists()
    held = {row.id for row in other.rows()}
    # another paper under a path that is taken
    taken = other.rows()[0].path
    text = "2021年示例市教育局工作要点\n\n一、抓好安全\n开展校园安全检查。\n二、抓好教研\n组织教研活动。\n"
    third = Workspace.open(tmp_path / "third")
    (tmp_path / "third" / "甲.txt").write_text(text, encoding="utf-8")
    third.ingest(tmp_path / "third" / "甲.txt")
    third.export_notices(tmp_path / "third.zip")
    swapped = _members(tmp_path / "third.zip")
    _packed(tmp_path / "third.zip", _changed(swapped, paths=[taken]))
    assert other.import_notices(tmp_path / "third.zip").counts["added"] == 1
    assert held < {row.id for row in other.rows()}
    assert other.import_notices(tmp_path / "third.zip").counts["unchanged"] == 1


@pytest.mark.parametrize("where", ["text", "name"])
def test_a_paper_with_a_mark_of_secrecy_is_a_row_and_not_kept(
    where: str, carried: Path, other: Workspace
) -> None:
    members = _members(carried)
    raw = json.loads(members[_first(members)])
    if where == "name":
        fields: dict[str, Any] = {"paths": ["机密/要点.txt"]}
    else:
        block = {"index": 0, "kind": "paragraph", "text": "机密★10年"}
        rest = [{**one, "index": one["index"] + 1} for one in raw["source"]["blocks"]]
        fields = {"source": {**raw["source"], "blocks": [block, *rest]}}
    _packed(carried, _changed(members, **fields))
    result = other.import_notices(carried)
    assert result.counts["failed"] == 1
    assert result.counts["added"] == 3
    assert "机密" in next(row.reason or "" for row in result.files if row.result == "failed")
    assert len(other.rows()) == 3


def test_a_source_that_cannot_be_parsed_is_a_row(
    carried: Path, other: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "parse_kept", lambda _: None)
    result = other.import_notices(carried)
    assert result.counts["failed"] == 4
    assert other.rows() == ()


def test_one_hash_with_another_text_is_a_row_and_what_is_here_stays(
    carried: Path, other: Workspace, tmp_path: Path
) -> None:
    members = _members(carried)
    raw = json.loads(members[_first(members)])
    raw["source"]["blocks"][-1]["text"] += "伪造的一句。"
    forged = _packed(tmp_path / "forged.zip", _changed(members, source=raw["source"]))
    other.import_notices(carried)
    before = other.archive.changes()
    result = other.import_notices(forged)
    assert (result.counts["failed"], result.counts["unchanged"]) == (1, 3)
    row = next(row for row in result.files if row.result == "failed")
    assert "another text" in (row.reason or "")
    assert other.archive.changes() == before


def test_the_order_of_forged_and_true_does_not_hide_the_conflict(
    carried: Path, other: Workspace, tmp_path: Path
) -> None:
    members = _members(carried)
    raw = json.loads(members[_first(members)])
    raw["source"]["blocks"][-1]["text"] += "伪造的一句。"
    forged = _packed(tmp_path / "forged.zip", _changed(members, source=raw["source"]))
    assert other.import_notices(forged).counts["failed"] == 0
    assert other.import_notices(carried).counts["failed"] == 1


def test_large_sources_are_taken_in_fewer_at_a_time(
    carried: Path, other: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "_BYTES_AT_ONCE", 1)
    assert other.import_notices(carried).counts["added"] == 4


def _named(root: Path, *names: str) -> None:
    config = root / "draftkit.toml"
    config.write_text(f"[archive]\nsame_body = [{json.dumps(names)}]\n", encoding="utf-8")


def test_names_of_one_body_go_along_as_data_and_are_not_applied(
    office: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _named(office.root, "示例市教育局", "示例市教育委员会")
    path = tmp_path / "names.zip"
    with Workspace.open(office.root) as named:
        named.export_notices(path)
    manifest = json.loads(_members(path)["manifest.json"])
    assert manifest["same_body"] == [["示例市教育局", "示例市教育委员会"]]
    (tmp_path / "other").mkdir()
    with Workspace.open(tmp_path / "other") as there:
        assert there.import_notices(path).counts["added"] == len(office.rows())
        assert there.settings.same_body == ()
        assert there.archive.facts("same_body").get("same_body", "") == ""
    told = [one.getMessage() for one in caplog.records if one.name == LOGGER]
    assert len(told) == 1
    assert "示例市教育局 = 示例市教育委员会" in told[0]
    caplog.clear()
    _named(tmp_path / "other", "示例市教育局", "示例市教育委员会")
    with Workspace.open(tmp_path / "other") as there:
        there.import_notices(path)
    assert not [one for one in caplog.records if one.name == LOGGER]


@pytest.mark.parametrize(
    "names", ["甲局", 3, [["甲局", 3]], [["甲局", ""]], [["局" * 101, "乙局"]]]
)
def test_names_that_are_none_are_refused(carried: Path, other: Workspace, names: Any) -> None:
    members = _members(carried)
    manifest = {**json.loads(members["manifest.json"]), "same_body": names}
    members["manifest.json"] = json.dumps(manifest).encode("utf-8")
    with pytest.raises(InputError):
        other.import_notices(_packed(carried, members, sealed=False))
    assert not other.rows()
