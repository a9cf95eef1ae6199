"""Archive notice: the visible statement that this page or its whole site is archived, historical or no longer updated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from govpagecheck.document import Document, Element, Line, frames_page
from govpagecheck.parts import Fragment, metadata, part
from govpagecheck.text import comparable, word_count
from govpagecheck.word_search import lines_with

_MOST_WORDS = 60
_LONGEST_LINE = 600
_LINES_BELOW_TITLE = 5

_PAGE = r"(?:(?:web ?)?(?:page|site)|content|information|document|material|publication|release|version|resource)s?"
_THIS = rf"(?:note:? |notice:? )?(?:this|our|the following)(?: [\w.'/&-]+){{0,4}}? {_PAGE}"
_IS = r"(?:is|are|was|were|has been|have been)(?: now| being)?"
_GONE = r"no longer (?:being |be )?(?:actively |regularly )?(?:updated|maintained|current)"
_OLD_COPY = r"(?:(?:archived|old|past|historical) (?:version|copy|(?:web ?)?page|web ?site|document|content|material|information|snapshot))"

# Statements that a page makes of itself; they need no heading.
_STATEMENTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_THIS} {_IS} (?:{_GONE}|archived\b|withdrawn\b|outdated\b|out of date\b|for historical\b|provided for historical\b)",
        rf"{_THIS} {_IS} an? (?:{_OLD_COPY}|archive\b|historical archive\b)",
        rf"(?:this|the|our) (?:web ?)?(?:site|page)(?: content)? (?:{_IS} {_GONE}|will (?:{_GONE}|not be (?:updated|maintained)))",
        rf"this is (?:an? )?(?:{_OLD_COPY}|archived (?:site|material|content|information)|archive of\b)",
        r"this is not the current [\w.' -]{2,60} (?:web ?site|site|page)",
        rf"you are (?:currently )?(?:viewing|looking at|on) an? {_OLD_COPY}",
        r"this (?:guidance|policy|report|article|advice) (?:was|has been) (?:withdrawn|archived)\b",
        rf"we have archived this {_PAGE}",
        rf"archived (?:content|information|(?:web ?)?page|document|material)s?[.:!-]+ ?(?:this|the) {_PAGE}\b",
        r"(?:archived?: )?information released online from \w+ \d{1,2}, \d{4}",
        r"(?:note:? )?content in this archive (?:site )?is not updated",
        r"(?:information identified as archived (?:on the web )?is|archived information is)(?: provided)? for (?:reference|research)",
        r"esta p[áa]gina (?:ha sido archivada|est[áa] archivada|ya no se actualiza)|este contenido (?:ha sido archivado|est[áa] archivado)",
        r"contenido archivado[.:] ?est[ae]\b|contenu archiv[ée][.:] ?cette?\b",
        r"nous avons archiv[ée] cette page|cette page (?:a [ée]t[ée] archiv[ée]e|est archiv[ée]e|n'est plus (?:mise )?[àa] jour)",
        r"l'information (?:dont il est indiqu[ée] qu'elle est |identifi[ée]e comme )archiv[ée]e",
    )
)
# Statements about "the archive": on an archived page they speak of the page, on the front page of an archive they
# introduce what it lists.
_ABOUT_THE_ARCHIVE = re.compile(
    r"(?:the|this|our) archives? (?:contains?|may contain|holds?|includes?) (?:outdated|historical|older) (?:information|content|material)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"\W*(?:archived?|historical)(?: (?:{_PAGE}|notice|only))?\W*|\W*archived (?:on|\d).{{0,40}}"
    r"|\W*(?:contenido archivado|contenu archiv[ée]|informations? archiv[ée]es?(?: dans le web)?|withdrawn)\W*",
    re.IGNORECASE,
)
_CAPITAL_HEADING = re.compile(r"\W*(?:ARCHIVED|HISTORICAL) (?:INFORMATION|CONTENT|MATERIAL|DOCUMENT|PAGE)\W*")
_ARCHIVE_WORD = re.compile(r"archiv|historical|no longer|outdated|out of date|not the current|withdrawn|n'est plus|ya no se", re.IGNORECASE)
# Each of the words above holds one of these; looking for them first keeps long pages quick.
_STEMS = ("archiv", "historical", "no longer", "outdated", "out of date", "not the current", "withdrawn", "est plus", "ya no se")
_CONSEQUENCE = re.compile(
    r"may (?:not reflect|not be (?:current|accurate|up to date)|be (?:outdated|out of date)|no longer be)|not (?:be )?current\b"
    r"|(?:no longer|not) (?:being |be )?(?:updated|maintained)|links? (?:may|might)\b|for historical (?:reference|research|purposes)",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    rf"\b(?:this|these) (?:[\w.'-]+ ){{0,3}}?{_PAGE}\b|\b(?:content|information) (?:contained |found )?(?:here|on this)\b",
    re.IGNORECASE,
)
_NAMES_AN_ARCHIVE = re.compile(r"\barchives?\W*\Z|\A\W*archives?\b|\barchived\b", re.IGNORECASE)
_MENUS_AND_DATA = ("a", "nav", "li", "option", "select", "button", "dd", "dt", "th", "label", "figcaption", "blockquote")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class ArchiveNotice:
    """The notice: the smallest element that holds it, its heading where it has one, all its text, and its links."""

    element: Element
    text: str
    heading: Fragment | None
    links: tuple[Element, ...]


@part
def find(document: Document) -> ArchiveNotice | None:
    """Return the page's archive notice, None where it makes no such statement of itself."""
    speaking = {number for number, line in lines_with(document, _STEMS) if not line.is_hidden}
    if not speaking:
        return None
    shown = [number for number, line in enumerate(document.lines) if not line.is_hidden]
    lines = [document.lines[number] for number in shown]
    last_opening = _last_opening_line(document, lines)
    for number, line in enumerate(lines):
        if shown[number] not in speaking:
            continue
        if len(line.text) > _LONGEST_LINE or not _ARCHIVE_WORD.search(comparable(line.text)):
            continue
        # In menus, lists, data and links the words name other things.
        form = document.closest(line.element, "form")
        if document.closest(line.element, *_MENUS_AND_DATA) is not None or (form is not None and not frames_page(form)):
            continue
        heading = _heading_above(document, lines, number)
        if _is_notice(document, line, heading, opens_the_page=number <= last_opening):
            return _notice(document, lines, number, heading)
    return None


