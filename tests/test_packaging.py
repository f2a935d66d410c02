"""The wheel holds exactly what it should, and works from where pip puts it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests import source_tree
from tests.source_tree import REPO

PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
DATA = ("corpus", "eval", "prompts")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built sdist first, then the wheel from the sdist, out of a clean copy: a build/ folder left
    in the checkout would put files into the wheel that are long gone."""
    folder = tmp_path_factory.mktemp("build")
    copy = folder / "draftkit 副本"
    for path in source_tree.tracked():
        target = copy / path.relative_to(REPO)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(copy)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def _expected() -> set[str]:
    """Each module of ours, the marker of typed packages, and the data files."""
    names = {"draftkit/py.typed"}
    for path in source_tree.tracked():
        place = path.relative_to(REPO)
        if place.parts[0] == "draftkit" and path.suffix == ".py":
            names.add(place.as_posix())
        elif place.parts[0] in DATA:
            names.add(f"draftkit/_data/{place.as_posix()}")
    return names


def test_the_wheel_holds_exactly_our_files(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        meta = {name.split("/", 1)[1] for name in archive.namelist() if ".dist-info/" in name}
    assert names == _expected()
    assert {"licenses/LICENSE", "METADATA", "entry_points.txt"} <= meta


def test_the_packages_listed_are_those_on_disk() -> None:
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    on_disk = {
        path.parent.relative_to(REPO).as_posix().replace("/", ".")
        for path in source_tree.modules().values()
    }
    assert listed == on_disk | {f"draftkit._data.{kind}" for kind in DATA}


def test_it_works_from_where_pip_puts_it(wheel: Path, tmp_path: Path) -> None:
    """Installed elsewhere, the checkout out of sight: data found, version told, a paper parsed."""
    target = tmp_path / "site"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--disable-pip-version-check", "--target", str(target), str(wheel)),
        ],
        check=True,
        capture_output=True,
    )
    code = f"""
import sys
sys.path.insert(0, {str(target)!r})
import draftkit
from draftkit import assets
assert draftkit.__file__.startswith({str(target)!r}), draftkit.__file__
for kind in {DATA!r}:
    assert assets.bundled(kind).is_relative_to({str(target)!r}), kind
assert assets.find("eval", "genres/工作要点.yaml").is_file()
sample = sorted(assets.bundled("corpus").glob("*.txt"))[0]
print(draftkit.__version__, draftkit.parse_file(sample).genre)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "utf-8", "PATH": "", "PYTHONNOUSERSITE": "1"},
    )
    assert done.returncode == 0, done.stderr
    version, genre = done.stdout.split()
    assert version == PROJECT["project"]["version"]
    assert genre


def test_the_version_stands_in_one_place() -> None:
    """And the changelog speaks of it."""
    version = PROJECT["project"]["version"]
    holders = [
        path.relative_to(REPO).as_posix()
        for path in source_tree.tracked()
        if path.suffix in (".py", ".toml") and f'"{version}"' in path.read_text(encoding="utf-8")
    ]
    assert holders == ["pyproject.toml"]
    changelog = (REPO / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[(?:{re.escape(version)}|Unreleased)\]", changelog, re.MULTILINE)


def test_constraints_pin_every_dependency() -> None:
    """Names and versions only: no address, no path, and nothing we ask for left open."""
    lines = [
        line
        for line in (REPO / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    shape = re.compile(r"^[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!]+$")
    assert [line for line in lines if not shape.match(line)] == []
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    wanted = {"pip", "setuptools", "wheel"}
    for requirement in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
    ):
        name = re.split(r"[<>=!~\[; ]", requirement)[0]
        wanted.add(re.sub(r"[-_.]+", "-", name).lower())
    assert wanted <= pinned
