"""What all commands share: help in two languages, bad usage, streams, and how errors end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from draftkit.cli.app import COMMANDS, build
from draftkit.errors import DamagedFileError

if TYPE_CHECKING:
    from conftest import Run, Spawn

HAN = re.compile(r"[一-鿿]")
ALWAYS = ("--workspace", "-v", "--json", "--help")


def broken(error: BaseException) -> Any:
    def call(*_: object, **__: object) -> None:
        raise error

    return call


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_there_in_both_languages(command: str, run: Run) -> None:
    args = [command] if command else []
    english = run(*args, "--help", DRAFTKIT_LANG="en")
    chinese = run(*args, "--help", DRAFTKIT_LANG="zh")
    assert (english.exit_code, chinese.exit_code) == (0, 0)
    assert (english.stderr, chinese.stderr) == ("", "")
    assert english.stdout.startswith(f"Usage: draftkit {command}".rstrip())
    assert chinese.stdout.startswith(f"用法：draftkit {command}".rstrip())
    said = [line for line in english.stdout.splitlines() if line.startswith("  -")]
    assert said
    assert "help." not in english.stdout + chinese.stdout
    for option in ALWAYS if command else ("--version", "--help"):
        assert option in english.stdout
        assert option in chinese.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_three_options(command: str) -> None:
    params = {option for param in build().commands[command].params for option in param.opts}
    assert {"--workspace", "-v", "--verbose", "--json"} <= params


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_options_one_call_and_a_print(command: str) -> None:
    source = Path(str(sys.modules[f"draftkit.cli.commands.{command}"].__file__))
    assert len(source.read_text(encoding="utf-8").splitlines()) <= 80


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    done = run()
    assert done.exit_code == 0
    assert all(f"  {name}" in done.stdout for name in COMMANDS)


def test_help_fits_the_width_with_han_characters_counted_twice(run: Run) -> None:
    from draftkit.cli.layout import width

    for command in COMMANDS:
        for language in ("zh", "en"):
            shown = run(command, "--help", DRAFTKIT_LANG=language, COLUMNS="70").stdout
            prose = [line for line in shown.splitlines() if not line.startswith("    draftkit")]
            assert max(width(line) for line in prose) <= 72, command


def test_version(run: Run) -> None:
    import draftkit

    done = run("--version")
    assert (done.exit_code, done.stdout) == (0, f"draftkit {draftkit.__version__}\n")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["serch", "x"], "'serch'. Did you mean 'search'?"),
        (["parse"], "FILE is missing"),
        (["parse", "a", "b"], "words too many"),
        (["parse", "--frob", "a"], "no option --frob"),
        (["draft", "--outlin", "x"], "--outline"),
        (["search", "x", "-k", "many"], "-k must be a number not under 1"),
        (["search", "x", "-k", "0"], "-k must be a number not under 1"),
        (["search", "x", "-k"], "-k needs a value"),
        (["draft"], "--genre --issuer --year"),
        (["draft", "--model", "m"], "without a model"),
        (["draft", "--genre", "工作要点", "--issuer", "甲局", "--year", "26"], "year 26"),
        (
            ["draft", "--genre", "工作要点", "--issuer", "甲局", "--year", "2026", "-o", "a.pdf"],
            ".docx",
        ),
        (["notices", "frob"], "'frob'"),
        (["notices", "show"], "id"),
        (["notices", "list", "3f"], "show ID"),
        (["rules", "show"], "rules show R01"),
        (["rules", "show", "R999"], "R999"),
        (["eval", "x.txt", "--fail-on", "pass"], "error, warning, hint, never"),
        (["eval", "x.txt", "--format", "pdf"], "text, json, html, md"),
        (["eval", "x.txt", "--json", "--format", "html"], "exclude"),
        (["eval", "x.txt", "--stage", "终稿"], "定稿"),
        (["export", "d.json", "-o", "d.docx", "--head", "red"], "none, full"),
    ],
)
def test_bad_usage_is_one_line_that_says_what_to_do(args: list[str], told: str, run: Run) -> None:
    for language in ("en", "zh"):
        done = run(*args, DRAFTKIT_LANG=language)
        assert done.exit_code == 2
        assert bool(done.stdout) is ("--json" in args)
        assert len(done.stderr.splitlines()) == 1
        if language == "en":
            assert told in done.stderr
            assert done.stderr.startswith("draftkit: ")
        else:
            assert HAN.search(done.stderr)


def test_an_expected_error_is_one_line_with_its_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = DamagedFileError("file.no_draft", path="a\x1b[31m\u202eb.json")
    monkeypatch.setattr("draftkit.api.parse_file", broken(error))
    done = run("parse", "x.txt")
    assert done.exit_code == error.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_twice_verbose_tells_where_an_error_was_raised(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = DamagedFileError("file.no_draft", path="甲.json")
    monkeypatch.setattr("draftkit.api.parse_file", broken(error))
    told = run("parse", "x.txt", "-vv").stderr
    assert "test_shell.py" in told
    assert "甲.json" in told.splitlines()[-1]
    assert "甲.json" not in "".join(told.splitlines()[:-1])
    assert len(run("parse", "x.txt").stderr.splitlines()) == 1


def test_a_fault_of_ours_is_3_and_leaves_a_log_without_text_of_papers(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "深入推进文明创建"
    inner = ValueError(f"cannot read '{words}'")
    fault = RuntimeError(f"{words} at 3")
    fault.__cause__ = inner
    monkeypatch.setattr("draftkit.api.parse_file", broken(fault))
    monkeypatch.setattr(sys, "argv", ["draftkit", "parse", f"--x={words}", words])
    done = run("parse", "x.txt")
    assert done.exit_code == 3
    assert done.stdout == ""
    log = Path(re.findall(r"\S+\.log", done.stderr)[0])
    told = log.read_text(encoding="utf-8")
    log.unlink()
    assert words not in told
    assert words not in done.stderr
    assert "test_shell.py" in told
    assert "ValueError: cannot read" in told
    assert "RuntimeError: … at 3" in told
    assert "command: parse --x …" in told
    assert "python: 3." in told
    assert "pydantic: 2." in told


def test_a_log_is_for_its_owner_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights in another way")
    monkeypatch.setattr("draftkit.api.parse_file", broken(RuntimeError("x")))
    log = Path(re.findall(r"\S+\.log", run("parse", "x.txt").stderr)[0])
    mode = log.stat().st_mode & 0o777
    log.unlink()
    assert mode == 0o600


def test_an_interrupt_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.api.parse_file", broken(KeyboardInterrupt()))
    done = run("parse", "x.txt")
    assert (done.exit_code, done.stdout) == (130, "")
    assert "interrupted" in done.stderr


def test_a_full_disk_is_no_fault_of_ours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(28, "No space left on device", "out.docx")
    monkeypatch.setattr("draftkit.api.parse_file", broken(full))
    done = run("parse", "x.txt")
    assert done.exit_code == 2
    assert "out.docx: No space left" in done.stderr


def test_a_reader_that_went_away_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "draftkit", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def test_utf8_comes_out_whatever_the_locale_says(spawn: Spawn) -> None:
    done = spawn(
        "draft", "--help", LC_ALL="C", DRAFTKIT_LANG="zh", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert done.returncode == 0, done.stderr
    assert "由历史公文起草文稿" in done.stdout


def test_help_is_quick_and_light(spawn: Spawn) -> None:
    code = (
        "import sys, time; sys.argv = ['draftkit', '--help']\n"
        "from draftkit.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    import json; sys.stderr.write(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(json.loads(done.stderr))
    heavy = {"llama_index", "chromadb", "openai", "docx", "numpy", "pydantic", "rich", "yaml"}
    assert not loaded & heavy
