"""docs/cli.md: a section a command, and the help in it is the real one.

After a change of help, run this once with UPDATE_DOCS=1; it writes the page anew and fails.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from draftkit.cli.app import COMMANDS
from tests.source_tree import REPO

if TYPE_CHECKING:
    from conftest import Run

PAGE = REPO / "docs" / "cli.md"
SECTION = r"(^## draftkit {}\n\n```text help\n)(.*?)(^```$)"


def _help(run: Run, command: str) -> str:
    return run(command, "--help", DRAFTKIT_LANG="en", COLUMNS="100").stdout


def test_there_is_a_section_for_each_command_and_no_other() -> None:
    named = re.findall(r"^## draftkit (\S+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_the_page_is_the_real_one(command: str, run: Run) -> None:
    page, real = PAGE.read_text(encoding="utf-8"), _help(run, command)
    pattern = re.compile(SECTION.format(command), re.MULTILINE | re.DOTALL)
    found = pattern.search(page)
    assert found
    if os.environ.get("UPDATE_DOCS"):
        shown = pattern.sub(lambda m: m.group(1) + real + m.group(3), page)
        PAGE.write_text(shown, encoding="utf-8")
        pytest.fail("written anew; run without UPDATE_DOCS")
    assert found.group(2) == real
