"""Manners of the command: what it says and when, colours, progress, completion, and an interrupt."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console
from tests.conftest import PROJECT
from tests.test_hostile import own_rule

from govpagecheck.cli.progress import Progress

Command = Callable[..., CompletedProcess[str]]
PAGE = PROJECT / "fixtures" / "press-release" / "without-banner.html"
SCRIPT = Path(sys.executable).with_name("govpagecheck")


def test_quiet_says_only_what_could_not_be_done(command: Command, tmp_path: Path) -> None:
    config = tmp_path / "govpagecheck.toml"
    config.write_text('[[ignore]]\nrule = "image-alt"\nreason = "none such"\n', encoding="utf-8")
    (tmp_path / "empty.html").touch()
    for flag, told in ((None, 2), ("-q", 1)):
        done = command("check", PAGE, tmp_path / "empty.html", "-c", config, *([flag] if flag else []))
        assert done.returncode == 3
        assert done.stderr.count("\n") == told
    assert "empty.html" in done.stderr


def test_verbose_says_what_is_read_and_written(command: Command) -> None:
    silent, told = command("check", PAGE), command("check", PAGE, "-v")
    assert silent.stderr == ""
    assert told.stdout == silent.stdout
    assert "configuration: none" in told.stderr
    assert "profiles us-federal" in told.stderr
    assert all(line.startswith("govpagecheck: ") for line in told.stderr.splitlines())


def test_quiet_and_verbose_at_once_is_wrong_usage(command: Command) -> None:
    done = command("check", PAGE, "-q", "-v")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("color", "environment", "is_coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_in_a_pipe(command: Command, tmp_path: Path, color: str, environment: dict[str, str], is_coloured: bool) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    done = command("check", PAGE, "--color", color, "-o", "text", env={**clean, **environment})
    assert ("\x1b[1;31m" in done.stdout) == is_coloured
    command("check", PAGE, "--color", color, "-o", f"text={tmp_path}/report.txt", env={**clean, **environment})
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_progress_is_one_line_and_leaves_no_trace() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=40, _environ={"TERM": "xterm"})
    with Progress(console=console, silence=0) as progress:
        for number in range(3):
            progress.tell(f"a/very/long/path/of/a/page/\x1b[2J-{number}.html")
    written = stream.getvalue()
    assert "3 pages done" in written
    assert "\x1b[2J" not in written
    assert written.count("\n") == 1  # where the line stops, to be wiped
    assert written.endswith("\x1b[2K")


def test_progress_is_silent_at_first_when_unwanted_and_without_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, _environ={"TERM": "xterm"})
    dumb = Console(file=stream, force_terminal=True, _environ={"TERM": "dumb"})
    for progress in (
        Progress(console=console, silence=3600),
        Progress(console=console, silence=0, is_wanted=False),
        Progress(console=dumb, silence=0),
        Progress(silence=0),
    ):
        with progress:
            progress.tell("a.html")
    assert stream.getvalue() == ""
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("shell", "words"), [("bash", "complete"), ("zsh", "compdef"), ("fish", "complete")])
def test_shell_completion_script(shell: str, words: str) -> None:
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("no bash here")
    done = subprocess.run(
        [SCRIPT], env={**os.environ, "_GOVPAGECHECK_COMPLETE": f"{shell}_source"}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert words in done.stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("govpagecheck rep", "report"),
        ("govpagecheck report ", "merge"),
        ("govpagecheck check -o sa", "sarif"),
        ("govpagecheck check -p us-", "us-state"),
    ],
)
def test_completion_offers_commands_formats_and_profiles(typed: str, offered: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split(" ")) - 1), "_GOVPAGECHECK_COMPLETE": "bash_complete"}
    done = subprocess.run([SCRIPT], env={**os.environ, **words}, capture_output=True, text=True, timeout=60)
    assert f"plain,{offered}\n" in done.stdout


WAITS = """import time
from pathlib import Path


def check(context, target):
    if context.page.path.endswith("3.html"):
        Path({marker!r}).touch()
        time.sleep(100)
    return iter(())
"""


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a run that waits at the third of five pages for ever, and return it when it does."""
    marker = tmp_path / "waits"
    rules = own_rule(tmp_path, check=WAITS.format(marker=str(marker)))
    site = tmp_path / "site"
    site.mkdir()
    for number in range(1, 6):
        shutil.copy(PAGE, site / f"{number}.html")
    started: list[subprocess.Popen[str]] = []

    def start(*options: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "govpagecheck", "check", "site", *rules, *options]
        started.append(subprocess.Popen(list(map(str, command)), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        until = time.monotonic() + 120
        while not marker.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert marker.exists()
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="no such signal here")
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupt_writes_what_is_done(
    waiting: Callable[..., subprocess.Popen[str]], tmp_path: Path, report_validator: Draft202012Validator, jobs: int
) -> None:
    file = tmp_path / "report.json"
    file.write_text("older", encoding="utf-8")
    run = waiting("-o", f"json={file}", "-o", "concise", "-j", jobs)
    run.send_signal(signal.SIGINT)
    out, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.count("\n") == 1
    assert said.startswith("govpagecheck: interrupted: the report holds the ")
    report = json.loads(file.read_text(encoding="utf-8"))
    report_validator.validate(report)
    *done, last = report["pages"]
    if jobs == 1:  # workers judge several pages before they tell
        assert [page["path"] for page in done] == ["site/1.html", "site/2.html"]
        assert last["path"] == "site/3.html"
    assert [note["reason"] for note in last["notes"]] == ["interrupted"]
    assert {result["outcome"] for result in last["results"]} == {"untested"}
    assert report["summary"]["incomplete"] == 1
    assert "(interrupted)" in out
    assert not list(tmp_path.glob(".*.part"))
