"""DraftRequest: what a clerk asks for. A YAML (or JSON) file with these keys or, one for one,
their Chinese terms. An unknown key is an error that names the nearest known one.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from draftkit.errors import RequestError
from draftkit.values.base import StrictValue

FactKind = Literal["任务", "目标", "结果", "荣誉", "问题"]
Stage = Literal["初稿", "征求意见稿", "送审稿", "定稿", "印发稿"]

CHINESE_KEYS = {
    "文种": "genre", "单位": "issuer", "简称": "short_name", "年度": "year", "主题": "topic",
    "主送": "recipients", "发文字号": "doc_number", "成文日期": "issued_on", "载体": "carrier",
    "稿次": "stage", "依据": "basis", "材料": "materials", "事实": "facts", "名称": "names",
    "必写": "must_include", "提纲": "outline", "篇幅": "length", "页数": "pages", "层级": "level",
    # inside a fact, a basis or a material
    "内容": "text", "类别": "kind", "责任单位": "unit", "时限": "due", "时段": "period",
    "标题": "title", "文件": "file", "编号": "id",
}  # fmt: skip
"""Chinese term to key, one for one."""


class Fact(StrictValue):
    """Something the requester vouches for. `kind` None means: read it from the wording."""

    id: str = ""
    text: str = Field(min_length=1)
    kind: FactKind | None = None
    unit: str | None = None
    due: str | None = None
    period: str | None = None


class Basis(StrictValue):
    """A paper from above that this year's paper answers."""

    file: str | None = None
    title: str | None = None
    doc_number: str | None = None


class Material(StrictValue):
    """What a 科室 handed in, prose or table."""

    file: str
    unit: str | None = None


class DraftRequest(StrictValue):
    """A request for one paper. `carrier` wraps it (印发通知); `folder` is where its file stands."""

    genre: str
    issuer: str = Field(min_length=2)
    short_name: str | None = None
    year: int = Field(ge=1980, le=2100)
    topic: str | None = None
    recipients: str | None = None
    doc_number: str | None = None
    issued_on: date | None = None
    carrier: Literal["印发通知"] | None = None
    stage: Stage = "初稿"
    level: Literal["省", "市", "县", "乡镇"] | None = None
    basis: tuple[Basis, ...] = ()
    materials: tuple[Material, ...] = ()
    facts: tuple[Fact, ...] = ()
    names: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    outline: str | tuple[str, ...] | None = None
    length: int | None = Field(None, ge=200, le=30000)
    pages: int | None = Field(None, ge=1, le=60)
    folder: str = ""

    @field_validator("facts", mode="before")
    @classmethod
    def _facts(cls, value: Any) -> Any:
        """A plain string is a fact; facts without an id are f1, f2 … in order."""
        if not isinstance(value, list | tuple):
            return value
        rows = [{"text": item} if isinstance(item, str) else item for item in value]
        return [
            {**row, "id": row.get("id") or f"f{at}"} if isinstance(row, Mapping) else row
            for at, row in enumerate(rows, 1)
        ]

    @model_validator(mode="after")
    def _year_fits(self) -> DraftRequest:
        """A paper is not issued more than a year before or two years after the year it is about."""
        if self.issued_on and not -1 <= self.issued_on.year - self.year <= 2:
            raise ValueError(f"issued_on {self.issued_on} does not fit year {self.year}")
        return self

    @property
    def name(self) -> str:
        """The name the paper's title uses: the short name where there is one."""
        return self.short_name or self.issuer

    @classmethod
    def from_mapping(cls, data: Any, *, folder: str = "", path: str = "") -> DraftRequest:
        """A request from keys in English or Chinese.

        Raises RequestError naming the key and, for an unknown one, the nearest known.
        """
        if not isinstance(data, Mapping):
            raise RequestError("request.not_a_mapping", path=path)
        try:
            given = {key: row for key, row in _in_english(data).items() if row is not None}
            return cls.model_validate({**given, "folder": folder})
        except ValidationError as error:
            raise _as_request_error(error, path) from None

    @classmethod
    def load(cls, path: str | Path) -> DraftRequest:
        """Read a request file (UTF-8 YAML or JSON). Raises RequestError with what to mend."""
        file = Path(path)
        try:
            text = file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise RequestError("request.missing", path=str(path)) from None
        except IsADirectoryError:
            raise RequestError("request.is_folder", path=str(path)) from None
        except UnicodeDecodeError:
            raise RequestError("request.not_utf8", path=str(path)) from None
        except OSError as error:
            raise RequestError(
                "request.unreadable", path=str(path), reason=error.strerror or str(error)
            ) from None
        try:
            data = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
        except (yaml.YAMLError, ValueError) as error:
            line = getattr(getattr(error, "problem_mark", None), "line", None)
            where = line + 1 if line is not None else getattr(error, "lineno", "?")
            raise RequestError("request.not_yaml", path=str(path), line=where) from None
        return cls.from_mapping(data, folder=str(file.parent.resolve()), path=str(path))


def _in_english(data: Any) -> Any:
    """Keys in English, at every depth."""
    if isinstance(data, Mapping):
        return {CHINESE_KEYS.get(str(key), str(key)): _in_english(v) for key, v in data.items()}
    if isinstance(data, list):
        return [_in_english(item) for item in data]
    return data


def _as_request_error(error: ValidationError, path: str) -> RequestError:
    """The first fault of a pydantic error as one message of ours."""
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        models: dict[str, type[StrictValue]] = {
            "facts": Fact,
            "basis": Basis,
            "materials": Material,
        }
        model = (
            models.get(str(fault["loc"][0]), DraftRequest)
            if len(fault["loc"]) > 1
            else DraftRequest
        )
        known = [key for key in model.model_fields if key != "folder"]
        known += [zh for zh, en in CHINESE_KEYS.items() if en in model.model_fields]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.1) or known[:1]
        return RequestError("request.unknown_key", path=path, name=where, near=near[0])
    if fault["type"] == "missing":
        return RequestError("request.missing_key", path=path, name=where)
    if name == "year":
        return RequestError("request.bad_year", path=path, value=fault.get("input"))
    return RequestError(
        "request.bad_value", path=path, name=where or "issued_on", value=str(fault.get("input"))[:60],
        reason=fault["msg"],
    )  # fmt: skip
