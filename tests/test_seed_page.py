"""The page that the project began with, in our own words: every verdict that HTML can show, and variants with one part broken."""

from __future__ import annotations

import pytest
from tests.conftest import PROJECT

from govpagecheck import Page, PageReport, Ruleset, check_page
from govpagecheck.model import Outcome

FOLDER = PROJECT / "fixtures" / "press-release"

# The catalogue's 'seed' column: what the page passes, and what it fails for which reason. The seed is text, so what it
# does not show at all (search, identifier, contact link ...) is not on our page either, and is found missing.
PASSES = """
    archive-consistent archive-dated archive-notice-before-body archive-notice-exposed archive-notice-present
    banner-domain-text banner-first banner-flag banner-https-text banner-identifies banner-official-text banner-single banner-toggle
    breadcrumb-current-last breadcrumb-depth breadcrumb-links-resolve breadcrumb-matches-title breadcrumb-named
    breadcrumb-ordered-list breadcrumb-starts-home dates-order dates-published dates-single-label dates-valid feedback-present
    title-h1-one
""".split()
FAILS = {
    "archive-notice-points-to-current": "no-link",
    "banner-flag-decorative": "outdated-alt",
    "breadcrumb-path-order": "other-way",
    "banner-icons-decorative": "not-decorative",
    "dates-format": "ambiguous",
    "dates-machine-readable": "no-time",
    "feedback-complete": "too-few-answers",
    "identifier-present": "missing",
    "links-contact": "missing",
    "links-usa-gov": "missing",
    "meta-og": "missing-og",
    "search-present": "missing-search",
    "title-recommended-length": "longer-than-best",
}
ASKS_FOR_THE_ADDRESS = {"banner-domain-eligible", "banner-tld-match", "https-domain-gov", "https-scheme"}

# Each variant breaks one part: what fails now and did not before.
VARIANTS = {
    "without-banner": {"banner-identifies": "missing-banner"},
    "unofficial-banner": {"banner-identifies": "unofficial"},
    "altered-sentence": {"banner-official-text": "altered-text"},
    "outdated-https-notice": {"banner-https-text": "outdated-text"},
    "without-https-notice": {"banner-https-text": "missing-text"},
    "without-archive-notice": {"archive-notice-present": "missing-notice"},
    "trail-differs-from-title": {"breadcrumb-matches-title": "differs"},
    "trail-in-unordered-list": {"breadcrumb-ordered-list": "not-ordered"},
    "trail-unnamed": {"breadcrumb-named": "no-name"},
    "trail-without-home": {"breadcrumb-starts-home": "not-home"},
    "current-page-linked": {"breadcrumb-current-last": "current-is-link"},
    "without-release-date": {"dates-published": "missing-date"},
    "updated-before-release": {"dates-order": "updated-before-published"},
    "impossible-date": {"dates-valid": "no-such-date", "dates-format": "month-not-in-full"},
    "without-feedback": {"feedback-present": "missing-feedback"},
    "two-headings-1": {"title-h1-one": "several-h1"},
}


def judge(name: str, ruleset: Ruleset) -> PageReport:
    return check_page(Page((FOLDER / f"{name}.html").read_bytes(), path=name), ruleset)


def rules_with(outcome: Outcome, report: PageReport) -> set[str]:
    return {result.rule for result in report.results if result.outcome is outcome}


def failures(report: PageReport) -> dict[str, str]:
    """The first reason of each rule that failed."""
    return {result.rule: result.findings[0].reason for result in report.results if result.outcome is Outcome.FAILED}


def test_original_page_gets_the_verdicts_of_the_seed(us_federal: Ruleset) -> None:
    report = judge("original", us_federal)
    assert set(PASSES) <= rules_with(Outcome.PASSED, report)
    assert failures(report) == FAILS
    assert rules_with(Outcome.CANT_TELL, report) >= ASKS_FOR_THE_ADDRESS


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_fails_on_its_part_only(name: str, us_federal: Ruleset) -> None:
    original, broken = failures(judge("original", us_federal)), failures(judge(name, us_federal))
    assert {rule: reason for rule, reason in broken.items() if original.get(rule) != reason} == VARIANTS[name]


def test_every_variant_is_tested() -> None:
    assert {file.stem for file in FOLDER.glob("*.html")} == {"original", *VARIANTS}
