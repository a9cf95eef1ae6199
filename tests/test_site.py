"""Many pages: order, laziness, workers, and a page that kills its worker."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from govpagecheck import Page, Ruleset, check_page, check_site
from govpagecheck.model import Outcome, Severity
from govpagecheck.rules.rule import Applicability, Expectation

PAGES = [
    Page(f"<!doctype html><html lang=en><title>Page number {number}</title><h1>Page</h1>".encode(), path=f"{number}.html")
    for number in range(65)
]


def endless() -> Iterator[Page]:
    while True:
        yield PAGES[0]


def test_pages_are_judged_as_they_come(us_federal: Ruleset) -> None:
    assert len(list(islice(check_site(endless(), us_federal), 3))) == 3
    assert len(list(islice(check_site(endless(), us_federal, jobs=2), 3))) == 3


def test_workers_keep_the_order_and_the_verdicts(us_federal: Ruleset) -> None:
    alone = list(check_site(PAGES, us_federal))
    assert [report.path for report in alone] == [page.path for page in PAGES]
    assert list(check_site(PAGES, us_federal, jobs=2)) == alone


def test_ruleset_travels_to_workers(us_federal: Ruleset) -> None:
    copy = pickle.loads(pickle.dumps(us_federal))
    assert copy == us_federal
    assert check_page(PAGES[0], copy) == check_page(PAGES[0], us_federal)


@pytest.mark.parametrize("deadly", [{"30.html"}, {"0.html", "1.html", "19.html", "64.html"}])
def test_page_that_kills_its_worker_costs_that_page_only(us_federal: Ruleset, tmp_path: Path, deadly: set[str]) -> None:
    reports = list(check_site(PAGES, with_check(us_federal, tmp_path, f"if context.page.path in {deadly}: os._exit(9)"), jobs=2))
    assert [report.path for report in reports] == [page.path for page in PAGES]
    lost = [report for report in reports if report.is_incomplete]
    assert {report.path for report in lost} == deadly
    assert {result.outcome for report in lost for result in report.results} == {Outcome.CANT_TELL}
    assert all("died" in report.notes[0].message for report in lost)


def test_worker_killed_from_outside_costs_the_page_it_held(us_federal: Ruleset) -> None:
    reports = []
    for report in check_site(PAGES * 4, us_federal, jobs=2):
        if not reports:
            [victim, *_] = multiprocessing.active_children()
            os.kill(victim.pid or 0, signal.SIGKILL)
        reports.append(report)
    assert [report.path for report in reports] == [page.path for page in PAGES * 4]
    lost = [report for report in reports if report.is_incomplete]
    assert len(lost) <= 1  # none, if the worker had nothing to do just then
    assert all(report.path and "died" in report.notes[0].message for report in lost)


def test_large_pages_and_large_reports_pass_the_pipe(us_federal: Ruleset) -> None:
    links = "".join(f"<a href=http://example.gov/{number}>Link</a>" for number in range(4000))
    large = [replace(page, content=page.content + links.encode()) for page in PAGES[:12]]
    assert list(check_site(large, us_federal, jobs=3)) == list(check_site(large, us_federal))


def test_run_ends_its_workers_when_it_is_left(us_federal: Ruleset, tmp_path: Path) -> None:
    endless_page = with_check(us_federal, tmp_path, "while context.page.path == '20.html': pass")
    run = check_site(PAGES, endless_page, jobs=2)
    assert next(run).path == "0.html"
    assert len(multiprocessing.active_children()) == 2
    run.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_workers_that_cannot_start_are_told_and_no_page_is_blamed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from govpagecheck import Page, check_site, load_ruleset\n"
        "print(list(check_site([Page(b'<p>A</p>')] * 3, load_ruleset('us-federal'), jobs=2)))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "the worker processes could not start" in done.stderr.splitlines()[-1]
    assert '__name__ == "__main__"' in done.stderr.splitlines()[-1]


def with_check(ruleset: Ruleset, folder: Path, body: str) -> Ruleset:
    """Return the ruleset with a rule of its own before the others, whose check does what `body` says."""
    check = folder / "check.py"
    check.write_text(f"import os\n\n\ndef check(context, target):\n    {body}\n    yield from ()\n", encoding="utf-8")
    rule = replace(
        ruleset.rules[0],
        id="own-rule",
        check=check,
        applies=Applicability(),
        expectations=(Expectation("any-reason", "m", Severity.INFO),),
    )
    return replace(ruleset, rules=(rule, *ruleset.rules))
