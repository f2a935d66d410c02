"""Page profiles by name: `eval/layout/NAME.yaml`, a user's own before the bundled one."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from draftkit import assets
from draftkit.errors import OutputError
from draftkit.values.typeset import PageProfile

DEFAULT = "gbt9704"


def profile_names() -> tuple[str, ...]:
    """The names of all page profiles, sorted."""
    found = assets.names("eval", "layout")
    return tuple(name.removeprefix("layout/").removesuffix(".yaml") for name in found)


def load_profile(name: str = DEFAULT) -> PageProfile:
    """The profile of that name, laid over its `base` where it has one.

    Raises OutputError for a name nobody defined and for values that cannot be used.
    """
    try:
        return PageProfile.model_validate(_merged(name, ()))
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"]) or "-"
        raise OutputError(
            "output.bad_profile", name=name, field=field, reason=fault["msg"]
        ) from None


def _merged(name: str, above: tuple[str, ...]) -> dict[str, Any]:
    """The data of a profile over that of its base. A circle of bases is a fault of the data."""
    known = profile_names()
    if name not in known:
        raise OutputError("output.no_profile", name=name, known=", ".join(known))
    if name in above:
        raise OutputError(
            "output.bad_profile", name=name, field="base", reason=" → ".join((*above, name))
        )
    data = assets.load_yaml("eval", f"layout/{name}.yaml")
    if not isinstance(data, dict):
        raise OutputError("output.bad_profile", name=name, field="-", reason=type(data).__name__)
    base = data.get("base")
    return _over(_merged(str(base), (*above, name)), data) if base else data


def _over(below: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    """`top` laid over `below`; groups are merged key by key, except the table of stand-ins."""
    out = dict(below)
    for key, value in top.items():
        under = out.get(key)
        both = isinstance(value, dict) and isinstance(under, dict) and key != "stand_ins"
        out[key] = _over(under, value) if both and under is not None else value
    return out
