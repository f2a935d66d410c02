"""Real files of every format, made wrong in thousands of ways: each is read or refused, in time.

A mutation runs in a process of its own kind, so that a reader that crashes or hangs the whole
process is a failure with a number, not the end of the tests. To look at one again:
`mutant(kind, bases()[kind], seed)`.
"""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.parse.mutants import bases, mutant

COUNTS = {"txt": 800, "md": 400, "html": 700, "docx": 800}
OTHERS = 250
"""Mutations of each further format that has a file to start from."""
SECONDS = 10.0
MEMORY = 3 << 30
WORKERS = 2
LOOK_CLOSELY = 4
"""Of so many mutations one is looked at for lost characters."""

BASES = bases()
_log = logging.getLogger(__name__)


def test_there_are_thousands() -> None:
    assert set(COUNTS) <= set(BASES)
    assert sum(COUNTS.get(kind, OTHERS) for kind in BASES) >= 3000


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(BASES))
def test_each_mutation_is_read_or_refused(kind: str) -> None:
    seeds = range(COUNTS.get(kind, OTHERS))
    crews = [Crew(kind, list(seeds[at::WORKERS])) for at in range(WORKERS)]
    while any(crew.busy for crew in crews):
        for crew in crews:
            crew.look()
    faults = {seed: fault for crew in crews for seed, fault in crew.faults.items()}
    done = sum((crew.outcomes for crew in crews), Counter[str]())
    slowest = max(crew.slowest for crew in crews)
    _log.info("%s: %s; slowest: seed %d, %.2f s", kind, dict(done), slowest[1], slowest[0])
    assert not faults, f"{kind}: {len(faults)} of {len(seeds)}: {dict(sorted(faults.items())[:9])}"
    assert done.total() == len(seeds)


@dataclass
class Crew:
    """One process after another that works through seeds; a new one when one dies or hangs."""

    kind: str
    seeds: list[int]
    faults: dict[int, str] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    process: Any = None
    pipe: Any = None
    since: float = 0.0

    @property
    def busy(self) -> bool:
        return bool(self.seeds)

    def look(self) -> None:
        """Take the next result, if there is one."""
        if not self.seeds:
            return
        if self.process is None:
            self.start()
        try:
            if self.pipe.poll(0.05):
                self.take(*self.pipe.recv())
            elif time.monotonic() - self.since > SECONDS + 1:
                self.fail(f"not done after {SECONDS:.0f} s")
        except EOFError:
            self.process.join()
            self.fail(f"the process ended with {self.process.exitcode}")

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe(duplex=False)
        self.process = context.Process(target=work, args=(self.kind, self.seeds, far), daemon=True)
        self.process.start()
        far.close()
        self.since = time.monotonic() + 30  # to start and import everything

    def take(self, seed: int, outcome: str, fault: str, seconds: float) -> None:
        self.since = time.monotonic()
        if seed < 0:
            return
        assert self.seeds.pop(0) == seed
        self.outcomes[outcome] += 1
        self.slowest = max(self.slowest, (seconds, seed))
        if seconds > SECONDS:
            fault = fault or f"{seconds:.1f} s"
        if fault:
            self.faults[seed] = fault
        if not self.seeds:
            self.process.join()

    def fail(self, fault: str) -> None:
        self.process.kill()
        self.process.join()
        self.process = None
        self.outcomes["fault"] += 1
        self.faults[self.seeds.pop(0)] = fault


def work(kind: str, seeds: list[int], pipe: Connection) -> None:
    """In a process of its own: each seed's file made, read, looked at. Sends one line a seed."""
    _bound_memory()
    files = bases()[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        outcome_of(path, b"x", closely=True)
        pipe.send((-1, "", "", 0.0))
        for seed in seeds:
            data = mutant(kind, files, seed)
            begun = time.perf_counter()
            outcome, fault = outcome_of(path, data, closely=seed % LOOK_CLOSELY == 0)
            pipe.send((seed, outcome, fault, time.perf_counter() - begun))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))


def outcome_of(path: Path, data: bytes, *, closely: bool) -> tuple[str, str]:
    """What became of a file ("read" or "refused") and what is wrong with that, "" for nothing."""
    import traceback

    from draftkit.errors import InputError
    from draftkit.parse import parse_path

    path.write_bytes(data)
    try:
        parsed = parse_path(path, "never")  # LibreOffice is not what is tested here
        parsed.notice.model_dump_json()
        parsed.source.model_dump_json()
        return "read", lost(parsed) if closely else ""
    except InputError as error:
        return "refused", "" if str(error) and "\n" not in str(error) else repr(str(error))
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is a finding
        last = traceback.extract_tb(error.__traceback__)[-1]
        return "fault", f"{error!r:.200} at {Path(last.filename).name}:{last.lineno}"


def lost(parsed: Any) -> str:
    """The characters that stand in the file's blocks and not once in a line, or too often."""
    from tests.parse.test_nothing_lost import characters, of_block, of_lines

    source = characters(text for block in parsed.source.blocks for text in of_block(block))
    lines = of_lines(parsed, page=False) + of_lines(parsed, page=True)
    missing, extra = source - lines, lines - source
    return "" if source == lines else f"lost {dict(missing)}, too often {dict(extra)}"
