"""Real pages that nobody here wrote, where the shared corpus lies beside the project (as in CI)."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import PROJECT

from govpagecheck import Ruleset, check_site, read_pages
from govpagecheck.report_json import page_as_json

CORPUS = PROJECT.parent / "shared" / "corpus"


WORDING_RULES = {
    "banner-domain-text",
    "banner-https-text",
    "banner-identifies",
    "banner-official-text",
    "banner-region-label",
    "identifier-disclaimer",
    "identifier-labels",
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no ../shared/corpus beside the project")
def test_reference_banners_and_identifiers_have_no_error_in_their_words(us_federal: Ruleset) -> None:
    files = sorted(file for kind in ("banner", "identifier") for file in (CORPUS / "components").glob(f"*uswds*{kind}*.html"))
    assert len(files) >= 15
    for report in check_site(read_pages(files), us_federal):
        wrong = [
            (report.path, result.rule, finding.message)
            for result in report.results
            if result.rule in WORDING_RULES and (result.rule != "banner-identifies" or "banner" in str(report.path))
            for finding in result.findings
            if finding.outcome == "failed" and finding.severity == "error"
        ]
        assert wrong == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no ../shared/corpus beside the project")
@pytest.mark.parametrize("folder", ["pages", "components"])
def test_every_page_is_judged_whole_and_its_report_is_valid(folder: str, us_federal: Ruleset, line_validator: Draft202012Validator) -> None:
    reports = list(check_site(read_pages(CORPUS / folder), us_federal, jobs=2))
    assert len(reports) > 100
    for report in reports:
        assert not report.is_incomplete, (report.path, report.notes)
        line_validator.validate(page_as_json(report))
