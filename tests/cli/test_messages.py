"""Every message is given what it is filled with: an error whose text cannot be made helps nobody."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

import pytest

from draftkit.messages import catalogue, language, say
from tests import source_tree

TEXTS = catalogue()


def _fields(key: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(TEXTS[key][0]) if name}


def _filled() -> Iterator[tuple[str, int, str, set[str]]]:
    """Calls that name a message and fill it: say(…), tell(…), SomeError(…). One with ** is left
    out: what it is given is not in the source."""
    for module, path in source_tree.modules().items():
        for node in ast.walk(source_tree.tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first, named = node.args[0], {keyword.arg for keyword in node.keywords}
            caller = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if not (caller in ("say", "tell") or caller.endswith("Error")) or None in named:
                continue
            if isinstance(first, ast.Constant) and first.value in TEXTS:
                yield module, node.lineno, first.value, {name for name in named if name}


def test_every_message_is_given_its_values() -> None:
    wrong = [
        f"{module}:{line}: {key} lacks {sorted(_fields(key) - given)}"
        for module, line, key, given in _filled()
        if _fields(key) - given
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"DRAFTKIT_LANG": "zh"}, "zh"),
        ({"DRAFTKIT_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_users(
    settings: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DRAFTKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert language() == expected
    assert say("cli.interrupted") == TEXTS["cli.interrupted"][expected == "zh"]
