"""No password, token or key is ever shown: not in errors, logs, doctor, config or JSON."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftkit.text.addresses import masked
from tests.cli.conftest import Run

SECRET = "geheim4711"  # noqa: S105  made up for this test
COMMANDS = (
    ("search", "志愿服务"),
    ("doctor",),
    ("config",),
    ("reindex",),
    ("notices",),
)
ADDRESSES = (
    f"http://user:{SECRET}@127.0.0.1:9",
    f"http://{SECRET}@127.0.0.1:9/v1",
    f"http://user:a@{SECRET}@127.0.0.1:9",
    f"user:{SECRET}@127.0.0.1:9",
    f"http://127.0.0.1:9/v1?token={SECRET}",
    f"http://127.0.0.1:9/#{SECRET}",
    f"http://user:{SECRET}@[bad",
)


@pytest.fixture
def ws(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled workspace."""
    return Path(shutil.copytree(filled, tmp_path / "ws"))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("variable", ["DRAFTKIT_CHROMA", "DRAFTKIT_EMBED_URL", "OPENAI_BASE_URL"])
def test_an_address_with_a_secret_is_never_shown(
    run: Run, ws: Path, variable: str, address: str
) -> None:
    env = {variable: address, "DRAFTKIT_EMBED_MODEL": ""}
    for command in (
        ("config",),
        ("config", "--json"),
        ("doctor", "-vv"),
        ("search", "志愿", "-vv"),
    ):
        done = run(*command, "--workspace", ws, **env)
        assert SECRET not in done.stdout + done.stderr
        if variable != "OPENAI_BASE_URL":
            assert done.exit_code == 2 and variable in done.stderr


@pytest.mark.parametrize(
    ("table", "variable"),
    [("[index]\nserver", "DRAFTKIT_CHROMA_TOKEN"), ("[embedder]\nbase_url", "OPENAI_API_KEY")],
)
def test_the_message_says_where_the_secret_goes(
    run: Run, ws: Path, table: str, variable: str
) -> None:
    (ws / "draftkit.toml").write_text(f'{table} = "{ADDRESSES[0]}"\n', encoding="utf-8")
    for lang in ("en", "zh"):
        done = run("doctor", "--workspace", ws, DRAFTKIT_LANG=lang)
        assert done.exit_code == 2
        assert variable in done.stderr and "http://…@127.0.0.1:9" in done.stderr
        assert SECRET not in done.stderr


@pytest.mark.parametrize("secret", [SECRET, f"汉字{SECRET}", f"a\n{SECRET}", f"\x01{SECRET}"])
def test_a_token_or_key_is_never_shown(run: Run, ws: Path, secret: str) -> None:
    served = {"DRAFTKIT_CHROMA": "http://127.0.0.1:9", "DRAFTKIT_CHROMA_TOKEN": secret}
    embedded = {
        "DRAFTKIT_EMBED_URL": "http://127.0.0.1:9/v1",
        "DRAFTKIT_EMBED_MODEL": "m",
        "OPENAI_API_KEY": secret,
    }
    for env in (served, embedded):
        for command in COMMANDS:
            done = run(
                *command, "--workspace", ws, "-vv", "--json", DRAFTKIT_EXACT_BELOW="0", **env
            )
            assert done.exit_code in (0, 2)
            assert SECRET not in done.stdout + done.stderr


def test_what_is_left_of_an_address() -> None:
    assert masked("http://index.example:8000/v1") == "http://index.example:8000/v1"
    assert masked("https://u:p@index.example") == "https://…@index.example"
    assert masked("u:p?q@host") == "…@host"
    assert masked("http://host/?q") == "http://host/…"
