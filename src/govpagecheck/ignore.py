"""Ignores in a page: comments that take a rule's findings out of the count, each with its reason.

::

    <!-- govpagecheck-ignore-next RULE: reason -->    the next element and what it holds
    <!-- govpagecheck-ignore RULE: reason -->         all that follows in the same element
    <!-- govpagecheck-ignore-page RULE: reason -->    the whole page

RULE may be several ids with commas between. A reason may end in a date, `(until 2027-06-30)`, after which the ignore lapses.
An ignore that takes nothing away, has lapsed or cannot be read is told in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from govpagecheck.document import Document, Element
from govpagecheck.model import Ignored, Note
from govpagecheck.text import normalise, shorten

_DIRECTIVE = re.compile(r"govpagecheck-(?P<kind>ignore-next|ignore-page|ignore)(?![\w-])(?P<rest>.*)", re.DOTALL)
_RULES_AND_REASON = re.compile(r"\s+(?P<rules>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*:(?P<reason>.*)", re.DOTALL)
_UNTIL = re.compile(r"\(until (?P<until>[^()]*)\)\s*$")
_MAX_COMMENT = 2000


@dataclass(eq=False)
class PageIgnore:
    """One comment of a page: what it covers, and which of its rules it has been of use for."""

    kind: str
    rules: frozenset[str]
    ignored: Ignored
    words: str
    used: set[str] = field(default_factory=set)


class PageIgnores:
    """The ignores of one page; asked for each finding while the page is judged."""

    def __init__(self, document: Document, today: date) -> None:
        self.notes: list[Note] = []
        self._of_page: list[PageIgnore] = []
        self._of_element: dict[Element, list[PageIgnore]] = {}
        for comment in document.tree.iter(etree.Comment):
            text = comment.text or ""
            if "govpagecheck-ignore" in text[:_MAX_COMMENT]:
                self._read(comment, text[:_MAX_COMMENT], today)

    def find(self, rule: str, element: Element) -> Ignored | None:
        """Return the exception that a comment of the page makes for a rule's finding on an element."""
        for ignore in self._covering(element):
            if rule in ignore.rules:
                ignore.used.add(rule)
                return ignore.ignored
        return None

    def unused(self, rules: frozenset[str]) -> Iterator[Note]:
        """Yield a note for each ignore that took nothing away, of the rules that ran; ask when the page has been judged."""
        for ignore in dict.fromkeys([*self._of_page, *(one for several in self._of_element.values() for one in several)]):
            if idle := sorted((ignore.rules & rules) - ignore.used):
                yield Note("unused-ignore", f"“{ignore.words}” ignores nothing of {', '.join(idle)}; take it out")

    def _covering(self, element: Element) -> Iterator[PageIgnore]:
        yield from self._of_page
        if self._of_element:
            for one in (element, *element.iterancestors()):
                yield from self._of_element.get(one, ())

    def _read(self, comment: Element, text: str, today: date) -> None:
        directive = _DIRECTIVE.fullmatch(text.strip())
        words = shorten(normalise(text), 100)
        if directive is None:
            return
        said = _RULES_AND_REASON.fullmatch(directive["rest"])
        reason = normalise(said["reason"]) if said else ""
        if said is None or not reason:
            self.notes.append(Note("invalid-ignore", f"“{words}” is not followed: write the rule, a colon and the reason"))
            return
        until = _UNTIL.search(reason)
        if until and (told := _lapsed(until["until"], today)):
            self.notes.append(Note(told, f"“{words}” is not followed: {_WHY[told]}"))
            return
        rules = frozenset(rule.strip() for rule in said["rules"].split(","))
        ignore = PageIgnore(directive["kind"], rules, Ignored("page", reason), words)
        self._place(ignore, comment)

    def _place(self, ignore: PageIgnore, comment: Element) -> None:
        followers = list(comment.itersiblings(etree.Element)) if ignore.kind != "ignore-page" else []
        if ignore.kind == "ignore-page":
            self._of_page.append(ignore)
        elif not followers:
            self.notes.append(Note("unused-ignore", f"“{ignore.words}” is followed by no element; take it out"))
        for element in followers[:1] if ignore.kind == "ignore-next" else followers:
            self._of_element.setdefault(element, []).append(ignore)


_WHY = {"invalid-ignore": "the date is not one like 2027-06-30", "expired-ignore": "its time is over"}


def _lapsed(until: str, today: date) -> str:
    try:
        return "expired-ignore" if date.fromisoformat(until.strip()) < today else ""
    except ValueError:
        return "invalid-ignore"
