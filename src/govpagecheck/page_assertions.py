"""Pages judged inside somebody's tests: what a configuration says holds, and what counts is told in an assertion error."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from govpagecheck import __version__, baseline
from govpagecheck.cli.exit_code import does_count
from govpagecheck.cli.run import Run
from govpagecheck.config import Config, find_config, load_config
from govpagecheck.engine import check_page
from govpagecheck.model import Outcome, Page, PageReport, Report
from govpagecheck.parse import MAX_BYTES
from govpagecheck.rules.exceptions import is_at
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.sources.addresses import with_base_url
from govpagecheck.sources.files import read_page, read_pages


class PageFailure(AssertionError):  # noqa: N818 - it is the failure of a test, not an error
    """A page has findings that count, or could not be judged as a whole; the text lists them."""


class GovPage:
    """Checks pages as `govpagecheck check` does; the value of the fixture `govpage`.

    What is not given is taken from the configuration file that is nearest to `folder`, which relative paths begin in.
    """

    def __init__(self, folder: Path, *, profiles: Sequence[str] = (), base_url: str | None = None, fail_on: str | None = None) -> None:
        file = find_config(folder)
        self._folder = folder
        self._config = load_config(file) if file else Config()
        options = self._config.options
        self._profiles = tuple(profiles) or options.get("profiles", ("us-federal",))
        self._base_url = base_url or options.get("base_url")
        self._fail_on = fail_on or options.get("fail_on", "error")
        known, reviews = options.get("baseline_file"), options.get("reviews_file")
        self._known = frozenset(entry.fingerprint for entry in baseline.load(known)) if known else frozenset()
        self._reviews = {review.fingerprint: review for review in baseline.load_reviews(reviews)} if reviews else {}
        self._rulesets: dict[tuple[tuple[str, ...], str | None, str | None], Ruleset] = {}

    def check(
        self,
        page: str | bytes | Path,
        *,
        profile: str | Sequence[str] = (),
        url: str | None = None,
        page_type: str | None = None,
        jurisdiction: str | None = None,
        fail_on: str | None = None,
    ) -> PageReport:
        """Judge a page and return its report; raise PageFailure, an AssertionError, that lists what counts.

        `page` is the path of a file, or HTML: bytes, or a text that holds a `<`. `fail_on` is the lowest severity that counts:
        error, warning, info or never.
        """
        __tracebackhide__ = True
        profiles = (profile,) if isinstance(profile, str) else tuple(profile)
        ruleset = self._ruleset(profiles or self._profiles, page_type, jurisdiction)
        return self._judge(replace(_read(page), url=url), ruleset, fail_on or self._fail_on)

    def pages_at(self, target: str) -> Iterator[Page]:
        """Yield the pages at a path, the excluded ones left out, named and addressed but without their content."""
        self._ruleset(self._profiles, None, None)  # a profile that cannot be used is told before any page
        pages: Iterator[Page] = read_pages(self._folder / target, max_bytes=0)
        if not Path(target).is_absolute():
            pages = (_from_here(page, self._folder) for page in pages)
        if self._base_url:
            pages = iter(with_base_url(pages, [target], self._base_url))
        for page in pages:
            if not is_at(page, self._config.exclude, self._config.root):
                yield replace(page, content=b"")

    def check_page_at(self, page: Page, target: str) -> PageReport:
        """Read a page that `pages_at(target)` yielded and judge it, as `check` does."""
        __tracebackhide__ = True
        if page.unreadable is None and page.path is not None:
            place, folder = self._folder / page.path, self._folder / target
            read = read_page(place, folder=folder if folder.is_dir() else folder.parent)
            page = replace(read, path=page.path, url=page.url)
        return self._judge(page, self._ruleset(self._profiles, None, None), self._fail_on)

    def _ruleset(self, profiles: Sequence[str], page_type: str | None, jurisdiction: str | None) -> Ruleset:
        options = self._config.options
        key = tuple(profiles), page_type or options.get("page_type"), jurisdiction or options.get("jurisdiction")
        if key not in self._rulesets:
            self._rulesets[key] = Run(
                config=self._config,
                targets=(),
                profiles=key[0],
                jobs=1,
                url=None,
                base_url=None,
                page_type=key[1],
                jurisdiction=key[2],
                today=None,
                rules_paths=options.get("rules_paths", ()),
                no_inline=options.get("no_inline", False),
                max_bytes=MAX_BYTES,
            ).ruleset()
        return self._rulesets[key]

    def _judge(self, page: Page, ruleset: Ruleset, fail_on: str) -> PageReport:
        __tracebackhide__ = True
        report = check_page(page, ruleset, max_bytes=self._config.options.get("max_bytes", MAX_BYTES))
        report = baseline.with_baseline(baseline.with_reviews(report, self._reviews, ruleset.today), self._known)
        if told := _told(report, ruleset, fail_on):
            raise PageFailure(told)
        return report


def _read(page: str | bytes | Path) -> Page:
    if isinstance(page, str) and "<" in page:
        return Page(page.encode("utf-8", "surrogatepass"), headers={"content-type": "text/html; charset=utf-8"})
    if isinstance(page, bytes):
        return Page(page)
    if Path(page).is_dir():
        raise IsADirectoryError(f"{page} is a folder, and check takes one page; `pytest --govpage {page}` checks all pages below it")
    [read] = read_pages(page)
    return read


def _from_here(page: Page, folder: Path) -> Page:
    """Name a page as the command does in the folder: by a path that begins there."""
    return replace(page, path=Path(page.path or "").relative_to(folder).as_posix())


def _told(report: PageReport, ruleset: Ruleset, fail_on: str) -> str:
    """Return what is wrong with a page as the text report tells it, and how much else was found; empty when nothing counts."""
    from govpagecheck.reporters import text

    results = [replace(result, findings=[one for one in result.findings if does_count(one, fail_on)]) for result in report.results]
    number = sum(len(result.findings) for result in results)
    if not number and not report.is_incomplete:
        return ""
    name = report.path or report.url or "the page"
    cause = "could not be judged as a whole" if report.is_incomplete else f"{number} finding{'s' if number > 1 else ''}"
    stream = io.StringIO()
    text.write(Report(ruleset.profiles, ruleset.infos, [replace(report, results=results)], __version__), stream, has_color=False)
    findings = [finding for result in report.results for finding in result.findings if finding.ignored is None]
    unseen = sum(finding.outcome is Outcome.CANT_TELL for finding in findings)
    below = sum(finding.outcome is Outcome.FAILED for finding in findings) - number
    others = f"Not counted: {below} of lower severity, {unseen} that a person must look at." if below or unseen else ""
    return f"{name}: {cause}\n\n{stream.getvalue()}{others}".rstrip()
