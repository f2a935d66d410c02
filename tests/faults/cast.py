"""Cast: the actors of `actors.py` as a test plays them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Played:
    """How an actor ended: its exit code or minus the signal, what it said, what it died of."""

    code: int
    seconds: float
    said: list[list[str]]
    error: str


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def told(self) -> list[str]:
        """Lines on standard error, but the one that names the workspace."""
        return [line for line in self.err.splitlines() if not line.startswith("Workspace: ")]


class Cast:
    """A process that has imported what is heavy and forks an actor for each call."""

    def __init__(self, folder: Path) -> None:
        self.temporary = folder / "temp"
        self.temporary.mkdir(parents=True)
        self._said = folder / "said"
        self._said.mkdir()
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "actors.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "TMPDIR": str(self.temporary), "OMP_NUM_THREADS": "1"},
        )
        assert self._answer() == {"ready": True}

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def next_said(self) -> Path:
        """Where the next actor will write what it says."""
        return self._said / f"{self._count + 1:04}"

    def play(self, actor: str, root: Path, **spec: Any) -> Played:
        """Play one actor to its end."""
        said = self.next_said()
        self._count += 1
        line = {"actor": actor, "root": str(root), "said": str(said), **spec}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        error = Path(f"{said}.error")
        return Played(
            code=answer["code"],
            seconds=answer["seconds"],
            said=[row.split(" ") for row in said.read_text(encoding="utf-8").splitlines()],
            error=error.read_text(encoding="utf-8") if error.exists() else "",
        )

    def command(
        self, *args: str | Path, root: Path, rights: bool = False, **environment: str
    ) -> Done:
        """Run `draftkit ARGS --workspace ROOT` as a process of its own. rights: hold root to the
        rights of files."""
        told = [*map(str, args), "--workspace", str(root)]
        played = self.play("command", root, args=told, rights=rights, environment=environment)
        assert not played.error, played.error
        said = self._said / f"{self._count:04}"
        out, err = (Path(f"{said}.{name}").read_text(encoding="utf-8") for name in ("out", "err"))
        return Done(played.code, out, err)

    def __enter__(self) -> Cast:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()
