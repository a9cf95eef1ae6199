"""The test pages beside a rule: what each states, and where the rule disagrees.

The file name states the page's outcome: `pass-*.html`, `fail-*.html`, `inapplicable-*.html`, `cant-tell-*.html`. A comment
`<!-- expect: failed outdated-text -->` states that the element right after it gets that outcome for that reason; every
finding must be stated. `<!-- page: url=https://www.example.gov/ today=2026-06-01 type=news -->` gives the page's address,
the date that counts as today, its kind, and by `redirects=http://a.gov/,https://a.gov/` the addresses that led to it;
`<!-- header: Strict-Transport-Security: max-age=300 -->`, once for each, the headers of its response. A rule that needs
headers has an `untested-*.html` page without any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from govpagecheck.document import Document
from govpagecheck.errors import PageError, RuleError
from govpagecheck.model import Outcome, Page, overall
from govpagecheck.parse import parse_page
from govpagecheck.rules.rule import Judged, Rule
from govpagecheck.rules.ruleset import load_books
from govpagecheck.rules.values import Context

OUTCOMES = {
    "pass": Outcome.PASSED,
    "fail": Outcome.FAILED,
    "inapplicable": Outcome.INAPPLICABLE,
    "cant-tell": Outcome.CANT_TELL,
    "untested": Outcome.UNTESTED,
}
TODAY = date(2026, 6, 1)

_EXPECT = re.compile(r"<!--\s*expect:\s*(failed|cantTell)\s+([a-z0-9-]+)\s*-->\s*")
_PAGE = re.compile(r"<!--\s*page:\s*(.*?)\s*-->")
_HEADER = re.compile(r"<!--\s*header:\s*([A-Za-z0-9-]+):\s*(.*?)\s*-->")
_PAGE_WORDS = ("url", "redirects", "today", "type", "jurisdiction", "status")
_NAME = re.compile(r"(pass|fail|inapplicable|cant-tell|untested)(?:-[a-z0-9-]+)?\.html")


@dataclass(frozen=True)
class TestPage:
    """One test page: the outcome it states, its stated findings as (outcome, reason, line, column), and its context."""

    __test__ = False  # not a test class for pytest

    file: Path
    outcome: Outcome
    findings: frozenset[tuple[str, str, int, int]]
    page: Page
    document: Document
    today: date
    page_type: str | None
    jurisdiction: str | None

    def judge(self, rule: Rule) -> tuple[Outcome, list[Judged]]:
        """Return the rule's outcome on the page and those of its targets."""
        if rule.lacks_evidence(self.page):
            return Outcome.UNTESTED, []
        context = Context(self.document, self.page, self.today, load_books([rule]), self.page_type, self.jurisdiction)
        judged = list(rule.judge(context))
        return overall(one.outcome for one in judged), judged


def read_test_pages(folder: Path) -> list[TestPage]:
    """Return the test pages of a rule folder, sorted by name. Raises RuleError for a name or comment that says nothing."""
    pages = []
    for file in sorted(folder.glob("*.html")):
        try:
            pages.append(_read(file))
        except (PageError, ValueError, OSError) as error:
            raise RuleError(f"{file}: {error}") from error
    return pages


def page_disagreements(rule: Rule) -> list[str]:
    """Return one line for every way in which the rule and its test pages disagree."""
    pages = read_test_pages(rule.folder)
    lines = [
        f"{rule.folder}: has no {kind}-*.html page"
        for kind in ("pass", "fail")
        if not any(page.outcome is OUTCOMES[kind] for page in pages)
    ]
    hit: set[str] = set()
    for page in pages:
        try:
            outcome, judged = page.judge(rule)
        except (Exception, SystemExit) as error:  # a mistake in the rule, which the report of a run would call a crash
            lines.append(f"{page.file}: the rule cannot be judged: {type(error).__name__}: {error}")
            continue
        if outcome is not page.outcome:
            told = "; ".join(f"{one.reason}: {one.message}" for one in judged if one.reason)
            lines.append(f"{page.file}: expected {page.outcome.value}, got {outcome.value}{f' ({told})' if told else ''}")
        found = _findings(page.document, judged)
        hit |= {reason for _, reason, _, _ in found}
        lines += [
            f"{page.file}:{line}:{column}: expected {kind} {reason} here, and it was not found"
            for kind, reason, line, column in sorted(page.findings - found)
        ]
        lines += [
            f"{page.file}:{line}:{column}: found {kind} {reason} here, and no comment expects it"
            for kind, reason, line, column in sorted(found - page.findings)
        ]
    lines += [f"{rule.folder}: no test page gives the reason {one.reason}" for one in rule.expectations if one.reason not in hit]
    return lines


def _findings(document: Document, judged: list[Judged]) -> frozenset[tuple[str, str, int, int]]:
    found = set()
    for one in judged:
        if one.outcome is not Outcome.PASSED:
            place = document.position(one.element)
            found.add((one.outcome.value, one.reason, place.line if place else 0, place.column if place else 0))
    return frozenset(found)


@lru_cache(maxsize=512)
def _read(file: Path) -> TestPage:
    name = _NAME.fullmatch(file.name)
    if name is None:
        raise RuleError(
            f"{file}: name test pages pass-*, fail-*, inapplicable-*, cant-tell-* or untested-*.html, in lower case with hyphens"
        )
    source = file.read_text(encoding="utf-8")
    words = words_stated(file, source)
    findings = set()
    for match in _EXPECT.finditer(source):
        before = source[: match.end()]
        findings.add((match[1], match[2], before.count("\n") + 1, match.end() - (before.rfind("\n") + 1) + 1))
    if source.count("<!-- expect:") != len(findings):
        raise RuleError(
            f"{file}: an expect comment reads <!-- expect: failed REASON --> or <!-- expect: cantTell REASON -->, once for each element"
        )
    redirects = tuple(filter(None, words.get("redirects", "").split(",")))
    page = Page(source.encode(), file.as_posix(), words.get("url"), headers_stated(source), redirects=redirects)
    return TestPage(
        file=file,
        outcome=OUTCOMES[name[1]],
        findings=frozenset(findings),
        page=page,
        document=parse_page(page.content, url=page.url, headers=page.headers),
        today=date.fromisoformat(words["today"]) if "today" in words else TODAY,
        page_type=words.get("type"),
        jurisdiction=words.get("jurisdiction"),
    )


def words_stated(file: Path, source: str) -> dict[str, str]:
    """Return what the page comment says. Raises RuleError, one line, for what none may say."""
    words: dict[str, str] = {}
    if match := _PAGE.search(source):
        for pair in match[1].split():
            key, equals, value = pair.partition("=")
            if key not in _PAGE_WORDS or not equals:
                raise RuleError(f"{file}: the page comment says {pair!r}; it may say {', '.join(f'{word}=' for word in _PAGE_WORDS)}")
            words[key] = value
    return words


def headers_stated(source: str) -> dict[str, str]:
    """Return the response headers that the comments state, as a source hands them over: see `Page`."""
    headers: dict[str, str] = {}
    for name, value in _HEADER.findall(source):
        name = name.lower()
        headers[name] = f"{headers[name]}{chr(10) if name == 'set-cookie' else ', '}{value}" if name in headers else value
    return headers
