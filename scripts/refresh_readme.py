"""Take the excerpts of both READMEs anew from what `make demo` writes.

    python scripts/refresh_readme.py [--items 11 12]

The items of the draft with those numbers, and what the report says of the first of them.
tests/test_docs.py fails when an excerpt is no longer what the demo writes.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

import draftkit

REPO = Path(__file__).resolve().parents[1]
READMES = (REPO / "README.md", REPO / "README.zh-CN.md")


def demo(folder: Path) -> tuple[list[str], list[str]]:
    """The lines of the demo's draft and of its report."""
    with draftkit.Workspace.open(folder) as ws:
        ws.ingest(REPO / "corpus")
        run = ws.draft(draftkit.DraftRequest.load(REPO / "examples" / "gongzuoyaodian.yaml"))
        run.save(folder / "draft.md")
        run.report.save(folder / "report.txt")
    read = [(folder / name).read_text(encoding="utf-8") for name in ("draft.md", "report.txt")]
    return read[0].splitlines(), read[1].splitlines()


def excerpts(draft: list[str], report: list[str], items: list[int]) -> dict[str, str]:
    """Name of an excerpt → its Markdown."""
    shown = [line for line in draft if line.startswith(tuple(f"{item}." for item in items))]
    heading = shown[0].partition("。")[0].partition(".")[2]
    told = report[1:3] + [line.strip() for line in report if f"› {heading} ›" in line]
    return {
        "draft": "\n>\n".join(f"> {line}" for line in shown),
        "report": "\n".join(["```text", *told, "```"]),
    }


def main() -> None:
    """Rewrite the READMEs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=[11, 12])
    items = parser.parse_args().items
    with tempfile.TemporaryDirectory(prefix="draftkit-readme-") as folder:
        made = excerpts(*demo(Path(folder)), items)
    for path in READMES:
        text = path.read_text(encoding="utf-8")
        for name, excerpt in made.items():
            begin, end = f"<!-- excerpt:{name} -->", "<!-- /excerpt -->"
            pattern = re.compile(f"{begin}.*?{end}", re.DOTALL)
            whole = f"{begin}\n\n{excerpt}\n\n{end}"
            text = pattern.sub(lambda _, whole=whole: whole, text)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
