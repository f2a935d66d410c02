"""Word files to PDF through LibreOffice."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from draftkit.errors import InputError, OutputError
from draftkit.render.run import run_program

_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}


def find_soffice() -> str | None:
    """The LibreOffice to call: DRAFTKIT_SOFFICE, else the one on the path or in its usual place."""
    named = os.environ.get("DRAFTKIT_SOFFICE")
    if named:
        return named if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES.get(sys.platform, ()) if Path(place).is_file()), None)


def to_pdf(path: str | Path, out_dir: str | Path, *, seconds: float = 120) -> Path:
    """The PDF of a Word file (or anything LibreOffice reads), in `out_dir`.

    Each call has a LibreOffice profile of its own, so that calls do not block one another and no
    setting of a user's LibreOffice counts. Raises OutputError when LibreOffice is not there,
    InputError when it fails or takes longer than `seconds`.
    """
    soffice = find_soffice()
    if soffice is None:
        raise OutputError("render.no_soffice")
    source, folder = Path(path).absolute(), Path(out_dir).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draftkit-office-") as scratch:
        profile, made = Path(scratch) / "profile", Path(scratch) / "out"
        run_program(
            [
                soffice,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf",
                "--outdir",
                str(made),
                str(source),
            ],
            source,
            seconds,
        )
        pdf = made / f"{source.stem}.pdf"
        if not pdf.is_file():  # LibreOffice ends with 0 on a file it cannot read
            raise InputError(
                "render.failed", program=Path(soffice).name, path=str(source), reason="no PDF"
            )
        target = folder / pdf.name
        shutil.move(pdf, target)
    return target
