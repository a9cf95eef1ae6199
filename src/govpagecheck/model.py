"""The values that travel through govpagecheck: pages in, reports out; frozen, standard library only."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin, urlsplit

SCHEMA_VERSION = "1.0"


class Outcome(StrEnum):
    """The outcomes of W3C's ACT Rules Format 1.1."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Severity(StrEnum):
    """How much a failed expectation matters; compare with `rank`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return list(Severity).index(self)


def most_severe(severities: Iterable[Severity]) -> Severity | None:
    """Return the highest of the severities, None when there are none."""
    return max(severities, key=lambda severity: severity.rank, default=None)


@dataclass(frozen=True)
class Page:
    """Bytes with an address: what a source yields and `check_page` takes.

    `path` is the page's name in the report (a file path with forward slashes), `url` its public address, after redirects;
    `redirects` are the addresses passed through before it, the first asked for first. `status` is the HTTP status and
    `headers` are the response headers with lower-case names; one that came more than once is joined with ", ", `set-cookie`
    with a line feed. `sheets` holds the text of linked style sheets by their href as the page writes it, and of imported ones
    by what `imported_address` makes of it. `unreadable` says in one line why there are no bytes; such a page is reported as
    untested.
    """

    content: bytes = b""
    path: str | None = None
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    unreadable: str | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None
    redirects: Sequence[str] = ()


def imported_address(sheet: str, href: str) -> str:
    """Return the address of a sheet that another one imports, as the page that links to `sheet` would write it.

    >>> imported_address("../css/site.css?v=2", "../parts/a.css"), imported_address("https://example.gov/a.css", "b.css")
    ('../parts/a.css', 'https://example.gov/b.css')
    """
    is_relative = not urlsplit(sheet).netloc and not urlsplit(href).netloc and ":" not in sheet + href
    path = re.split(r"[?#]", href, maxsplit=1)[0]
    if not is_relative or sheet.startswith("/") or not path or path.startswith("/"):
        return urljoin(sheet, href)
    folder = posixpath.dirname(re.split(r"[?#]", sheet, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(folder, path)) + href[len(path) :]


@dataclass(frozen=True)
class Location:
    """Where a start tag begins in the source; line and column are 1-based, in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Target:
    """The element that a finding is about: a unique CSS selector, its place (None when unknown) and its start tag.

    A finding about a site names the `page` that it is about, by its name in the report; None where it is about no one page.
    """

    selector: str
    line: int | None
    column: int | None
    snippet: str
    page: str | None = None


@dataclass(frozen=True)
class Ignored:
    """A person's exception to a finding: `by` is `page` (a comment in it), `config`, `baseline` or `review`, and the reason."""

    by: str
    reason: str


@dataclass(frozen=True)
class Finding:
    """One target's outcome when it is not `passed`, with the reason and what to read about it.

    An `ignored` finding stays in the report as evidence; it counts for no exit code.
    """

    outcome: Outcome
    reason: str
    message: str
    severity: Severity
    target: Target
    fingerprint: str
    ignored: Ignored | None = None


@dataclass(frozen=True)
class RuleResult:
    """One rule's outcome on one page; `severity` is the highest of the decisive findings, else the rule's own."""

    rule: str
    outcome: Outcome
    severity: Severity
    findings: Sequence[Finding] = ()


def overall(outcomes: Iterable[Outcome]) -> Outcome:
    """Return a rule's outcome from its targets': failed before cantTell before passed; none is inapplicable."""
    seen = tuple(outcomes)
    if seen:
        for outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED):
            if outcome in seen:
                return outcome
    return Outcome.INAPPLICABLE


def result_of(rule: str, severity: Severity, outcomes: Iterable[Outcome], findings: Sequence[Finding]) -> RuleResult:
    """Return the result of a rule with that severity from the outcomes of its targets and what was found of them."""
    outcome = overall(outcomes)
    if not findings:
        return RuleResult(rule, outcome, severity)
    decisive = [finding.severity for finding in findings if finding.outcome is outcome]
    return RuleResult(rule, outcome, most_severe(decisive) or severity, findings)


@dataclass(frozen=True)
class Note:
    """Something that a reader of the report must know about a page: a reason id and one sentence."""

    reason: str
    message: str


@dataclass(frozen=True)
class PageReport:
    """What was found on one page; `facts` has the same keys for every page (docs/report.md).

    `site_facts` is what the page tells about its site, for runs with rules about sites. A report with `scope` "site" is of
    a whole site: `path` is its name, the results are those of such rules, and each finding's target names its page.
    """

    path: str | None
    url: str | None
    results: Sequence[RuleResult]
    facts: Mapping[str, Any]
    notes: Sequence[Note] = ()
    site_facts: Mapping[str, Any] | None = None
    scope: str = "page"

    @property
    def name(self) -> str:
        """What a reader knows the page by: its path in the report, else its address."""
        return self.path or self.url or "page"

    def about(self, finding: Finding) -> PageReport:
        """Return the report of the page that a finding is about: this one, or of a finding about a site, one with that page's name."""
        page = finding.target.page
        if page is None:
            return self
        is_address = "://" in page
        return replace(self, path=None if is_address else page, url=page if is_address else None, results=(), notes=(), scope="page")

    @property
    def is_incomplete(self) -> bool:
        """True when the page could not be judged as a whole, or a check crashed on it."""
        return any(note.reason in INCOMPLETE_REASONS for note in self.notes)


@dataclass(frozen=True)
class RuleInfo:
    """What reporters need to know of a rule: its words, not its logic; `act` holds ACT rule ids, `wcag` success criteria."""

    id: str
    title: str
    severity: Severity
    why: str
    fix: str
    sources: Sequence[Mapping[str, Any]] = ()
    act: Sequence[str] = ()
    wcag: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """A whole run: the profiles, the rules that ran, and the pages in the order they were read."""

    profiles: Sequence[str]
    rules: Mapping[str, RuleInfo]
    pages: Sequence[PageReport]
    tool_version: str

    def findings(self, *, with_ignored: bool = False) -> Iterator[tuple[PageReport, RuleResult, Finding]]:
        """Yield each finding with the page that it is about and its rule's result, in order; ignored ones only when asked for."""
        for page in self.pages:
            for result in page.results:
                for finding in result.findings:
                    if finding.ignored is None or with_ignored:
                        yield page.about(finding), result, finding


INCOMPLETE_REASONS = frozenset({"unreadable", "empty-page", "page-too-large", "not-html", "parse-failed", "check-crashed", "interrupted"})


def empty_facts() -> dict[str, Any]:
    """Return the facts of a page of which nothing is known; every page's facts have exactly these keys."""
    return {
        "lang": None,
        "title": None,
        "description": None,
        "banner": {"kind": "none", "language": None, "httpsNotice": False, "text": None},
        "breadcrumb": {"markup": "none", "items": []},
        "archiveNotice": None,
        "feedback": {"kind": "none"},
        "dates": {"published": None, "updated": None, "reviewed": None, "updatedVisible": False, "updatedMachine": False},
        "identifier": False,
        "skipLink": False,
        "search": False,
        "links": [],
    }
