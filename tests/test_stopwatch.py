"""The stopwatch: own times without those of what was asked for, and where a check of a page spends its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.conftest import PROJECT

from govpagecheck import Page, check_page, load_ruleset
from govpagecheck.stopwatch import Stopwatch


def ticking() -> Callable[[], float]:
    """A clock that goes on by one second each time somebody looks."""
    ticks: Iterator[int] = count()
    return lambda: float(next(ticks))


def test_the_outer_stands_still_while_the_inner_runs() -> None:
    watch = Stopwatch(ticking())
    watch.time(("rule", "outer"), lambda: [watch.time(("part", "inner"), lambda: None) for _ in range(2)])
    assert {lap.label: (lap.seconds, lap.times) for lap in watch.laps()} == {("rule", "outer"): (3.0, 1), ("part", "inner"): (2.0, 2)}


def test_what_raises_is_counted_and_the_outer_goes_on() -> None:
    watch = Stopwatch(ticking())

    def outer() -> None:
        with pytest.raises(ZeroDivisionError):
            watch.time(("part", "inner"), lambda: 1 / 0)

    watch.time(("rule", "outer"), outer)
    assert {lap.label[1]: lap.seconds for lap in watch.laps()} == {"outer": 2.0, "inner": 1.0}


def test_a_check_tells_its_rules_parts_and_stages() -> None:
    watch = Stopwatch()
    ruleset = load_ruleset("us-federal")
    page = Page(path="a.html", content=b"<title>Permits</title><p>Apply <a href=/x>here</a>")
    assert check_page(page, ruleset, stopwatch=watch) == check_page(page, ruleset)
    labels = {lap.label for lap in watch.laps()}
    assert {("stage", "parse"), ("stage", "facts"), ("part", "banner"), ("rule", ruleset.rules[0].id)} <= labels
    assert {name for kind, name in labels if kind == "rule"} == {rule.id for rule in ruleset.rules if not rule.applies.needs}
    assert {kind for kind, _ in labels} == {"stage", "rule", "part", "shared"}
    lines = list(watch.lines(1))
    assert len(lines) == len(labels) + 2
    assert "100.0%" not in lines[2]


def test_nothing_measured_gives_an_empty_table() -> None:
    assert next(iter(Stopwatch().lines(0))) == "0.00 ms a page, 0 pages"


def test_the_command_says_what_took_how_long_and_reports_as_ever(command: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    page = PROJECT / "fixtures/press-release/impossible-date.html"
    arguments = ("check", page, "--today", "2026-06-01", "--fail-on", "never", "-q", "-o")
    plain, measured = tmp_path / "plain.json", tmp_path / "measured.json"
    command(*arguments, f"json={plain}")
    told = command(*arguments, f"json={measured}", "--profile-rules").stderr.splitlines()
    assert measured.read_bytes() == plain.read_bytes()
    assert told[0].endswith(" ms a page, 1 pages")
    assert {"stage parse", "part banner", "rule banner-identifies"} <= {" ".join(line.split()[3:]) for line in told[2:]}


def test_several_processes_are_not_measured(command: Callable[..., CompletedProcess[str]]) -> None:
    told = command("check", PROJECT / "fixtures", "--profile-rules", "-j", 2)
    assert (told.returncode, told.stderr) == (2, "govpagecheck: --profile-rules measures one process; leave out -j 2\n")
