"""The page that the project began with, in our own words: every verdict that HTML can show, and variants with one part broken."""

from __future__ import annotations

import pytest
from tests.conftest import PROJECT

from govpagecheck import Page, PageReport, Ruleset, check_page
from govpagecheck.model import Outcome

FOLDER = PROJECT / "fixtures" / "press-release"

# The catalogue's 'seed' column for the rules that exist (the address is not in the page).
SEED = {
    "archive-consistent": "passed",
    "archive-notice-present": "passed",
    "banner-domain-text": "passed",
    "banner-https-text": "passed",
    "banner-identifies": "passed",
    "banner-official-text": "passed",
    "banner-tld-match": "cantTell needs-url",
    "breadcrumb-current-last": "passed",
    "breadcrumb-matches-title": "passed",
    "breadcrumb-named": "passed",
    "breadcrumb-ordered-list": "passed",
    "breadcrumb-starts-home": "passed",
    "dates-format": "failed ambiguous",
    "dates-order": "passed",
    "dates-published": "passed",
    "dates-valid": "passed",
    "feedback-complete": "failed too-few-answers",
    "feedback-present": "passed",
    "title-h1-one": "passed",
}

# Each variant breaks one part: what changes against the original page, and nothing else does.
VARIANTS = {
    "without-banner": {
        "banner-identifies": "failed missing-banner",
        "banner-official-text": "inapplicable",
        "banner-domain-text": "inapplicable",
        "banner-https-text": "inapplicable",
        "banner-tld-match": "inapplicable",
    },
    "unofficial-banner": {"banner-identifies": "failed unofficial", "banner-official-text": "inapplicable"},
    "altered-sentence": {"banner-official-text": "failed altered-text"},
    "outdated-https-notice": {"banner-https-text": "failed outdated-text"},
    "without-https-notice": {"banner-https-text": "failed missing-text"},
    "without-archive-notice": {"archive-notice-present": "failed missing-notice", "archive-consistent": "inapplicable"},
    "trail-differs-from-title": {"breadcrumb-matches-title": "failed differs"},
    "trail-in-unordered-list": {"breadcrumb-ordered-list": "failed not-ordered"},
    "trail-unnamed": {"breadcrumb-named": "failed no-name"},
    "trail-without-home": {"breadcrumb-starts-home": "failed not-home"},
    "current-page-linked": {"breadcrumb-current-last": "failed current-is-link", "breadcrumb-matches-title": "inapplicable"},
    "without-release-date": {"dates-published": "failed missing-date", "dates-order": "inapplicable"},
    "updated-before-release": {"dates-order": "failed updated-before-published"},
    "impossible-date": {"dates-valid": "failed no-such-date"},
    "without-feedback": {"feedback-present": "failed missing-feedback", "feedback-complete": "inapplicable"},
    "two-headings-1": {"title-h1-one": "failed several-h1"},
}


def verdicts(report: PageReport) -> dict[str, str]:
    """Outcome and first reason by rule."""
    return {
        result.rule: " ".join(
            [result.outcome.value, *(finding.reason for finding in result.findings[:1] if finding.outcome is result.outcome)]
        )
        for result in report.results
    }


def judge(name: str, ruleset: Ruleset) -> dict[str, str]:
    return verdicts(check_page(Page((FOLDER / f"{name}.html").read_bytes(), path=name), ruleset))


def test_original_page_gets_the_verdicts_of_the_seed(us_federal: Ruleset) -> None:
    got = judge("original", us_federal)
    assert {rule: got[rule] for rule in SEED} == SEED
    assert Outcome.FAILED not in {got[rule].split()[0] for rule in set(got) - set(SEED)}


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_changes_the_verdicts_on_its_part_only(name: str, us_federal: Ruleset) -> None:
    original, broken = judge("original", us_federal), judge(name, us_federal)
    changed = {rule: verdict for rule, verdict in broken.items() if original[rule] != verdict}
    allowed_beside = {"dates-format"} if name in ("impossible-date", "updated-before-release") else set()
    assert {rule: verdict for rule, verdict in changed.items() if rule not in allowed_beside} == VARIANTS[name]


def test_every_variant_is_tested() -> None:
    assert {file.stem for file in FOLDER.glob("*.html")} == {"original", *VARIANTS}
