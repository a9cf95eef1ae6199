"""check_page: one page, one ruleset, one report. Pure; it knows no files, no network, no formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from govpagecheck.document import Document, Element
from govpagecheck.errors import PageError
from govpagecheck.facts import facts_of
from govpagecheck.fingerprint import fingerprint, normalised_target
from govpagecheck.ignore import PageIgnores
from govpagecheck.model import Finding, Ignored, Note, Outcome, Page, PageReport, RuleResult, empty_facts, result_of
from govpagecheck.parse import MAX_BYTES, parse_page
from govpagecheck.parts import metadata, page_type, template_source
from govpagecheck.rules.exceptions import Ignore
from govpagecheck.rules.rule import Judged, Rule
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.rules.values import Context
from govpagecheck.site_facts import site_facts, unread_page
from govpagecheck.stopwatch import Stopwatch, timed
from govpagecheck.text import shorten

MAX_MESSAGE = 2000  # characters; what a message quotes of a page may be of any length


def check_page(page: Page, ruleset: Ruleset, *, max_bytes: int = MAX_BYTES, stopwatch: Stopwatch | None = None) -> PageReport:
    """Judge one page with every rule of the ruleset and return its report.

    A page that cannot be read or parsed is reported, never raised: `untested` where there was nothing to read,
    `cantTell` where there was more than could be judged; a note says why. A `stopwatch` measures what takes how long.
    """
    return timed(stopwatch, ("stage", "engine"), lambda: _check_page(page, ruleset.for_page(page), max_bytes, stopwatch))


def _check_page(page: Page, ruleset: Ruleset, max_bytes: int, stopwatch: Stopwatch | None) -> PageReport:
    if page.unreadable:
        return unjudged(page, ruleset, Outcome.UNTESTED, Note("unreadable", page.unreadable))
    try:
        read = partial(parse_page, page.content, url=page.url, headers=page.headers, sheets=page.sheets, max_bytes=max_bytes)
        document = timed(stopwatch, ("stage", "parse"), read)
    except PageError as error:
        outcome = Outcome.UNTESTED if error.reason == "empty-page" else Outcome.CANT_TELL
        return unjudged(page, ruleset, outcome, Note(error.reason, str(error)))
    document.stopwatch = stopwatch
    return check_document(document, page, ruleset)


def check_document(document: Document, page: Page, ruleset: Ruleset) -> PageReport:
    """Judge a page that is parsed already; `page` gives its name and address in the report."""
    context = Context(document, page, ruleset.today, ruleset.books, ruleset.page_type, ruleset.jurisdiction)
    stopwatch, notes = document.stopwatch, list(document.notes)
    source = told = None
    try:
        facts = timed(stopwatch, ("stage", "facts"), lambda: facts_of(document))
        told = site_facts(document, page, ruleset.page_type).as_json() if ruleset.site_rules else None
        source = template_source.find(document)
        notes += _what_was_taken_for_granted(context)
    except Exception as error:  # one part that fails must not cost the page its other verdicts
        facts = empty_facts()
        notes.append(Note("check-crashed", f"the facts could not be gathered: {type(error).__name__}: {error}"))
    if source is not None:
        notes.append(Note("template-source", f"this is the source of a template, “{source.text}”: check the pages that are built from it"))
        return PageReport(page.path, page.url, _same_for_all(ruleset, Outcome.CANT_TELL), facts, tuple(notes), told)
    ignores = PageIgnores(document, ruleset.today) if ruleset.inline_ignores else None
    finder = _Finder(document, page, ignores, ruleset.ignores)
    results = []
    for rule in ruleset.rules:
        if rule.lacks_evidence(page):
            results.append(RuleResult(rule.id, Outcome.UNTESTED, rule.severity))
            continue
        try:
            judged: list[Judged] = timed(stopwatch, ("rule", rule.id), partial(list, rule.judge(context)))
            result = timed(stopwatch, ("stage", "findings"), partial(finder.result, rule, judged))
        except (Exception, SystemExit) as error:  # a crash is an answer that is missing, never a pass and never the end of the run
            crash = f"{rule.id} could not be checked: {type(error).__name__}: {error}"
            judged = [Judged(document.tree, Outcome.CANT_TELL, "check-crashed", crash, rule.severity)]
            result = finder.result(rule, judged)
            notes.append(Note("check-crashed", crash))
        results.append(result)
    if ignores:
        notes += [*ignores.notes, *ignores.unused(frozenset(rule.id for rule in ruleset.rules))]
    return PageReport(page.path, page.url, tuple(results), facts, tuple(notes), told)


def _what_was_taken_for_granted(context: Context) -> Iterator[Note]:
    guess = page_type.find(context.document)
    if context.page_type is None and guess.value != "other":
        yield Note("page-type-guessed", f"taken for a page of type {guess.value}, from {guess.guessed_from}; --page-type says otherwise")
    if context.page_type is None and guess.doubt:
        yield Note(
            "page-type-doubted", f"not taken for the home page that its address names, because of {guess.doubt}; --page-type decides"
        )
    if not metadata.find(context.document).has_head:
        yield Note("no-head", "no title, meta or link stands in a head, perhaps in an incomplete copy; the rules for heads left it out")


class _Finder:
    """Makes findings of what rules judged: place, fingerprint, and the exception that the page makes."""

    def __init__(self, document: Document, page: Page, in_page: PageIgnores | None, in_config: Sequence[Ignore]) -> None:
        self.document, self.page, self.in_page, self.in_config = document, page, in_page, in_config
        self.seen: Counter[tuple[str, str, str]] = Counter()

    def result(self, rule: Rule, judged: list[Judged]) -> RuleResult:
        findings = tuple(self._finding(rule, one) for one in judged if one.outcome is not Outcome.PASSED)
        return result_of(rule.id, rule.severity, (one.outcome for one in judged), findings)

    def _finding(self, rule: Rule, one: Judged) -> Finding:
        identity = (rule.id, one.reason, one.identity or normalised_target(self.document, one.element))
        mark = fingerprint(self.page.path or self.page.url or "", *identity, self.seen[identity])
        self.seen[identity] += 1
        target = self.document.target(one.element)
        return Finding(
            one.outcome, one.reason, shorten(one.message, MAX_MESSAGE), one.severity, target, mark, self._ignored(rule.id, one.element)
        )

    def _ignored(self, rule: str, element: Element) -> Ignored | None:
        if self.in_page and (ignored := self.in_page.find(rule, element)):
            return ignored
        return next((one.ignored for one in self.in_config if one.covers(self.page, self.document, rule, element)), None)


def unjudged(page: Page, ruleset: Ruleset, outcome: Outcome, note: Note) -> PageReport:
    """Return the report of a page on which every rule has the same outcome, for the cause that the note tells."""
    told = unread_page(page).as_json() if ruleset.site_rules else None
    return PageReport(page.path, page.url, _same_for_all(ruleset, outcome), empty_facts(), (note,), told)


def _same_for_all(ruleset: Ruleset, outcome: Outcome) -> tuple[RuleResult, ...]:
    return tuple(RuleResult(rule.id, outcome, rule.severity) for rule in ruleset.rules)
