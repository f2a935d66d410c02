"""What is light stays light: fresh interpreters that list what they loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests import source_tree
from tests.test_architecture import HEAVY

_RUN = """
import json, sys
from pathlib import Path
out = Path(sys.argv.pop(1))
before = set(sys.modules)
from draftkit.cli import main
code = 0
try:
    main()
except SystemExit as end:
    code = end.code or 0
loaded = sorted({name.split(".")[0] for name in set(sys.modules) - before})
out.write_text(json.dumps({"code": code, "loaded": loaded}), encoding="utf-8")
"""

SAMPLE = """示例市科学技术局关于印发《2025年示例市科技局精神文明建设工作要点》的通知

局机关各科室：
现将《2025年示例市科技局精神文明建设工作要点》印发给你们，请认真贯彻执行。

一、加强思想引领
坚持学用结合，组织集中学习。
"""


def _run(args: list[str], tmp_path: Path) -> tuple[int, set[str]]:
    out = tmp_path / "loaded.json"
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(out), *args],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert out.exists(), done.stderr
    result = json.loads(out.read_text(encoding="utf-8"))
    assert "Traceback" not in done.stderr, done.stderr
    return result["code"], set(result["loaded"])


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        (["--help"], {0}),
        (["draft", "--help"], {0}),
        (["parse", "sample.txt"], {0}),
        (["parse", "--json", "sample.txt"], {0}),
        (["eval", "--no-archive", "sample.txt"], {0, 1}),
        (["eval", "--no-archive", "--format", "json", "sample.txt"], {0, 1}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_light_commands_load_nothing_heavy(
    args: list[str], codes: set[int], tmp_path: Path
) -> None:
    (tmp_path / "sample.txt").write_text(SAMPLE, encoding="utf-8")
    code, loaded = _run(args, tmp_path)
    assert code in codes
    assert not loaded & set(HEAVY)


def test_every_module_imports_alone() -> None:
    """Each in turn with none of ours loaded before it, so that no order of imports is needed, and
    without a word on any stream. The rooms at the bottom stay loaded for those above, of which
    they know nothing (test_architecture): making their types anew each time takes most of the time.
    """
    code = """
import importlib, sys, warnings
warnings.filterwarnings("ignore", category=EncodingWarning)  # other packages' files
warnings.filterwarnings("error", module="draftkit")
bottom = {"values", "text", "errors", "messages"}
for name in sys.argv[1:]:
    kept = () if name.split(".")[1:2] and name.split(".")[1] in bottom else bottom
    for loaded in [m for m in sys.modules if m.split(".")[0] == "draftkit"]:
        if loaded == "draftkit" or loaded.split(".")[1] not in kept:
            del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except BaseException as error:
        print(f"{name}: {error!r}")
"""
    names = [name for name in source_tree.modules() if name != "draftkit.__main__"]
    done = subprocess.run(
        [sys.executable, "-c", code, *names], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == ""
    assert done.stderr == ""


@pytest.mark.parametrize("name", sorted(source_tree.modules()))
def test_source_compiles_without_a_warning(name: str) -> None:
    path = source_tree.modules()[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
