"""Rules about many pages: what their check.py yields, and how one site is judged with one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from govpagecheck.fingerprint import fingerprint
from govpagecheck.model import Finding, Note, Outcome, RuleResult, Target, result_of
from govpagecheck.parts import CannotTell
from govpagecheck.rules.rule import Expectation, Rule, load_check
from govpagecheck.site_page import SitePage
from govpagecheck.site_store import Site
from govpagecheck.text import shorten

MOST_FINDINGS = 500  # of one reason on one site; the note tells how many more there were
_WORD = re.compile(r"\{(\w+)\}")


class NotApplicable:
    """What a check yields, alone, when the site has nothing that the rule is about."""


NOT_APPLICABLE = NotApplicable()


@dataclass(frozen=True)
class SiteMiss:
    """What is wrong in a site: on which page it is mended (None: on no one page), the reason, and words for the message.

    `about` says in few words what the finding is about, such as the title that pages share: its fingerprint is of the site and
    that, whichever page it is told on. "" where a page has at most one of the reason, and it is the page's own.
    """

    page: SitePage | None
    reason: str
    found: str = ""
    expected: str = ""
    about: str = ""
    words: Mapping[str, str] | None = None


def judge_site(rule: Rule, site: Site) -> tuple[RuleResult, list[Note]]:
    """Return the outcome of one rule on a site, and what a reader must know of it."""
    if rule.applies.needs == "network" and site.evidence is None:
        return RuleResult(rule.id, Outcome.UNTESTED, rule.severity), []
    if rule.applies.least_pages and len(site) < rule.applies.least_pages:
        return RuleResult(rule.id, Outcome.INAPPLICABLE, rule.severity), []
    expectations = {one.reason: one for one in rule.expectations}
    findings: list[Finding] = []
    told: Counter[str] = Counter()
    seen: Counter[tuple[str, str, str]] = Counter()
    for verdict in load_check(rule.check)(site) if rule.check else ():
        if isinstance(verdict, NotApplicable):
            return RuleResult(rule.id, Outcome.INAPPLICABLE, rule.severity), []
        reason = verdict.reason
        told[reason] += 1
        if told[reason] > MOST_FINDINGS:
            continue
        page = verdict.page if isinstance(verdict, SiteMiss) else None
        about = verdict.about if isinstance(verdict, SiteMiss) else ""
        # What several pages share stays the same finding when the first of them, on which it is told, is mended.
        identity = (site.name if about or page is None else page.name, reason, about)
        mark = fingerprint(identity[0], rule.id, reason, f"site|{about}", seen[identity])
        seen[identity] += 1
        findings.append(_finding(rule, verdict, expectations.get(reason), page, mark))
    notes = [
        Note("findings-cut", f"{rule.id}: {number - MOST_FINDINGS} more findings of the reason {reason} are not listed")
        for reason, number in told.items()
        if number > MOST_FINDINGS
    ]
    return result_of(rule.id, rule.severity, (Outcome.PASSED, *(finding.outcome for finding in findings)), findings), notes


def _finding(rule: Rule, verdict: SiteMiss | CannotTell, expectation: Expectation | None, page: SitePage | None, mark: str) -> Finding:
    target = Target(":root", None, None, "", page=page.name if page else None)
    if isinstance(verdict, CannotTell):
        return Finding(Outcome.CANT_TELL, verdict.reason, verdict.message, rule.severity, target, mark)
    if expectation is None:
        raise LookupError(f"{rule.check} yields the reason {verdict.reason!r}, which is none of {', '.join(sorted(rule.reasons))}")
    words = {"found": verdict.found, "expected": verdict.expected, "page": page.name if page else "", **(verdict.words or {})}
    message = _WORD.sub(lambda match: shorten(words[match[1]], 300), expectation.message)
    return Finding(expectation.outcome, expectation.reason, message, expectation.severity, target, mark)
