"""Where settings come from, which one wins, and what a stranger's file may not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from draftkit.checks import codes, is_meant
from draftkit.errors import SettingsError
from draftkit.settings import Settings, trust
from draftkit.values.policy import EvalPolicy
from draftkit.workspace.config import CONFIG_TEXT


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test stands in a folder of its own and has a user's data folder of its own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr("draftkit.settings.user_data", lambda: tmp_path / "data")


def _config(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "draftkit.toml").write_text(text, encoding="utf-8")
    return folder / "draftkit.toml"


def test_the_nearest_folder_upward_then_home_then_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings.load().workspace == tmp_path / "data"
    monkeypatch.setenv("DRAFTKIT_HOME", str(tmp_path / "home"))
    assert (Settings.load().workspace, Settings.load().found) == (tmp_path / "home", "home")
    _config(tmp_path, "")
    assert (Settings.load().workspace, Settings.load().found) == (tmp_path, "walked")
    _config(tmp_path / "here", "")
    assert Settings.load().workspace == tmp_path / "here"
    assert Settings.load(tmp_path / "given").workspace == tmp_path / "given"
    assert Settings.load("given").workspace == tmp_path / "here" / "given"


def test_command_line_then_environment_then_file_then_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row() -> tuple[str, str]:
        return next(
            (one.value, one.origin) for one in Settings.load(**given).rows() if one.name == "k"
        )

    given: dict[str, int | None] = {"k": None}
    assert row() == ("10", "default")
    config = _config(tmp_path, "[search]\nk = 7\n")
    assert row() == ("7", str(config))
    monkeypatch.setenv("DRAFTKIT_K", "8")
    assert row() == ("8", "environment DRAFTKIT_K")
    given["k"] = 9
    assert row() == ("9", "command line")


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-value")
    settings = Settings.load()
    assert settings.model_key is not None
    assert settings.model_key.get_secret_value() == "sk-secret-value"
    for shown in (repr(settings), str(settings), settings.model_dump_json(), str(settings.rows())):
        assert "sk-secret" not in shown
    assert next(one.value for one in settings.rows() if one.name == "model_key") == "set, not shown"


def test_a_file_met_by_walking_may_not_name_the_models_address(tmp_path: Path) -> None:
    config = _config(tmp_path, '[model]\nbase_url = "http://evil.example/v1"\ntimeout = 7\n')
    walked = Settings.load()
    assert (walked.model_url, walked.trusted, walked.model_timeout) == (None, False, 7)
    assert "config trust" in str(walked.origins["model_url"])
    assert Settings.load(tmp_path).model_url == "http://evil.example/v1"
    trust(config)
    assert Settings.load().model_url == "http://evil.example/v1"
    config.write_text(config.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert Settings.load().model_url is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[search]\nk = 0\n", "'k'"),
        ("[search]\nk = 'many'\n", "whole number"),
        ("[search]\nk = true\n", "whole number"),
        ("[search]\nkay = 3\n", "search.k"),
        ("[serch]\nk = 3\n", "search.k"),
        ("k = 3\n", "unknown setting 'k'"),
        ("search = 3\n", "unknown setting 'search'"),
        ("[archive]\nwait = -1\n", "'wait'"),
        ("[archive]\nwait = nan\n", "'wait'"),
        ("[model]\nname = 5\n", "text"),
        ("[model]\nbase_url = 'localhost'\n", "http://"),
        ("[search\n", "not valid TOML"),
        (f"x = {'[' * 5000}{']' * 5000}\n", "not valid TOML"),
    ],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, text: str, said: str) -> None:
    _config(tmp_path, text)
    with pytest.raises(SettingsError, match=said) as raised:
        Settings.load(tmp_path)
    assert raised.value.exit_code == 2


def test_a_bad_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTKIT_MODEL_TIMEOUT", "soon")
    with pytest.raises(SettingsError, match="DRAFTKIT_MODEL_TIMEOUT"):
        Settings.load()


def test_what_init_writes_sets_nothing_and_uncommented_everything_it_names(tmp_path: Path) -> None:
    plain = Settings.load(tmp_path).rows()
    _config(tmp_path, CONFIG_TEXT)
    assert Settings.load(tmp_path).rows() == plain
    lines = CONFIG_TEXT.splitlines()
    _config(tmp_path, "\n".join(line[2:] if " = " in line else line for line in lines))
    origins = Settings.load(tmp_path).origins
    assert {name for name, one in origins.items() if one.kind == "file"} == set(origins) - {
        "model_key"
    }


def test_the_eval_section_init_writes_names_every_setting_and_each_works(tmp_path: Path) -> None:
    """Uncommented, each line is read by itself and all together, and leaves no setting out."""
    section = CONFIG_TEXT[CONFIG_TEXT.index("[eval]") :]
    lines = [line[2:] for line in section.splitlines() if line.startswith("# ") and " = " in line]
    named = {line.partition(" = ")[0] for line in lines}
    assert named == set(EvalPolicy.model_fields) - {"origin"}
    for line in lines:
        _config(tmp_path, f"[eval]\n{line}\n")
        read = Settings.load(tmp_path).judging
        name = line.partition(" = ")[0]
        assert getattr(read, name) != getattr(EvalPolicy(), name)
    _config(tmp_path, "[eval]\n" + "\n".join(lines))
    policy = Settings.load(tmp_path).judging
    assert policy.waivers[0].until == date(2026, 12, 31)
    assert policy.files[0].match == "往年/*"
    meant = {*policy.select, *policy.ignore, *policy.severity, policy.waivers[0].code}
    assert all(any(is_meant(code, word) for code in codes()) for word in meant)
