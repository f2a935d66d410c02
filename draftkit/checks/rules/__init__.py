"""The rules that need code, one module each, named after the code of the rule. A module offers
`check(context, rule)`, a stream of hits; what the rule is called, rests on and says stands in
eval/rules/CODE.yaml. Rules that are patterns only have no module; `checks.patterns` runs them."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from draftkit.checks.model import Check


@cache
def _modules() -> dict[str, str]:
    """Code → name of its module."""
    return {
        name.partition("_")[0].upper(): name
        for _, name, _ in pkgutil.iter_modules(__path__)
        if not name.startswith("_")
    }


@cache
def coded(code: str) -> Check | None:
    """What the module of a rule looks for; None where the rule has no module."""
    name = _modules().get(code)
    check: Check | None = import_module(f"{__name__}.{name}").check if name else None
    return check
