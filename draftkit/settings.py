"""Settings: command line, then environment, then draftkit.toml, then default; each knows whence.

The workspace is the nearest folder upward that has a draftkit.toml; else DRAFTKIT_HOME; else the
platform's folder for user data. A file found by walking upward may be someone else's: what it says
about addresses of servers or about prompts counts only after `trust`. The model's key is read from
the environment alone; it is never shown and never written.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, SecretStr, ValidationError

from draftkit.errors import SettingsError
from draftkit.messages import printable, say
from draftkit.text.addresses import is_plain, masked
from draftkit.values.base import Value
from draftkit.values.policy import EvalPolicy

EXACT_BELOW = 20_000
"""Passages, of vectors of 2,048 numbers, up to which comparing all costs less than loading Chroma
(docs/decisions/0007-generations.md)."""

CONFIG = "draftkit.toml"
HOME = "DRAFTKIT_HOME"
KEY = "OPENAI_API_KEY"

OriginKind = Literal["argument", "environment", "file", "untrusted", "default"]
Found = Literal["given", "walked", "home", "default"]
Office = Literal["auto", "always", "never"]
"""Whether LibreOffice turns an old format into .docx: where draftkit's own reader cannot read the
file (auto), for every such file, or for none."""


NetworkDrive = Literal["refuse", "allow"]
"""Whether a workspace on a network drive may be written."""


class Origin(Value):
    """Where a value came from; `detail` is the variable or the file."""

    kind: OriginKind
    detail: str = ""

    def __str__(self) -> str:
        return say(f"settings.origin.{self.kind}", detail=self.detail)


class SettingRow(Value):
    """One setting as `draftkit config` shows it."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True)
class _Setting:
    """One setting: its key in draftkit.toml is table.name. `guarded`: see `trust`."""

    name: str
    table: str
    key: str
    variable: str
    default: str | int | float | tuple[tuple[str, ...], ...] | None
    low: float = 0
    high: float = 0
    guarded: bool = False
    address: bool = False
    choices: tuple[str, ...] = ()
    groups: bool = False
    """A list of lists of two names or more, in draftkit.toml alone."""
    secret: str = ""
    """Of an address that is shown and stored, and so may hold no name, password, query or fragment:
    the variable that its secret goes into."""


_SETTINGS = (
    _Setting("k", "search", "k", "DRAFTKIT_K", 10, 1, 1000),
    _Setting("own", "search", "own", "DRAFTKIT_OWN", None),
    _Setting("exact_below", "index", "exact_below", "DRAFTKIT_EXACT_BELOW", EXACT_BELOW, 0, 10**9),
    _Setting("wait", "archive", "wait", "DRAFTKIT_WAIT", 30.0, 0, 86_400),
    _Setting("same_body", "archive", "same_body", "", (), groups=True),
    _Setting("model_url", "model", "base_url", "OPENAI_BASE_URL", None, guarded=True, address=True),
    _Setting("model", "model", "name", "DRAFTKIT_MODEL", None),
    _Setting("model_timeout", "model", "timeout", "DRAFTKIT_MODEL_TIMEOUT", 120.0, 1, 86_400),
    _Setting("model_concurrency", "model", "concurrency", "DRAFTKIT_MODEL_CONCURRENCY", 1, 1, 64),
    _Setting(
        "embed_url",
        "embedder",
        "base_url",
        "DRAFTKIT_EMBED_URL",
        None,
        guarded=True,
        address=True,
        secret=KEY,
    ),
    _Setting("embed_model", "embedder", "name", "DRAFTKIT_EMBED_MODEL", None),
    _Setting("embed_timeout", "embedder", "timeout", "DRAFTKIT_EMBED_TIMEOUT", 30.0, 1, 3600),
    _Setting(
        "chroma",
        "index",
        "server",
        "DRAFTKIT_CHROMA",
        None,
        guarded=True,
        address=True,
        secret="DRAFTKIT_CHROMA_TOKEN",  # noqa: S106  the name of the variable
    ),
    _Setting(
        "network_drive",
        "archive",
        "network",
        "DRAFTKIT_NETWORK_DRIVE",
        "refuse",
        choices=get_args(NetworkDrive),
    ),
    _Setting("prompts", "prompts", "folder", "DRAFTKIT_PROMPTS", None, guarded=True),
    _Setting("office", "read", "office", "DRAFTKIT_OFFICE", "auto", choices=get_args(Office)),
)


