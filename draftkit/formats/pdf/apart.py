"""A PDF read in a process of its own.

The library that draws PDFs is C++ and works in memory: a file made for it can abort the process or
take all the memory there is. So the reading is done by a child with a bound on memory and time; when
that dies the file is a damaged one, and the other files of a folder are read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from draftkit import errors
from draftkit.errors import DamagedFileError, InputError
from draftkit.values.notice import Warning_
from draftkit.values.source import Block, Content

SECONDS = 30
"""Time for one file."""
MEMORY = 3 << 29
"""Bytes of address space for one file, where the system can bound it."""
_MODULE = "draftkit.formats.pdf.apart"


def read_pdf_apart(data: bytes, name: str) -> Content:
    """The blocks of a PDF, as `read_pdf` gives them. Raises what it raises; DamagedFileError too
    where the child does not come back."""
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-X", "utf8", "-m", _MODULE, name]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this interpreter
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise DamagedFileError("parse.pdf_damaged", path=name) from None
    if done.returncode:
        raise DamagedFileError("parse.pdf_damaged", path=name)
    return _content(json.loads(done.stdout))


def _content(told: dict[str, Any]) -> Content:
    """What the child says, as values; its error is raised here."""
    if "error" in told:
        kind, key, values = told["error"]
        raised: type[InputError] = getattr(errors, kind)
        raise raised(key, **values)
    blocks = tuple(Block.model_validate(block) for block in told["blocks"])
    return Content(blocks, None, tuple(Warning_.model_validate(one) for one in told["warnings"]))


def _bounded() -> None:
    """Bound this process; where the system cannot, the time bound of the parent is left."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    """Read the PDF on standard input; say blocks and warnings, or the error, on standard output."""
    from draftkit.formats.pdf.read import read_pdf

    _bounded()
    told: dict[str, Any]
    try:
        content = read_pdf(sys.stdin.buffer.read(), sys.argv[1])
        told = {
            "blocks": [block.model_dump(mode="json") for block in content.blocks],
            "warnings": [warning.model_dump(mode="json") for warning in content.warnings],
        }
    except InputError as error:
        told = {"error": [type(error).__name__, error.key, error.values]}
    sys.stdout.buffer.write(json.dumps(told).encode("utf-8"))


if __name__ == "__main__":
    main()
