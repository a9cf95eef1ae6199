"""Ignores in a page: what each covers, what it must say, and what is told of those that do nothing."""

from __future__ import annotations

from datetime import date

import pytest

from govpagecheck import Page, Ruleset, check_page, load_ruleset
from govpagecheck.model import Finding, Ignored, PageReport

TODAY = date(2026, 6, 1)
LINK = '<a href="http://{}.example.gov/">Permits</a>'


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset("us-federal", today=TODAY)


def check(body: str, ruleset: Ruleset) -> PageReport:
    return check_page(Page(f"<!doctype html><html lang=en><title>Permits</title><body>{body}".encode(), path="a.html"), ruleset)


def findings(report: PageReport, rule: str = "links-no-insecure") -> list[Finding]:
    return [finding for result in report.results if result.rule == rule for finding in result.findings]


def notes(report: PageReport) -> list[str]:
    return [note.reason for note in report.notes if note.reason.endswith("-ignore")]


@pytest.mark.parametrize(
    ("body", "ignored"),
    [
        ("<!-- govpagecheck-ignore-next links-no-insecure: moves in May --><p>{0}</p><p>{1}</p>", [True, False]),
        ("<div><!-- govpagecheck-ignore links-no-insecure: moves in May --><p>{0}</p><p>{1}</p></div><p>{2}</p>", [True, True, False]),
        ("<p>{0}</p><!--govpagecheck-ignore-page links-no-insecure : moves in May--><p>{1}</p>", [True, True]),
        ("<p>{0}</p><!-- govpagecheck-ignore links-no-insecure: moves in May --><p>{1}</p>", [False, True]),
        ("<!-- govpagecheck-ignore-page title-min-length, links-no-insecure: moves in May (until 2026-06-01) --><p>{0}</p>", [True]),
    ],
)
def test_an_ignore_covers_what_it_says(body: str, ignored: list[bool], ruleset: Ruleset) -> None:
    report = check(body.format(*(LINK.format(name) for name in "abc")), ruleset)
    assert [bool(finding.ignored) for finding in findings(report)] == ignored
    exception = next(finding.ignored for finding in findings(report) if finding.ignored)
    assert exception.by == "page"
    assert exception.reason.startswith("moves in May")
    assert [note for note in notes(report) if note != "unused-ignore"] == []


@pytest.mark.parametrize(
    ("comment", "note"),
    [
        ("govpagecheck-ignore-page links-no-insecure", "invalid-ignore"),
        ("govpagecheck-ignore-page links-no-insecure:  ", "invalid-ignore"),
        ("govpagecheck-ignore-page: moves in May", "invalid-ignore"),
        ("govpagecheck-ignore-page links-no-insecure: moves (until May)", "invalid-ignore"),
        ("govpagecheck-ignore-page links-no-insecure: moves (until 2026-05-31)", "expired-ignore"),
    ],
)
def test_what_is_not_followed_is_told(comment: str, note: str, ruleset: Ruleset) -> None:
    report = check(f"<!-- {comment} -->{LINK.format('a')}", ruleset)
    assert [finding.ignored for finding in findings(report)] == [None]
    assert notes(report) == [note]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- govpagecheck-ignore-next links-no-insecure: moves in May --><p>None</p>" + LINK.format("a"),
        "<p>" + LINK.format("a") + "</p><div><!-- govpagecheck-ignore-next links-no-insecure: moves in May --></div>",
    ],
)
def test_an_ignore_that_does_nothing_is_told(body: str, ruleset: Ruleset) -> None:
    assert notes(check(body, ruleset)) == ["unused-ignore"]


def test_an_ignore_of_a_rule_that_did_not_run_is_not_told(ruleset: Ruleset) -> None:
    assert notes(check("<!-- govpagecheck-ignore-page other-rule: not ours -->", ruleset)) == []


def test_words_about_ignores_are_no_ignore(ruleset: Ruleset) -> None:
    report = check(f"<!-- see govpagecheck-ignore-page links-no-insecure: x --><p>govpagecheck-ignore-page</p>{LINK.format('a')}", ruleset)
    assert [finding.ignored for finding in findings(report)] == [None]
    assert notes(report) == []


def test_ignored_findings_stay_in_the_report_with_their_fingerprint(ruleset: Ruleset) -> None:
    plain, excepted = (
        check(LINK.format("a"), ruleset),
        check(f"<!-- govpagecheck-ignore-page links-no-insecure: why -->{LINK.format('a')}", ruleset),
    )
    assert findings(excepted)[0].ignored == Ignored("page", "why")
    assert findings(excepted)[0].fingerprint == findings(plain)[0].fingerprint


def test_many_comments_in_deep_nesting_stay_quick(ruleset: Ruleset) -> None:
    body = "<div>" * 400 + "<!-- govpagecheck-ignore-next links-no-insecure: why --><b>" * 3000 + LINK.format("a") * 500
    assert notes(check(body, ruleset))
