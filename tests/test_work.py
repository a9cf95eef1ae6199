"""How much work a check does, counted and not timed: calls of functions, which are the same on a slow machine and on a fast one."""

from __future__ import annotations

import cProfile
from dataclasses import replace
from datetime import date

import pytest
from benchmarks.corpus import make_page

from govpagecheck import Page, Ruleset, check_page, load_ruleset, parse_page
from govpagecheck.index import Index
from govpagecheck.selectors import needs_whole_tree

PROFILES = ("us-federal", "wcag22-aa", "best-practice")
CALLS_PER_ELEMENT = 325  # 295 on Python 3.11, and a tenth more; later versions make fewer
DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset(PROFILES, today=DAY)


def calls(page: Page, ruleset: Ruleset) -> int:
    """Return how many functions a check of the page calls, once everything that is kept between pages is there."""
    check_page(page, ruleset)
    profile = cProfile.Profile()
    profile.runcall(check_page, page, ruleset)
    return sum(entry.callcount for entry in profile.getstats())


def page_of(kilobytes: int) -> Page:
    return Page(path="page.html", url="https://www.example.gov/permits/page", content=make_page(kilobytes, 1))


def test_work_for_an_element_stays_below_what_was_reached(ruleset: Ruleset) -> None:
    page = page_of(100)
    assert calls(page, ruleset) / len(parse_page(page.content).index.elements) < CALLS_PER_ELEMENT


def test_eight_times_the_page_is_at_most_ten_times_the_work(ruleset: Ruleset) -> None:
    assert calls(page_of(400), ruleset) <= 10 * calls(page_of(50), ruleset)


def test_twice_the_rules_are_less_than_twice_the_work(ruleset: Ruleset) -> None:
    page, rules = page_of(100), ruleset.rules
    half = calls(page, replace(ruleset, rules=rules[::2]))
    assert calls(page, ruleset) <= 1.6 * half


def test_a_page_is_indexed_once(ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    monkeypatch.setattr("govpagecheck.document.Index", lambda root: built.append(root) or Index(root))
    check_page(page_of(50), ruleset)
    assert len(built) == 1


def test_no_rule_that_ships_has_a_selector_that_walks_the_whole_tree(ruleset: Ruleset) -> None:
    selectors = {rule.applies.select for rule in ruleset.rules} - {None}
    assert len(selectors) > 40
    assert [css for css in selectors if needs_whole_tree(css)] == []
