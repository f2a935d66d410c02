"""What every test stands on: no network, no home of a real user, no settings from outside.

Rooms keep fixtures of their own in tests/<room>/conftest.py.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.rights import held_to_rights

TESTS = Path(__file__).parent
REPO = TESTS.parent
SHARED = REPO.parent / "shared"

_CLEARED = ("DRAFTKIT_", "OPENAI_", "ANONYMIZED_TELEMETRY", "CHROMA_", "LLAMA_INDEX_")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_REQUIRE_TOOLS = bool(os.environ.get("DRAFTKIT_REQUIRE_TOOLS"))
_HOME = Path(tempfile.mkdtemp(prefix="draftkit-测试 "))


def _close_off() -> None:
    """Before anything of ours or of a library is imported: they read some of this on import."""
    for name in list(os.environ):
        if name.startswith(_CLEARED) or name in _PROXIES:
            del os.environ[name]
    for name, folder in {
        "HOME": "home",
        "USERPROFILE": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "APPDATA": "data",
        "LOCALAPPDATA": "data",
    }.items():
        (_HOME / folder).mkdir(exist_ok=True)
        os.environ[name] = str(_HOME / folder)
    guard = str(TESTS / "closed_network")
    os.environ["DRAFTKIT_LANG"] = "en"
    os.environ["DRAFTKIT_TEST_NETWORK_LOG"] = str(_HOME / "network.log")
    os.environ["PYTHONPATH"] = os.pathsep.join([guard, str(REPO)])
    sys.path.insert(0, guard)
    sys.modules.pop("sitecustomize", None)
    __import__("sitecustomize")
    sys.path.remove(guard)


_close_off()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_HOME, ignore_errors=True)


def _must_not_skip(reason: str) -> bool:
    """In CI a missing program is a fault of CI. Seeds beside the repository and other platforms
    are not."""
    allowed = ("shared", "Windows", "macOS")
    return _REQUIRE_TOOLS and not any(word in reason for word in allowed)


def _as_failure(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if _must_not_skip(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be missing: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _as_failure(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _as_failure(report)
    return report


@pytest.fixture(autouse=True)
def _settings_stay_put() -> Iterator[None]:
    """What a test sets in the environment ends with it."""
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)


@pytest.fixture(scope="session")
def repo() -> Path:
    """The checkout under test."""
    return REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real notices beside the repository; never part of it."""
    if not SHARED.is_dir():
        pytest.skip("no shared/ folder with real notices beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[Path]:
    """The five seed notices in order of their numbers."""
    files = sorted((shared / "seeds").glob("0*.txt"))
    if len(files) != 5:
        pytest.skip("shared/seeds does not hold the five seed notices")
    return files


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The bundled sample notices."""
    return REPO / "corpus"


@pytest.fixture
def rights_count() -> Iterator[None]:
    """Read-only means read-only in this test, for root too."""
    with held_to_rights():
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty folder for a workspace, with a space and Han characters in its path."""
    folder = tmp_path / "办公 室"
    folder.mkdir()
    return folder