class Settings(Value):
    """All settings of one call. `model_timeout`, `embed_timeout` and `wait` are seconds.

    workspace: the folder; `found` says how. config: its draftkit.toml, None where it has none.
    trusted: whether that file counts for addresses of servers and prompts.
    same_body: names of one body in each group (former names), today's first.
    embed_url, embed_model: the server that makes vectors; None: draftkit makes them itself.
    judging: the table [eval]: which findings count.
    chroma: the Chroma server that holds the index; None: it is in the workspace.
    k: hits of a search. own: the body whose papers it prefers. exact_below: passages of 2,048
    numbers up to which every one is compared; of shorter vectors, as many more.
    """

    workspace: Path
    found: Found
    config: Path | None = None
    trusted: bool = True
    k: int = 10
    own: str | None = None
    exact_below: int = EXACT_BELOW
    wait: float = 30.0
    same_body: tuple[tuple[str, ...], ...] = ()
    model_url: str | None = None
    model: str | None = None
    model_key: SecretStr | None = Field(None, exclude=True)
    model_timeout: float = 120.0
    model_concurrency: int = 1
    embed_url: str | None = None
    embed_model: str | None = None
    embed_timeout: float = 30.0
    chroma: str | None = None
    network_drive: NetworkDrive = "refuse"
    prompts: str | None = None
    office: Office = "auto"
    judging: EvalPolicy = EvalPolicy()
    origins: dict[str, Origin] = Field(default_factory=dict)

    @classmethod
    def load(cls, workspace: str | Path | None = None, **given: str | float | None) -> Settings:
        """Settings for a workspace (None: find it). `given` are values of the command line, None
        where it names none. Raises SettingsError, naming the value and where it stands."""
        folder, found = find_workspace(workspace)
        config = folder / CONFIG if (folder / CONFIG).is_file() else None
        table = _read(config) if config else {}
        trusted = found != "walked" or config is None or is_trusted(config)
        values: dict[str, Any] = {}
        origins: dict[str, Origin] = {}
        for setting in _SETTINGS:
            value, origin = _value(setting, given, table, config, trusted)
            values[setting.name] = _checked(setting, value, origin)
            origins[setting.name] = origin
        key = os.environ.get(KEY)
        origins["model_key"] = Origin(kind="environment" if key else "default", detail=KEY)
        return cls(
            workspace=folder,
            found=found,
            config=config,
            trusted=trusted,
            model_key=SecretStr(key) if key else None,
            judging=_policy(table.get("eval", {}), config),
            origins=origins,
            **values,
        )

    def rows(self) -> tuple[SettingRow, ...]:
        """Every setting with its value and origin, for people; the key is only said to be set."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[SettingRow]:
        how = {"given": "--workspace", "walked": CONFIG, "home": HOME, "default": ""}[self.found]
        kinds: dict[Found, OriginKind] = {
            "given": "argument", "walked": "file", "home": "environment", "default": "default",
        }  # fmt: skip
        origin = Origin(kind=kinds[self.found], detail=how)
        yield SettingRow(name="workspace", value=printable(self.workspace), origin=str(origin))
        for setting in _SETTINGS:
            value = getattr(self, setting.name)
            shown = "" if value is None else str(value)
            if setting.address:
                shown = masked(shown)
            if setting.groups:
                shown = "; ".join(" = ".join(group) for group in value)
            yield SettingRow(name=setting.name, value=shown, origin=str(self.origins[setting.name]))
        yield SettingRow(
            name="model_key",
            value=say("settings.set") if self.model_key else "",
            origin=str(self.origins["model_key"]),
        )


def office_of_environment() -> Office:
    """The setting `office` for a call that has no workspace. Raises SettingsError."""
    setting = next(one for one in _SETTINGS if one.name == "office")
    value, origin = _value(setting, {}, {}, None, True)
    found: Office = _checked(setting, value, origin)
    return found


def find_workspace(given: str | Path | None = None) -> tuple[Path, Found]:
    """The workspace folder, absolute, and how it was found; it need not exist yet."""
    if given is not None:
        return Path(given).expanduser().absolute(), "given"
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return folder, "walked"
    home = os.environ.get(HOME)
    if home:
        return Path(home).expanduser().absolute(), "home"
    return user_data(), "default"


def user_data() -> Path:
    """The platform's folder for data of this user's programs, and ours in it."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "draftkit"


def trust(config: Path) -> None:
    """Let this draftkit.toml, as it stands now, name addresses of servers and prompts.
    Raises OSError when the user's data folder cannot be written."""
    known = _trusted()
    known[str(config.resolve())] = _digest(config)
    _trust_file().parent.mkdir(parents=True, exist_ok=True)
    _trust_file().write_text(json.dumps(known, indent=1, ensure_ascii=False), encoding="utf-8")


