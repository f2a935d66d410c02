"""Notices in one file, to carry them into an archive that no network leads to (`draftkit.carry/1`).

A zip of `manifest.json` and, for each source, `sources/<sha256>.json`: paths, hash, format, parser,
Source and Notice. No vectors (they are made anew) and nothing that runs. Paths are labels here:
none is opened or written to. What comes in is read whole and checked before the first row is
written; then every Source is parsed anew, so that a Notice says only what its Source says.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from draftkit.archive import Archive, Outcome, hashes, salvage
from draftkit.archive.packing import decoding
from draftkit.errors import InputError, MissingFileError, OutputError, TooLargeError
from draftkit.index import Embedder
from draftkit.messages import printable, say
from draftkit.output.files import check_place
from draftkit.parse import PARSER_VERSION
from draftkit.parse.files import refuse_special
from draftkit.reading import body_of
from draftkit.reading.bodies import Groups
from draftkit.remarks import remark_on
from draftkit.values.hits import Passage
from draftkit.values.notice import Notice
from draftkit.values.source import MAX_BLOCKS, MAX_CHARACTERS, Parsed, Source
from draftkit.values.store import IngestedFile, IngestResult, Kept
from draftkit.workspace.ingesting import remarks
from draftkit.workspace.reparsing import AGAIN, mark_of, parse_kept, vectors_of

SCHEMA = "draftkit.carry/1"
MANIFEST = "manifest.json"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_SOURCES = 200_000
_MOST_MANIFEST = 64 * 1024 * 1024
_MOST_MEMBER = 64 * 1024 * 1024
_MOST_IN_ALL = 8 * 1024 * 1024 * 1024
"""Bytes unpacked. Sources are packed to about a tenth."""
_MOST_RATIO = 200
"""Times a member may be larger than it is packed; texts are 5 to 40 times."""
_MOST_VALUES = 4_000_000
"""Strings, lists and objects of a member, in all: a file may have a million cells, which stand in
its Source and in its Notice. Counted before any is made, since `[],` is 3 bytes in the file and 64
in memory."""
_MOST_OBJECTS = 500_000
"""Objects of a member: a value of ours takes half a kilobyte of memory."""
_MOST_PATHS = 10_000
_LONGEST_PATH = 32_767
"""Characters of a path, the most any system takes."""
_MOST_NAMES = 5_000
_LONGEST_NAME = 100
"""Characters of a body's name in a group."""
_MOST_SAID = 5
"""Groups of names that are told."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members may be packed: as `export` does, or not at all."""
_AT_ONCE = 20
"""Sources in one transaction, fewer where they are large."""
_BYTES_AT_ONCE = 16 * 1024 * 1024
_TORN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError,
    RuntimeError, ValueError, OverflowError,
)  # fmt: skip
"""What zipfile raises on a file that is not, or no longer, a whole zip of ours."""
_MEMBER = re.compile(r"sources/([0-9a-f]{64})\.json")


@dataclass(frozen=True)
class Carried:
    """What an export wrote: how many sources, of how many notices; what is left out, since the disk
    did not keep it, as it can still be called."""

    sources: int
    notices: int
    left_out: tuple[str, ...] = ()


def export(
    archive: Archive, path: Path, ids: Iterable[str] = (), same_body: Groups = ()
) -> Carried:
    """Write the notices of these ids, or all, into one file: whole or not at all, the same bytes
    for the same archive and names set as one body's, which go along as data. Of a damaged archive, all that can still be read. Raises NotFoundError, and
    OutputError where the file cannot be written."""
    check_place(path, folder_there=True)
    if path.exists() and not (path.is_file() and is_export(path)):
        raise OutputError("store.not_replaced", path=str(path))
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        with archive.reading():
            wanted = [archive.full_id(one) for one in ids]
            chosen = hashes(archive, wanted) if wanted else salvage.named(archive)
            with beside.open("xb") as file:
                carried = _write(archive, file, chosen, same_body)
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError("output.unwritable", path=str(path), reason=reason) from None
    finally:
        beside.unlink(missing_ok=True)
    return carried


