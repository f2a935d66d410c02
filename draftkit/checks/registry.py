"""The rules with what their data files say; choosing among them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from draftkit import assets
from draftkit.checks.model import RuleInfo
from draftkit.checks.rules import CHECKS
from draftkit.errors import NotFoundError, UsageError


def rules() -> tuple[RuleInfo, ...]:
    """Every rule, in the order of the codes."""
    return tuple(rule(code) for code in CHECKS)


def rule(code: str) -> RuleInfo:
    """The rule of a code. Raises NotFoundError that names the nearest known one."""
    if code not in CHECKS:
        raise NotFoundError("checks.unknown_rule", code=code, near=_near(code))
    return RuleInfo.model_validate(assets.load_yaml("eval", f"rules/{code}.yaml"))


def chosen(select: Iterable[str], ignore: Iterable[str]) -> tuple[RuleInfo, ...]:
    """The rules whose code begins with one of `select` (all when empty) and with none of `ignore`.

    Raises UsageError for a prefix that no rule has.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    for prefix in (*wanted, *unwanted):
        if not prefix or not any(code.startswith(prefix) for code in CHECKS):
            raise UsageError("checks.unknown_rule", code=prefix, near=_near(prefix))
    codes = [
        code
        for code in CHECKS
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    ]
    return tuple(rule(code) for code in codes)


def _near(code: str) -> str:
    return (difflib.get_close_matches(code.upper(), CHECKS, n=1, cutoff=0.0) or ["R01"])[0]
