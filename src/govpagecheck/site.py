"""Many pages: the same checks, one after the other or on several processes, in the order the pages came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from govpagecheck.engine import check_page, unjudged
from govpagecheck.model import Note, Outcome, Page, PageReport
from govpagecheck.parse import MAX_BYTES
from govpagecheck.rules.ruleset import Ruleset


def check_site(pages: Iterable[Page], ruleset: Ruleset, *, jobs: int = 1, max_bytes: int = MAX_BYTES) -> Iterator[PageReport]:
    """Yield a report for each page, in order, holding only a few pages in memory at a time.

    With `jobs` above 1, pages are judged by that many worker processes. A worker that dies costs the page that killed
    it, which is reported as untested.
    """
    judge = partial(check_page, ruleset=ruleset, max_bytes=max_bytes)
    if jobs <= 1:
        yield from map(judge, pages)
        return
    from govpagecheck.workers import judge_in_parallel

    yield from judge_in_parallel(pages, judge, partial(_lost, ruleset=ruleset), jobs)


def _lost(page: Page, ruleset: Ruleset) -> PageReport:
    note = Note("unreadable", "the worker process that judged this page died; the page was left out")
    return unjudged(page, ruleset, Outcome.UNTESTED, note)
