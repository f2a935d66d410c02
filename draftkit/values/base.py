"""The base of every value type: frozen, JSON in and out, field aliases as the contract names them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value. What we saved is read leniently: unknown keys are ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        serialize_by_alias=True,
        ser_json_inf_nan="null",
    )


class StrictValue(Value):
    """A frozen value that people write by hand: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")
