"""Many pages: order, laziness, workers, and a page that kills its worker."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

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


def test_page_that_kills_its_worker_costs_that_page_only(us_federal: Ruleset, tmp_path: Path) -> None:
    check = tmp_path / "check.py"
    check.write_text(
        "import os\n\n\ndef check(context, target):\n    if context.page.path == '30.html':\n        os._exit(9)\n    yield from ()\n",
        encoding="utf-8",
    )
    deadly = replace(
        us_federal.rules[0],
        id="deadly-rule",
        check=check,
        applies=Applicability(),
        expectations=(Expectation("any-reason", "m", Severity.INFO),),
    )
    reports = list(check_site(PAGES, replace(us_federal, rules=(deadly, *us_federal.rules)), jobs=2))
    assert [report.path for report in reports] == [page.path for page in PAGES]
    lost = [report for report in reports if report.is_incomplete]
    assert [report.path for report in lost] == ["30.html"]
    assert {result.outcome for result in lost[0].results} == {Outcome.UNTESTED}
    assert "died" in lost[0].notes[0].message
