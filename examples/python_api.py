"""draftkit as a library, offline: read, keep, search, outline, draft, review, export.

    python examples/python_api.py [folder for what it writes]

It reads the sample papers in corpus/ and examples/gongzuoyaodian.yaml (all bodies and names are made
up). Without a folder what it writes goes when it ends.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import draftkit

EXAMPLES = Path(__file__).parent
CORPUS = EXAMPLES.parent / "corpus"


def read_one_paper() -> None:
    """A file, or a text from anywhere, as a Notice; nothing is stored."""
    notice = draftkit.parse_file(CORPUS / "kjj-2025-yaodian.docx")
    print(f"{notice.doc_number}  {notice.issuer}")
    print(f"  carries: {notice.paper.genre} {notice.paper.title}")
    for path, section in notice.paper.walk():
        if len(path) == 1:
            print(f"  {section.number}{section.heading}")
    passage = draftkit.passages_of(notice)[-1]
    print(f"  last passage: {' > '.join(passage.heading_path)}")
    try:
        draftkit.parse_text(" ")
    except draftkit.InputError as error:
        print(f"  every error says what to do: {error}")


def keep_and_find(workspace: draftkit.Workspace) -> None:
    """Take in a folder; a row a file. A second time changes nothing."""
    done = workspace.ingest(CORPUS)
    again = workspace.ingest(CORPUS)
    print(f"ingest: {done.counts}")
    print(f"ingest, again: {again.counts}")
    hits = workspace.search("深化志愿服务", genre="工作要点", year="2024..", k=3).hits
    for hit in hits:
        print(f"  {hit.score:.3f}  {hit.year} {hit.title} > {' > '.join(hit.heading_path)}")


def write(workspace: draftkit.Workspace, folder: Path) -> None:
    """From a request to a Word file and the report to review it by."""
    request = draftkit.DraftRequest.load(EXAMPLES / "gongzuoyaodian.yaml")
    outline = workspace.outline(request)
    print(f"outline: {len(outline.sections)} sections")
    run = workspace.draft(request, outline=outline)
    run.save(folder / "draft.docx")
    run.report.save(folder / "report.html")
    draftkit.export(run.draft, folder / "draft.md")
    report = draftkit.evaluate(folder / "draft.docx", request, archive=workspace)
    print(f"draft: {len((folder / 'draft.md').read_text(encoding='utf-8'))} characters")
    print(f"review of the Word file: {len(report.findings)} findings")


def main() -> None:
    """All of it in one folder."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        read_one_paper()
        with draftkit.Workspace.open(folder / "office") as workspace:
            keep_and_find(workspace)
            write(workspace, folder)


if __name__ == "__main__":
    main()