def _is_notice(document: Document, line: Line, heading: Line | None, *, opens_the_page: bool) -> bool:
    text = comparable(line.text)
    if word_count(text) > _MOST_WORDS or text.endswith("?"):
        return False
    if _ABOUT_THE_ARCHIVE.search(text):
        return heading is not None or not _is_front_of_archive(document)
    if any(statement.match(text) for statement in _STATEMENTS):
        return True
    if _CAPITAL_HEADING.fullmatch(text):
        h1 = metadata.find(document).h1
        return h1 is not None and document.precedes(line.element, h1.element)
    return (heading is not None or opens_the_page) and bool(_CONSEQUENCE.search(text) and _ITSELF.search(text))


def _heading_above(document: Document, lines: Sequence[Line], number: int) -> Line | None:
    """Return the line before where it is the heading of a notice: "Archived Content" and the like, not the page's own title."""
    if number == 0:
        return None
    line = lines[number - 1]
    if not _HEADING.fullmatch(comparable(line.text)) or document.closest(line.element, "a", "nav", "h1", "li") is not None:
        return None
    return line if _shared([line, lines[number]]) is not None else None


def _is_front_of_archive(document: Document) -> bool:
    """True when the page's own title says that it is an archive: such a page lists archived things and is current itself."""
    page = metadata.find(document)
    title = page.h1 or page.title
    return title is not None and _NAMES_AN_ARCHIVE.search(re.split(r"\s[|–—-]\s", title.text, maxsplit=1)[0]) is not None


def _last_opening_line(document: Document, lines: Sequence[Line]) -> int:
    """Return the number of the last line that still stands before the text: a few below the first heading; -1 without one."""
    h1 = metadata.find(document).h1
    if h1 is None:
        return -1
    inside = set(h1.element.iter())
    title = next((number for number, line in enumerate(lines) if line.element in inside), None)
    return -1 if title is None else title + _LINES_BELOW_TITLE


def _notice(document: Document, lines: Sequence[Line], number: int, heading: Line | None) -> ArchiveNotice:
    """Return the notice around a line: with the heading above, and with the sentences below that still speak of the archive."""
    line = lines[number]
    own_heading = heading is None and document.closest(line.element, *_HEADINGS) is not None
    chosen = [heading, line] if heading else [line]
    words = sum(word_count(one.text) for one in chosen)
    for following in lines[number + 1 : number + 4]:
        words += word_count(following.text)
        speaks_of_it = own_heading or _ARCHIVE_WORD.search(following.text) or "current" in following.text
        if words > _MOST_WORDS or not speaks_of_it or _shared([*chosen, following], 2) is None:
            break
        chosen.append(following)
    element = _shared(chosen)
    if element is None:
        element, chosen = line.element, [line]
    named = heading or (line if own_heading else None)
    return ArchiveNotice(
        element,
        " ".join(one.text for one in chosen),
        Fragment(named.element, named.text) if named else _heading_inside(document, line),
        tuple(element.iter("a")),
    )


def _heading_inside(document: Document, line: Line) -> Fragment | None:
    """Return the emphasised words that open the line where they are the heading of the notice."""
    for one in (one for one in islice(line.element.iterdescendants(), 3) if isinstance(one.tag, str)):
        text = document.dom_text(one)
        if text and text != line.text and line.text.startswith(text) and _HEADING.fullmatch(comparable(text)):
            return Fragment(one, text)
    return None


def _shared(lines: Sequence[Line], height: int = 4) -> Element | None:
    """Return the lowest element that holds all the lines, where it is a small piece of the page and not the whole."""
    for one in islice((lines[0].element, *lines[0].element.iterancestors()), height + 1):
        if one.tag in ("html", "body", "main"):
            return None
        if all(one is line.element or one in line.element.iterancestors() for line in lines):
            return one
    return None