def is_trusted(config: Path) -> bool:
    """Whether the file was trusted and has not changed since."""
    return _trusted().get(str(config.resolve())) == _digest(config)


def _trust_file() -> Path:
    return user_data() / "trusted.json"


def _trusted() -> dict[str, str]:
    try:
        known = json.loads(_trust_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _digest(config: Path) -> str:
    return hashlib.sha256(config.read_bytes()).hexdigest()


def _read(config: Path) -> dict[str, dict[str, Any]]:
    """The tables of a draftkit.toml. Raises SettingsError for what is not TOML or not known."""
    try:
        data = tomllib.loads(config.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            "settings.unreadable", path=str(config), reason=error.strerror or str(error)
        ) from None
    except (ValueError, RecursionError) as error:
        raise SettingsError("settings.not_toml", path=str(config), reason=error) from None
    known = [f"{setting.table}.{setting.key}" for setting in _SETTINGS]
    for table, values in data.items():
        if table == "eval":
            continue  # has tables of its own: `_policy` reads it
        for key in values if isinstance(values, Mapping) else ("",):
            name = f"{table}.{key}" if key else table
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
                raise SettingsError("settings.unknown_key", path=str(config), name=name, near=near)
    return data


def _policy(table: Mapping[str, Any], config: Path | None) -> EvalPolicy:
    """The table [eval]. Raises SettingsError naming the first key that is not right."""
    try:
        return EvalPolicy.model_validate({**table, "origin": str(config or "")})
    except (ValidationError, TypeError) as error:
        fault = error.errors()[0] if isinstance(error, ValidationError) else None
        name = ".".join(("eval", *(str(part) for part in (fault["loc"] if fault else ()))))
        reason = fault["type"] if fault else "table"
        raise SettingsError(
            "settings.bad_policy", path=str(config), name=name, reason=reason
        ) from None


def _value(
    setting: _Setting,
    given: Mapping[str, Any],
    table: Mapping[str, Mapping[str, Any]],
    config: Path | None,
    trusted: bool,
) -> tuple[Any, Origin]:
    """The value that counts for a setting, unchecked, and its origin."""
    if given.get(setting.name) is not None:
        return given[setting.name], Origin(kind="argument")
    if setting.variable and os.environ.get(setting.variable):
        return os.environ[setting.variable], Origin(kind="environment", detail=setting.variable)
    written = table.get(setting.table, {}).get(setting.key)
    if written is not None:
        if trusted or not setting.guarded:
            return written, Origin(kind="file", detail=str(config))
        return setting.default, Origin(kind="untrusted", detail=str(config))
    return setting.default, Origin(kind="default")


def _checked(setting: _Setting, value: Any, origin: Origin) -> Any:
    """The value in the setting's type. Raises SettingsError when it cannot be that."""
    if value is None:
        return None
    if setting.groups:
        return _groups(setting, value, origin)
    if isinstance(setting.default, float | int):
        whole = isinstance(setting.default, int)
        try:
            number = int(str(value)) if whole else float(str(value))
        except ValueError:
            number = -1
        if not setting.low <= number <= setting.high:
            raise _fault(setting, value, origin, "whole_number" if whole else "number")
        return number
    if not isinstance(value, str):
        raise _fault(setting, value, origin, "text")
    if setting.choices and value not in setting.choices:
        raise _fault(setting, value, origin, "choice")
    if setting.address and not value.startswith(("http://", "https://")):
        raise _fault(setting, masked(value), origin, "address")
    if setting.secret and not is_plain(value):
        raise SettingsError(
            "settings.not_plain",
            name=setting.name,
            origin=str(origin),
            value=masked(value),
            variable=setting.secret,
        )
    return value


def _groups(setting: _Setting, value: Any, origin: Origin) -> tuple[tuple[str, ...], ...]:
    """A list of lists of names. Raises SettingsError for anything else."""
    lists = isinstance(value, list | tuple) and all(
        isinstance(group, list | tuple)
        and len(group) > 1
        and all(isinstance(name, str) and name.strip() for name in group)
        for group in value
    )
    if not lists:
        raise _fault(setting, value, origin, "groups")
    return tuple(tuple(name.strip() for name in group) for group in value)


def _fault(setting: _Setting, value: Any, origin: Origin, kind: str) -> SettingsError:
    choices = " / ".join(setting.choices)
    reason = say(f"settings.{kind}", low=int(setting.low), high=int(setting.high), choices=choices)
    return SettingsError(
        "settings.bad_value", name=setting.name, origin=str(origin), value=value, reason=reason
    )
