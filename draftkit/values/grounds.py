"""Grounds: what may be said in this year's paper, and why. Made by `intake`, asked by composing,
by the model's gate and by the checks, always through `reading.judge`."""

from __future__ import annotations

from datetime import date

from draftkit.values.base import Value
from draftkit.values.request import DraftRequest


class Given(Value):
    """Text that vouches for what it says: a fact, a basis title, a name. `origin` names which."""

    id: str
    text: str
    origin: str


class Grounds(Value):
    """The request and all that it vouches for.

    own_names: full, short and further names of the body that issues the paper.
    as_of: the day the paper speaks from.
    """

    request: DraftRequest
    given: tuple[Given, ...] = ()
    own_names: tuple[str, ...] = ()
    as_of: date
