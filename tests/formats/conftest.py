"""What the tests of formats share: bytes read as a file, and spoiled copies of a file."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from draftkit.errors import InputError
from draftkit.parse import read_source
from draftkit.values.source import Source

Read = Callable[[bytes], Source]
SLOW = 2.0
"""Seconds that no spoiled file may take."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Bytes as a file of no telling name."""

    def build(data: bytes) -> Source:
        path = tmp_path / "稿.bin"
        path.write_bytes(data)
        return read_source(path)

    return build


def spoiled(data: bytes, count: int) -> Iterator[bytes]:
    """Copies of a file with bytes changed, left out, doubled, or cut off; the same each time."""
    chance = random.Random(len(data))
    for _ in range(count):
        out = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(max(1, len(out)))
            what = chance.randrange(5)
            if what == 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            elif what == 1:
                del out[at : at + chance.randint(1, 40)]
            elif what == 2:
                out[at:at] = out[at : at + chance.randint(1, 200)]
            elif what == 3:
                out[at:at] = chance.choice([b"{", b"}", b"\\'", b"<", b"\x00", b"9999999999"])
            else:
                del out[max(at, len(out) // 2) :]
        yield bytes(out)


def assert_only_input_errors(read: Read, copies: Iterator[bytes]) -> int:
    """Each is read, or refused with an InputError, in good time; how many were read."""
    kept = 0
    for copy in copies:
        begun, reason = time.perf_counter(), "稿.bin"
        try:
            read(copy)
            kept += 1
        except InputError as error:
            reason = str(error)
        assert "稿.bin" in reason
        assert time.perf_counter() - begun < SLOW
    return kept


def converted(path: Path, ending: str) -> Path:
    """A file as LibreOffice saves it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not there")
    profile = path.parent / "profile"
    subprocess.run(
        [
            soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
            ending, "--outdir", str(path.parent), str(path),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return path.with_suffix(f".{ending}")
