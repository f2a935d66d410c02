"""The genres: what each is made of, what each of its sections does, which parts it must have."""

from __future__ import annotations

from draftkit.genres.required import AnyLine, requirements_of
from draftkit.genres.roles import heading_role, role_of
from draftkit.genres.specs import PLANS, GenreSpec, Heading, Requirement, names, spec

__all__ = [
    "PLANS",
    "AnyLine",
    "GenreSpec",
    "Heading",
    "Requirement",
    "heading_role",
    "names",
    "requirements_of",
    "role_of",
    "spec",
]
