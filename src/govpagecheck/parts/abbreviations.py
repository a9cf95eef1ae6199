"""Abbreviations: the first `abbr` of each abbreviation, and where the page says what it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from govpagecheck.accessibility.visibility import is_exposed
from govpagecheck.document import Document, Element
from govpagecheck.parts import part
from govpagecheck.text import comparable

# Capital letters, perhaps with dots, digits and signs between them: GDS, U.S., R&D, COVID-19.
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Z0-9.&/+-]{1,11}s?")
# What people know better by its short name, and what stands beside a number or a name.
_KNOWN = frozenset(
    "US USA UK EU UN PDF FAQ FAQS ID TV DVD CD PC AM PM AD BC CEO PHD MD JR SR URL HTML CSS USB GPS DNA OK NASA COVID-19 HIV AIDS ATM PIN "
    "EST EDT CST CDT MST MDT PST PDT UTC GMT RSS CSV XML JSON JPG PNG ZIP DC MON TUE WED THU FRI SAT SUN JAN FEB MAR APR JUN JUL AUG SEP "
    "SEPT OCT NOV DEC".split()
)
_SMALL = r"(?:(?:of|the|and|for|in|on|to|a|an|at|by|de|la|del|y)[\s-]+){0,3}"
_MOST_ABBREVIATIONS = 30  # of a page, whose long forms are looked for
_MOST_WORDS = 14  # before an abbreviation in parentheses
_MOST_PLACES = 20  # of one abbreviation in the text


@dataclass(frozen=True)
class Abbreviation:
    """The first `abbr` of an abbreviation; `expansion` is where the page tells what it means: "title", "text" or ""."""

    element: Element
    text: str
    expansion: str


@part
def find(document: Document) -> tuple[Abbreviation, ...]:
    """Return the abbreviations that the page marks as such and that are not known to everybody, each once, in document order."""
    titled: set[str] = set()
    first: dict[str, Element] = {}
    for element in (*document.index.by_tag["abbr"], *document.index.by_tag["acronym"]):
        text = document.exposed_text(element).strip(" ,;:()")
        if not _ABBREVIATION.fullmatch(text) or _letters(text) in _KNOWN or not is_exposed(document, element):
            continue
        if (element.get("title") or "").strip() or (element.get("aria-label") or "").strip():
            titled.add(text)
        if text not in first or document.precedes(element, first[text]):
            first[text] = element
    if not first:
        return ()
    words = comparable(document.exposed_text(document.tree))
    found = []
    for text, element in islice(sorted(first.items(), key=lambda one: document.index.order[one[1]]), _MOST_ABBREVIATIONS):
        expansion = "title" if text in titled else "text" if _is_explained(words, text) else ""
        found.append(Abbreviation(element, text, expansion))
    return tuple(found)


def _letters(text: str) -> str:
    return text.replace(".", "").upper()


def _is_explained(words: str, text: str) -> bool:
    """True where the page's text has the long form: before `(GDS)`, in parentheses after it, or as words with these initials."""
    initials = [letter.lower() for letter in text.rstrip("s") if letter.isalpha()]
    if not initials:
        return True
    explains = r"(?:\(|[-:,] |is short for|stands for|means)\s*(?:the )?"
    if re.search(rf"(?<!\w){re.escape(text)}\s*{explains}{initials[0]}[a-z]", words, re.IGNORECASE):
        return True
    in_parentheses = re.compile(rf"\(\s*(?:the )?[\"']?{re.escape(text)}[\"']?\s*[),;]")
    for number, place in enumerate(in_parentheses.finditer(words)):
        if number > _MOST_PLACES:
            return True
        before = re.findall(r"[^\W\d_]+", words[max(0, place.start() - 200) : place.start()])[-_MOST_WORDS:]
        if any(word[0].lower() == initials[0] for word in before):
            return True
    return _has_initials(words, initials)


def _has_initials(words: str, initials: list[str]) -> bool:
    """True where words in a row, small ones left out, begin with the letters."""
    pattern = (r"[\s,-]+" + _SMALL).join(letter + r"[a-z'’]+" for letter in initials)
    return len(initials) > 1 and re.search(r"\b" + pattern, words, re.IGNORECASE) is not None
