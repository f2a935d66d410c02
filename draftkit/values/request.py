"""DraftRequest: what a clerk asks for. A YAML (or JSON) file with these keys or, one for one,
their Chinese terms. An unknown key is an error that names the nearest known one.
"""

from __future__ import annotations

import difflib
import itertools
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from draftkit.errors import RequestError
from draftkit.text.dates import find_date
from draftkit.text.similar import bare
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

_INSIDE: dict[str, dict[str, str]] = {
    "facts": {"单位": "unit", "科室": "unit", "事实": "text", "完成时限": "due"},
    "basis": {"文号": "doc_number", "名称": "title"},
    "materials": {"单位": "unit", "科室": "unit"},
}
"""Terms that mean something of their own inside these lists."""

_TERMS = {english: chinese for chinese, english in reversed(CHINESE_KEYS.items())}


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
        taken = {str(row["id"]) for row in rows if isinstance(row, Mapping) and row.get("id")}
        free = (f"f{at}" for at in itertools.count(1) if f"f{at}" not in taken)
        return [
            {**row, "id": row.get("id") or next(free)} if isinstance(row, Mapping) else row
            for row in rows
        ]

    @field_validator("issued_on", mode="before")
    @classmethod
    def _chinese_date(cls, value: Any) -> Any:
        """2026年3月18日 and 2026/3/18 are dates too."""
        if isinstance(value, str):
            return find_date(value) or value
        return value

    @model_validator(mode="after")
    def _year_fits(self) -> DraftRequest:
        """A paper is not issued more than a year before or two years after the year it is about."""
        if self.issued_on and not -1 <= self.issued_on.year - self.year <= 2:
            raise ValueError(f"issued_on {self.issued_on} does not fit year {self.year}")
        return self

    @model_validator(mode="after")
    def _says_something(self) -> DraftRequest:
        """A body has a name, a fact has words, and no two facts have one id."""
        if not bare(self.issuer):
            raise PydanticCustomError("no_issuer", "no issuer")
        if any(not bare(fact.text) for fact in self.facts):
            raise PydanticCustomError("empty_fact", "empty fact")
        ids = [fact.id for fact in self.facts]
        if len(set(ids)) < len(ids):
            twice = next(one for one in ids if ids.count(one) > 1)
            raise PydanticCustomError("same_id", "same id {twice}", {"twice": twice})
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
            if "folder" in given:
                raise RequestError("request.unknown_key", path=path, name="folder", near="outline")
            return cls.model_validate({**given, "folder": folder})
        except RequestError as error:
            raise RequestError(error.key, **{**error.values, "path": path}) from None
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
            data = json.loads(text) if file.suffix == ".json" else yaml.load(text, _Loader)  # noqa: S506
        except RequestError as error:
            raise RequestError(error.key, **{**error.values, "path": str(path)}) from None
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            line = getattr(getattr(error, "problem_mark", None), "line", None)
            where = line + 1 if line is not None else getattr(error, "lineno", 1)
            raise RequestError("request.not_yaml", path=str(path), line=where) from None
        return cls.from_mapping(data, folder=str(file.parent.resolve()), path=str(path))


class _Loader(yaml.SafeLoader):
    """Safe YAML that refuses a key given twice, references to other parts (a small file can unfold
    into a huge one) and days that no calendar has."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            line = self.peek_event().start_mark.line + 1  # type: ignore[no-untyped-call]
            raise RequestError("request.no_reference", path="", line=line)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise RequestError(
                    "request.key_twice", path="", name=key.value, line=key.start_mark.line + 1
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: Any) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise RequestError(
                "request.no_such_day", path="", value=node.value, line=node.start_mark.line + 1
            ) from None


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def _in_english(data: Any, inside: str = "") -> Any:
    """Keys in English, at every depth; inside a fact, a basis or a material some terms mean
    something of their own (单位 of a fact is its unit)."""
    if isinstance(data, Mapping):
        special = _INSIDE.get(inside, {})
        out: dict[str, Any] = {}
        for key, value in data.items():
            name = str(key)
            english = special.get(name) or CHINESE_KEYS.get(name, name)
            if english in out:
                raise RequestError("request.given_twice", path="", name=name, other=english)
            out[english] = _in_english(value, english)
        return out
    if isinstance(data, list):
        return [_in_english(item, inside) for item in data]
    return data


def _as_request_error(error: ValidationError, path: str) -> RequestError:
    """The first fault of a pydantic error as one message of ours."""
    fault = error.errors()[0]
    where = ".".join(_shown(part) for part in fault["loc"])
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        return RequestError("request.unknown_key", path=path, name=where, near=_near(fault["loc"]))
    if fault["type"] == "missing":
        return RequestError("request.missing_key", path=path, name=where)
    if name == "year":
        return RequestError("request.bad_year", path=path, value=fault.get("input"))
    given = fault.get("input")
    value = "" if isinstance(given, Mapping) else str(given)[:40]
    if fault["type"] == "literal_error":
        choices = str(fault["ctx"]["expected"]).replace("'", "").replace(" or ", "、")
        return RequestError(
            "request.one_of",
            path=path,
            name=where,
            value=value,
            choices=choices.replace(", ", "、"),
        )
    if fault["type"] in ("no_issuer", "empty_fact", "same_id"):
        return RequestError(f"request.{fault['type']}", path=path, **fault.get("ctx", {}))
    if not fault["loc"]:  # a validator of ours that looks at several fields
        return RequestError("request.day_and_year", path=path)
    if name == "issued_on":
        return RequestError("request.bad_date", path=path, value=value)
    kind = next((kind for kind in _KINDS if fault["type"].startswith(kind)), "value")
    return RequestError(
        f"request.bad_{_KINDS.get(kind, 'value')}", path=path, name=where, value=value
    )


_KINDS = {
    "string": "text", "int": "number", "less": "range", "greater": "range",
    "tuple": "list", "list": "list", "model": "entry", "too": "text",
}  # fmt: skip
"""How pydantic's error types begin, and which of our messages says it."""


def _shown(part: object) -> str:
    """A step of a place in a request: items are counted from 1, keys have their Chinese term too."""
    if isinstance(part, int):
        return str(part + 1)
    term = _TERMS.get(str(part))
    return f"{part}({term})" if term else str(part)


def _near(place: tuple[int | str, ...]) -> str:
    """The known key nearest to an unknown one, in the language the unknown one is in."""
    models: dict[str, type[StrictValue]] = {"facts": Fact, "basis": Basis, "materials": Material}
    model = models.get(str(place[0]), DraftRequest) if len(place) > 1 else DraftRequest
    fields = [key for key in model.model_fields if key != "folder"]
    name = str(place[-1])
    terms = [chinese for chinese, english in CHINESE_KEYS.items() if english in fields]
    terms += list(_INSIDE.get(str(place[0]), {})) if len(place) > 1 else []
    known = fields if name.isascii() else terms
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.1)
    return near[0] if near else "、".join(dict.fromkeys(known))