def is_export(path: Path) -> bool:
    """Whether a file is one that `export` wrote, by its list of members; never raises."""
    try:
        with zipfile.ZipFile(path) as package:
            return MANIFEST in package.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _write(archive: Archive, file: Any, chosen: Iterable[str], same_body: Groups) -> Carried:
    members: dict[str, dict[str, Any]] = {}
    notices, left_out = set(), []
    with zipfile.ZipFile(file, "w") as package:
        for sha256 in chosen:
            name, one = f"sources/{sha256}.json", salvage.read(archive, sha256)
            data = _as_json(_member(one)) if one else b""
            if one is None or _read(name, data) is None:  # nobody could bring it in
                left_out.append(salvage.called(archive, sha256))
                continue
            members[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            notices.add(one.notice_id)
            _put(package, name, data)
        counts = {"sources": len(members), "notices": len(notices)}
        manifest = {"schema": SCHEMA, "parser": PARSER_VERSION, "counts": counts}
        names = {"same_body": same_body} if same_body else {}
        _put(package, MANIFEST, _as_json({**manifest, **names, "members": members}))
    return Carried(**counts, left_out=tuple(left_out))


def _member(one: Kept) -> dict[str, Any]:
    fields = asdict(one)
    del fields["notice_id"]
    fields["parser"] = one.parser.removesuffix(AGAIN.removeprefix(PARSER_VERSION))
    with decoding("sources"):
        return {**fields, "source": json.loads(one.source), "notice": json.loads(one.notice)}


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")


def _put(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same bytes on every platform
    entry.external_attr = 0o600 << 16
    package.writestr(entry, data, compresslevel=6)


def check(path: Path) -> None:
    """Raises InputError for a file that `bring_in` would not take; the file is read whole."""
    with _reading(path) as package:
        _checked(package, path)


@contextmanager
def _reading(path: Path) -> Iterator[zipfile.ZipFile]:
    """The package, open. Raises InputError where the file is missing, cannot be read or is none."""
    try:
        refuse_special(path)
        with path.open("rb") as file, _opened(file, path) as package:
            yield package
    except FileNotFoundError:
        raise MissingFileError("store.carry_missing", path=str(path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("store.cannot_read", path=str(path), reason=reason) from None


def bring_in(
    archive: Archive, embedder: Embedder, path: Path, before: Iterable[IngestedFile] = ()
) -> IngestResult:
    """Take in what `export` wrote; a row a source, behind the rows of what came before. All of the
    file is checked first. Repeating it, or an interrupted one, changes nothing that is there.
    Raises InputError (missing, damaged, foreign, newer, too large) and changes nothing then."""
    with _reading(path) as package:
        names, groups = _checked(package, path)
        _tell_names(groups, path)
        rows = (*before, *_taken(archive, embedder, package, names, path))
    return IngestResult.of(rows)


def _opened(file: io.BufferedReader, path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _TORN:
        raise InputError("store.carry_broken", path=str(path)) from None


def _tell_names(groups: Groups, path: Path) -> None:
    """Say which names the office that exported takes for one body's, where they are not so here:
    what it set is its own, and nothing that a file says changes how papers are grouped."""
    new = [group for group in groups if len(set(map(body_of, group))) > 1]
    if new:
        said = "; ".join(" = ".join(map(printable, group)) for group in new[:_MOST_SAID])
        more = f"; … ({len(new)})" if len(new) > _MOST_SAID else ""
        remark_on("store.carry_names", path=printable(path), groups=said + more)


def _groups(raw: Any) -> Groups:
    """Groups of names as a manifest may have them. Raises ValueError."""
    if not isinstance(raw, list) or not all(isinstance(group, list) for group in raw):
        raise ValueError("no groups of names")
    groups = tuple(tuple(group) for group in raw)
    names = [name for group in groups for name in group]
    if len(names) > _MOST_NAMES or not all(
        isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME for name in names
    ):
        raise ValueError("no groups of names")
    "".join(names).encode("utf-8")
    return groups


def _checked(package: zipfile.ZipFile, path: Path) -> tuple[list[str], Groups]:
    """The names of all sources of a package in which everything is as its manifest says, and the
    groups of names it tells."""
    entries = {entry.filename: entry for entry in package.infolist()}
    if MANIFEST not in entries:
        raise InputError("store.carry_foreign", path=str(path))
    _bounded(list(entries.values()), path)
    try:
        manifest = _loaded(_inflated(package, entries[MANIFEST], path))
        schema = str(manifest["schema"])
        members = {str(name): str(one["sha256"]) for name, one in manifest["members"].items()}
        groups = _groups(manifest.get("same_body", []))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError("store.carry_foreign", path=str(path)) from None
    if schema != SCHEMA:
        kind = "newer" if schema.startswith("draftkit.carry/") else "foreign"
        raise InputError(f"store.carry_{kind}", path=str(path))
    names = sorted(members)
    if set(entries) != {MANIFEST, *names} or len(entries) != len(package.infolist()):
        raise InputError("store.carry_broken", path=str(path))
    for name in names:
        data = _inflated(package, entries[name], path)
        if hashlib.sha256(data).hexdigest() != members[name] or _read(name, data) is None:
            raise InputError("store.carry_broken", path=str(path))
    return names, groups


def _bounded(entries: list[zipfile.ZipInfo], path: Path) -> None:
    """Raises TooLargeError for a package that says it unpacks to more than any export does."""
    much = len(entries) > _MOST_SOURCES + 1 or sum(one.file_size for one in entries) > _MOST_IN_ALL
    if much or any(_bomb(entry) for entry in entries):
        raise TooLargeError("store.carry_large", path=str(path))
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise InputError("store.carry_broken", path=str(path))


def _bomb(entry: zipfile.ZipInfo) -> bool:
    most = _MOST_MANIFEST if entry.filename == MANIFEST else _MOST_MEMBER
    return entry.file_size > min(most, _MOST_RATIO * max(entry.compress_size, 1024))


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bytes:
    """A member's bytes, no more than its entry says. Raises InputError when they are not there."""
    try:
        with package.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except _TORN:
        raise InputError("store.carry_broken", path=str(path)) from None
    if len(data) != entry.file_size:
        raise InputError("store.carry_broken", path=str(path))
    return data


def _loaded(data: bytes) -> Any:
    """JSON of ours, after a look at how much it would make. Raises ValueError."""
    objects, lists = data.count(b"{"), data.count(b"[")
    values = objects + lists + data.count(b'"') // 2
    # A number has no mark but the comma behind it, and commas stand in texts too.
    numbers = data.count(b",") - 2 * MAX_CHARACTERS
    if objects > _MOST_OBJECTS or max(values, numbers) > _MOST_VALUES:
        raise ValueError("more values than an export holds")
    return json.loads(data)


def _read(name: str, data: bytes) -> Kept | None:
    """A member as a source; None when it is not one, or holds text that UTF-8 cannot."""
    named = _MEMBER.fullmatch(name)
    try:
        raw = _loaded(data)
        if len(raw["source"]["blocks"]) > MAX_BLOCKS:
            return None
        source = Source.model_validate(raw["source"])
        notice = Notice.model_validate(raw["notice"])
        paths = raw["paths"]
        known = (raw["format"], raw["parser"])
        texts = (source.model_dump_json(), notice.model_dump_json())
        "".join((*paths, *known)).encode("utf-8")
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    whole = (
        named is not None
        and named.group(1) == raw.get("sha256") == source.sha256
        and isinstance(paths, list)
        and 0 < len(paths) <= _MOST_PATHS
        and all(0 < len(one) <= _LONGEST_PATH for one in paths)
        and source.format == known[0]
        and sum(len(block.text) for block in source.blocks) <= MAX_CHARACTERS
    )
    if not whole:
        return None
    return Kept(source.sha256, tuple(sorted(set(paths))), notice.id, *known, *texts)


def _taken(
    archive: Archive, embedder: Embedder, package: zipfile.ZipFile, names: list[str], path: Path
) -> Iterator[IngestedFile]:
    """A row a source, a few sources a transaction."""
    for some in _batches(package, names):
        read = [_read(one, _inflated(package, package.getinfo(one), path)) for one in some]
        ready = [(one, parse_kept(one)) for one in read if one is not None]
        rows: list[IngestedFile] = []
        fresh: list[Passage] = []
        with archive.change() as change:
            for one, parsed in ready:
                label = printable(one.paths[0])
                if parsed is None or (mark := mark_of(parsed, one.paths)):
                    rows.append(_refused(label, None if parsed is None else mark))
                    continue
                outcome = change.carry(parsed, sha256=one.sha256, paths=one.paths, parser=AGAIN)
                fresh += outcome.passages if outcome else ()
                rows.append(_row(label, parsed, outcome))
            if lacking := change.lacking(embedder.name, fresh):
                change.put_vectors(embedder.name, vectors_of(embedder, lacking))
        yield from rows


def _batches(package: zipfile.ZipFile, names: list[str]) -> Iterator[list[str]]:
    """The names in their order, as many at a time as one transaction takes."""
    batch: list[str] = []
    held = 0
    for name in names:
        size = package.getinfo(name).file_size
        if batch and (len(batch) == _AT_ONCE or held + size > _BYTES_AT_ONCE):
            yield batch
            batch, held = [], 0
        batch.append(name)
        held += size
    if batch:
        yield batch


def _row(path: str, parsed: Parsed, outcome: Outcome | None) -> IngestedFile:
    if outcome is None:
        reason = say("store.carry_conflict", path=path)
        return IngestedFile(path=path, result="failed", reason=reason)
    why = None if outcome.result == "unchanged" else remarks(parsed.notice)
    return IngestedFile(path=path, result=outcome.result, notice_id=outcome.notice_id, reason=why)


def _refused(path: str, mark: str | None) -> IngestedFile:
    """The row of a paper that bears a mark of secrecy, or that this version cannot parse."""
    if mark is None:
        reason = say("store.carry_unread", path=path)
    else:
        reason = say("parse.classified", path=path, mark=mark)
    return IngestedFile(path=path, result="failed", reason=reason)
