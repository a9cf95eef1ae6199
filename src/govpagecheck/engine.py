"""check_page: one page, one ruleset, one report. Pure; it knows no files, no network, no formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from govpagecheck.document import Document
from govpagecheck.errors import PageError
from govpagecheck.facts import facts_of
from govpagecheck.fingerprint import fingerprint, normalised_target
from govpagecheck.model import Finding, Note, Outcome, Page, PageReport, RuleResult, empty_facts, most_severe
from govpagecheck.parse import MAX_BYTES, parse_page
from govpagecheck.parts import metadata, page_type, template_source
from govpagecheck.rules.rule import Judged, Rule
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.rules.values import Context


def check_page(page: Page, ruleset: Ruleset, *, max_bytes: int = MAX_BYTES) -> PageReport:
    """Judge one page with every rule of the ruleset and return its report.

    A page that cannot be read or parsed is reported, never raised: `untested` where there was nothing to read,
    `cantTell` where there was more than could be judged; a note says why.
    """
    if page.unreadable:
        return unjudged(page, ruleset, Outcome.UNTESTED, Note("unreadable", page.unreadable))
    try:
        document = parse_page(page.content, url=page.url, headers=page.headers, sheets=page.sheets, max_bytes=max_bytes)
    except PageError as error:
        outcome = Outcome.UNTESTED if error.reason == "empty-page" else Outcome.CANT_TELL
        return unjudged(page, ruleset, outcome, Note(error.reason, str(error)))
    return check_document(document, page, ruleset)


def check_document(document: Document, page: Page, ruleset: Ruleset) -> PageReport:
    """Judge a page that is parsed already; `page` gives its name and address in the report."""
    context = Context(document, page, ruleset.today, ruleset.books, ruleset.page_type, ruleset.jurisdiction)
    notes = list(document.notes)
    source = None
    try:
        facts = facts_of(document)
        source = template_source.find(document)
        notes += _what_was_taken_for_granted(context)
    except Exception as error:  # one part that fails must not cost the page its other verdicts
        facts = empty_facts()
        notes.append(Note("check-crashed", f"the facts could not be gathered: {type(error).__name__}: {error}"))
    if source is not None:
        notes.append(Note("template-source", f"this is the source of a template, “{source.text}”: check the pages that are built from it"))
        return PageReport(page.path, page.url, _same_for_all(ruleset, Outcome.CANT_TELL), facts, tuple(notes))
    seen: Counter[tuple[str, str, str]] = Counter()
    results = []
    for rule in ruleset.rules:
        try:
            result = _result(rule, list(rule.judge(context)), document, page, seen)
        except (Exception, SystemExit) as error:  # a crash is an answer that is missing, never a pass and never the end of the run
            crash = f"{rule.id} could not be checked: {type(error).__name__}: {error}"
            judged = [Judged(document.tree, Outcome.CANT_TELL, "check-crashed", crash, rule.severity)]
            result = _result(rule, judged, document, page, seen)
            notes.append(Note("check-crashed", crash))
        results.append(result)
    return PageReport(page.path, page.url, tuple(results), facts, tuple(notes))


def _what_was_taken_for_granted(context: Context) -> Iterator[Note]:
    guess = page_type.find(context.document)
    if context.page_type is None and guess.value != "other":
        yield Note("page-type-guessed", f"taken for a page of type {guess.value}, from {guess.guessed_from}; --page-type says otherwise")
    if not metadata.find(context.document).has_head:
        yield Note("no-head", "no title, meta or link stands in a head, perhaps in an incomplete copy; the rules for heads left it out")


def _result(rule: Rule, judged: list[Judged], document: Document, page: Page, seen: Counter[tuple[str, str, str]]) -> RuleResult:
    findings = []
    for one in judged:
        if one.outcome is Outcome.PASSED:
            continue
        identity = (rule.id, one.reason, normalised_target(document, one.element))
        mark = fingerprint(page.path or page.url or "", *identity, seen[identity])
        seen[identity] += 1
        findings.append(Finding(one.outcome, one.reason, one.message, one.severity, document.target(one.element), mark))
    outcome = overall(one.outcome for one in judged)
    decisive = [finding.severity for finding in findings if finding.outcome is outcome]
    return RuleResult(rule.id, outcome, most_severe(decisive) or rule.severity, tuple(findings))


def overall(outcomes: Iterable[Outcome]) -> Outcome:
    """Return a rule's outcome on a page from its targets': failed before cantTell before passed; none is inapplicable."""
    seen = set(outcomes)
    ranked = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED)
    return next((outcome for outcome in ranked if outcome in seen), Outcome.INAPPLICABLE)


def unjudged(page: Page, ruleset: Ruleset, outcome: Outcome, note: Note) -> PageReport:
    """Return the report of a page on which every rule has the same outcome, for the cause that the note tells."""
    return PageReport(page.path, page.url, _same_for_all(ruleset, outcome), empty_facts(), (note,))


def _same_for_all(ruleset: Ruleset, outcome: Outcome) -> tuple[RuleResult, ...]:
    return tuple(RuleResult(rule.id, outcome, rule.severity) for rule in ruleset.rules)
