"""Many pages: the same checks, one after the other or on several processes, in the order the pages came; then each site as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from govpagecheck.engine import check_page, unjudged
from govpagecheck.model import Finding, Note, Outcome, Page, PageReport, RuleResult, empty_facts
from govpagecheck.parse import MAX_BYTES
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.stopwatch import Stopwatch

if TYPE_CHECKING:
    from govpagecheck.evidence import HostEvidence
    from govpagecheck.site_store import SiteStore

Probe = Callable[[str], "HostEvidence"]


def check_site(
    pages: Iterable[Page],
    ruleset: Ruleset,
    *,
    jobs: int = 1,
    max_bytes: int = MAX_BYTES,
    is_whole: bool = False,
    probe: Probe | None = None,
    done: Iterable[PageReport] = (),
    stopwatch: Stopwatch | None = None,
) -> Iterator[PageReport]:
    """Yield a report for each page, in order, then one for each site, holding only a few pages in memory at a time.

    With `jobs` above 1, pages are judged by that many worker processes. A worker that dies costs the page that killed
    it, which is reported as `cantTell`. Pages that `done` reports on are not judged again: their reports come first, as they
    are. Sites are judged where the ruleset has rules about them: pages of one host are a site, `is_whole` says that the run
    holds all of them, and `probe` asks the network about a host. A `stopwatch` measures the pages that this process judges.
    """
    if not ruleset.site_rules:
        yield from _page_reports(pages, ruleset, jobs, max_bytes, done, stopwatch)
        return
    from govpagecheck.site_page import from_json
    from govpagecheck.site_store import SiteStore

    with closing(SiteStore()) as store:
        for report in _page_reports(pages, ruleset, jobs, max_bytes, done, stopwatch):
            if report.site_facts is not None:
                store.add(from_json(report.site_facts))
            yield report
        yield from site_reports(store, ruleset, is_whole=is_whole, probe=probe)


def site_reports(
    store: SiteStore, ruleset: Ruleset, *, is_whole: bool = False, probe: Probe | None = None, only: str | None = None
) -> Iterator[PageReport]:
    """Yield a report for each site whose pages are in the store, or for the one that is named."""
    from govpagecheck.rules.site_rules import judge_site
    from govpagecheck.site_store import Site

    for name in store.sites():
        if only not in (None, name):
            continue
        site = Site(name, store, ruleset.today, is_whole)
        notes: list[Note] = []
        if probe and site.has_addresses:
            site = replace(site, evidence=probe(name))
        results = []
        for rule in ruleset.site_rules:
            try:
                result, told = judge_site(rule, site)
            except (Exception, SystemExit) as error:  # as on a page: an answer that is missing, never the end of the run
                result = RuleResult(rule.id, Outcome.CANT_TELL, rule.severity)
                told = [Note("check-crashed", f"{rule.id} could not be checked: {type(error).__name__}: {error}")]
            results.append(replace(result, findings=tuple(_with_ignored(finding, rule.id, ruleset) for finding in result.findings)))
            notes += told
        yield PageReport(f"site:{name}", None, tuple(results), empty_facts(), tuple(notes), scope="site")


def _with_ignored(finding: Finding, rule: str, ruleset: Ruleset) -> Finding:
    page = Page(path=finding.target.page)
    ignored = next((one.ignored for one in ruleset.ignores if one.covers_site(page, rule)), None)
    return replace(finding, ignored=ignored) if ignored else finding


def _page_reports(
    pages: Iterable[Page], ruleset: Ruleset, jobs: int, max_bytes: int, done: Iterable[PageReport], stopwatch: Stopwatch | None
) -> Iterator[PageReport]:
    judged = set()
    for report in done:
        judged.add((report.path, report.url))
        yield report
    if judged:
        pages = (page for page in pages if (page.path, page.url) not in judged)
    judge = partial(check_page, ruleset=ruleset, max_bytes=max_bytes)
    if jobs <= 1:
        yield from map(partial(judge, stopwatch=stopwatch), pages)
        return
    from govpagecheck.workers import judge_in_parallel

    yield from judge_in_parallel(pages, judge, partial(_lost, ruleset=ruleset), jobs)


def _lost(page: Page, ruleset: Ruleset) -> PageReport:
    note = Note("unreadable", "the worker process that judged this page died; the page was left out")
    return unjudged(page, ruleset.for_page(page), Outcome.CANT_TELL, note)
