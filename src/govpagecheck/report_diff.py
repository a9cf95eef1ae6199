"""Two reports of the same pages compared by fingerprint: what is new, what is fixed, what stayed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govpagecheck.model import Finding, Outcome, PageReport, Report

_JUDGED = (Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE)


@dataclass(frozen=True)
class Row:
    """A failed finding, with the name of its page and its rule."""

    page: str
    rule: str
    finding: Finding


@dataclass(frozen=True)
class ToReview:
    """How many findings that a person must look at are new, gone, and stayed."""

    new: int
    gone: int
    stayed: int


@dataclass(frozen=True)
class Difference:
    """What became of the failed findings, each list sorted by page, rule and place.

    `not_judged` holds those of the older report of which the newer one cannot know: their page is not in it or could not be
    judged, or their rule did not run or could not tell. A finding that a person made an exception for is not new.
    """

    new: tuple[Row, ...]
    fixed: tuple[Row, ...]
    stayed: tuple[Row, ...]
    not_judged: tuple[Row, ...]
    to_review: ToReview
    has_common_page: bool


def compare(old: Report, new: Report) -> Difference:
    """Return what is new, fixed and the same in the newer report; lines, columns, selectors and messages make no difference."""
    before, now = _rows(old, Outcome.FAILED), _rows(new, Outcome.FAILED)
    pages = {page.name: page for page in new.pages}
    # What rules about sites found on a page, the report of the site tells.
    of_sites = {result.rule: result.outcome for page in new.pages if page.scope == "site" for result in page.results}
    outcomes = {name: {**of_sites, **{result.rule: result.outcome for result in page.results}} for name, page in pages.items()}
    gone = [row for mark, row in before.items() if mark not in now]
    in_doubt_before, in_doubt_now = _rows(old, Outcome.CANT_TELL), _rows(new, Outcome.CANT_TELL)
    both = in_doubt_before.keys() & in_doubt_now.keys()
    return Difference(
        _sorted(row for mark, row in now.items() if mark not in before and row.finding.ignored is None),
        _sorted(row for row in gone if _was_judged(row, pages, outcomes)),
        _sorted(row for mark, row in now.items() if mark in before),
        _sorted(row for row in gone if not _was_judged(row, pages, outcomes)),
        ToReview(len(in_doubt_now) - len(both), len(in_doubt_before) - len(both), len(both)),
        any(page.name in pages for page in old.pages),
    )


def _rows(report: Report, outcome: Outcome) -> dict[str, Row]:
    return {
        finding.fingerprint: Row(page.name, result.rule, finding)
        for page, result, finding in report.findings(with_ignored=True)
        if finding.outcome is outcome
    }


def _was_judged(row: Row, pages: Mapping[str, PageReport], outcomes: Mapping[str, Mapping[str, Outcome]]) -> bool:
    page = pages.get(row.page)
    return page is not None and outcomes[row.page].get(row.rule) in _JUDGED


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.page, row.rule, row.finding.target.line or 0, row.finding.fingerprint)))
