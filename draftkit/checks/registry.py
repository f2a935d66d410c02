"""The rules with what their data files say; choosing among them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from draftkit import assets
from draftkit.checks.model import FAMILIES, RuleInfo
from draftkit.errors import NotFoundError, UsageError


@assets.cached
def codes() -> tuple[str, ...]:
    """The codes of all rules in order: one for each file of eval/rules, an office's own included.
    A file whose name begins with _ holds no rule."""
    names = (PurePosixPath(name).stem for name in assets.names("eval", "rules"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def rules() -> tuple[RuleInfo, ...]:
    """Every rule, in the order of the codes."""
    return tuple(rule(code) for code in codes())


@assets.cached
def rule(code: str) -> RuleInfo:
    """The rule of a code. Raises NotFoundError that names the nearest known one."""
    if code not in codes():
        raise NotFoundError("checks.unknown_rule", code=code, near=_near(code))
    name = f"rules/{code}.yaml"
    info = RuleInfo.model_validate(assets.load_yaml("eval", name))
    if assets.is_own("eval", name):
        _check(info, code)
    return info


def _check(info: RuleInfo, code: str) -> None:
    """Raises ValueError for an office's rule that could not be applied."""
    if info.code != code:
        raise ValueError(f"code: {info.code}, but the file is called {code}.yaml")
    if info.family not in FAMILIES:
        raise ValueError(f"family: {info.family} is none of {', '.join(FAMILIES)}")
    for row in info.rows:
        for pattern in filter(None, (row.pattern, row.unless)):
            try:
                found = re.compile(pattern)
            except re.error as error:
                raise ValueError(f"pattern: {pattern}: {error}") from None
            if row.to is not None and pattern == row.pattern:
                _check_groups(row.to, found)


def _check_groups(to: str, pattern: re.Pattern[str]) -> None:
    """Raises ValueError for a replacement that names a group the pattern does not have."""
    named = max((int(one) for one in re.findall(r"\\(\d+)", to)), default=0)
    if named > pattern.groups:
        raise ValueError(f"to: {to}: the pattern has {pattern.groups} groups")


def left_to_people() -> tuple[tuple[str, str, str], ...]:
    """What no rule looks for and a reader must: (code, what, why), from eval/rules/_not_built.yaml."""
    rows = assets.load_yaml("eval", "rules/_not_built.yaml")["rows"]
    return tuple((row["code"], row["what"], row["why"]) for row in rows)


def chosen(select: Iterable[str], ignore: Iterable[str]) -> tuple[RuleInfo, ...]:
    """The rules whose code begins with one of `select`, or whose family it is (all that are on
    when empty), without those of `ignore`. Naming a rule or a family turns on what is off.

    Raises UsageError for a word that fits no rule.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    every = rules()
    for word in (*wanted, *unwanted):
        if not word or not any(is_meant(info.code, word) for info in every):
            raise UsageError("checks.unknown_rule", code=word, near=_near(word))
    return tuple(
        info
        for info in every
        if (any(is_meant(info.code, word) for word in wanted) if wanted else info.on)
        and not any(is_meant(info.code, word) for word in unwanted)
    )


def is_meant(code: str, word: str) -> bool:
    """Whether a rule is called by a word: the beginning of its code, or its family."""
    if code.startswith(word.upper()):
        return True
    family = rule(code).family
    return word in (family, FAMILIES[family])


def _near(code: str) -> str:
    return (difflib.get_close_matches(code.upper(), codes(), n=1, cutoff=0.0) or ["R01"])[0]
