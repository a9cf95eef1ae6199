"""Dates that readers see: a label with its date in one line or in the next, and the dateline of a press release."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from govpagecheck.calendar_dates import WrittenDate, match_date, parse_date
from govpagecheck.document import Document, Element, Line
from govpagecheck.parts.dates.labels import STEMS, DateLabel, date_labels, whole_label
from govpagecheck.parts.dates.marks import DateMark, mark
from govpagecheck.text import normalise
from govpagecheck.word_search import lines_with

_LONGEST_LINE = 1000
_LONGEST_LABEL = 60
_VERSION = re.compile(r"\b(?:version|build|release|ver|rev)\b|\bv\.?\s?\d", re.IGNORECASE)
_END = re.compile(r"\s*[.)\]*]*\s*(?:\Z|[|•·;]|[-–—]\s|,?\s(?:by|por|par|von)\s[^.]{2,60}\Z)", re.IGNORECASE)
_PLACE = re.compile(r"\(?[A-Z][A-Z.'’ ]{2,30}(?:,\s?[A-Z][\w.]{1,12})?\)?\s?(?:,|[-–—]{1,2}|\()\s?")
_AFTER_DATELINE = re.compile(r"\s?\)?\s?(?:[-–—]{1,2}|:)\s?\w")
_COMMENT = re.compile(r"(?:\A|[\s_-])comments?(?:\Z|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True)
class _Sighting:
    """A label with its date in the text, before it is known whether it speaks of this page."""

    label: DateLabel
    line: Line
    written: WrittenDate
    time: Element | None = None
    is_split: bool = False


def visible_marks(document: Document) -> list[DateMark]:
    """Return the dates that readers see with their label."""
    marks = [_visible_mark(document, one) for one in _of_this_page(document, list(_sightings(document)))]
    if not any(one.kind == "published" for one in marks):
        marks += _dateline(document)
    return marks


def _sightings(document: Document) -> Iterator[_Sighting]:
    for number, line in lines_with(document, STEMS):
        text = line.text
        if line.is_hidden or len(text) > _LONGEST_LINE:
            continue
        found = False
        if any(character.isdigit() for character in text) or any(child.tag == "time" for child in islice(line.element, 5)):
            for sighting in _in_line(document, line):
                found = True
                yield sighting
        if not found and len(text) <= _LONGEST_LABEL and (label := whole_label(text)):
            following = (one for place in range(number + 1, len(document.lines)) if not (one := document.lines[place]).is_hidden)
            yield from _in_next_line(document, label, [line, *islice(following, 2)])


def _in_line(document: Document, line: Line) -> Iterator[_Sighting]:
    """Yield the labels of one line that a date follows, as far as their place in the line and its element allow."""
    text = line.text
    after_date = 0
    for label in date_labels(text):
        found = match_date(text, label.end)
        time = None
        if found is None:
            if label.strength != "strong" or (time := _time_in(line.element)) is None or text[: label.start].strip():
                continue
            found = _written_elsewhere(document, time), len(text)
        written, end = found
        if label.strength == "bare" and not label.has_colon:
            continue
        if _opens(document, line, label, after_date) and _closes(text, end, label) and not _is_control(document, line.element):
            after_date = end
            yield _Sighting(label, line, written, time)


def _opens(document: Document, line: Line, label: DateLabel, after_date: int) -> bool:
    """True when the label begins a statement: the line, a part of it that a mark sets off, or an element in the line."""
    before = line.text[: label.start].rstrip()
    if not before.strip("([*•–—-"):
        return True
    if after_date and not line.text[after_date : label.start].strip(" .,;|•·()/-–—"):
        return True
    if _VERSION.search(before) or document.closest(line.element, "li", "td") is not None:
        return False
    if before[-1] in "|•·":
        return True
    if label.strength != "strong":
        return False
    pieces = (one for one in islice(line.element.iterdescendants(), 40) if isinstance(one.tag, str))
    return before[-1] in ".;>»–—" or any(document.dom_text(one).startswith(label.words) for one in pieces)


def _closes(text: str, end: int, label: DateLabel) -> bool:
    """True when what follows the date leaves it a label's date: nothing for a plain label, no colon for a strong one."""
    rest = text[end:]
    if _END.match(rest):
        return True
    if any(True for following in date_labels(rest[:80]) if not rest[: following.start].strip(" .,;|/-–—")):
        return True
    return label.strength == "strong" and not rest.lstrip().startswith((":", "/"))


def _in_next_line(document: Document, label: DateLabel, lines: Sequence[Line]) -> Iterator[_Sighting]:
    """Yield the label that is a line of its own, with the date that the next line or cell begins with."""
    first, *following = lines
    if _is_control(document, first.element):
        return
    if label.strength != "strong" and not label.has_colon and document.closest(first.element, "dt", "th") is None:
        return
    # A press release may name its office between "For Immediate Release" and the date.
    reach = following if label.words.lower() == "for immediate release" else following[:1]
    plain = DateLabel(label.kind, label.words, "plain", False, 0, 0)
    for line in reach:
        found = match_date(line.text)
        time = None
        if found is None and label.strength == "strong" and line is following[0] and (time := _time_in(line.element)) is not None:
            found = _written_elsewhere(document, time), len(line.text)
        if found and _closes(line.text, found[1], plain) and _are_near(document, first.element, line.element):
            yield _Sighting(label, line, found[0], time, is_split=True)
            return


def _are_near(document: Document, label: Element, value: Element) -> bool:
    """True when both stand in one small piece of the page; cells must share their row."""
    if document.closest(label, "tr") is not document.closest(value, "tr"):
        return False
    above = (label, *label.iterancestors())[:6]
    return any(one in above for one in (value, *value.iterancestors())[:6] if one.tag not in ("html", "body", "main", "table"))


def _is_control(document: Document, element: Element) -> bool:
    """True for what one clicks or chooses: sort options, column sorters, links to other items."""
    return document.closest(element, "a", "button", "option", "select", "label", "legend", "nav", "summary") is not None


def _time_in(element: Element) -> Element | None:
    """Return the `time` element with a `datetime` that the line holds."""
    if element.tag == "time":
        return element if element.get("datetime") else None
    times = [one for one in islice(element.iterdescendants(), 20) if one.tag == "time" and one.get("datetime")]
    return times[0] if len(times) == 1 else None


def _written_elsewhere(document: Document, time: Element) -> WrittenDate:
    written = parse_date(time.get("datetime", ""))
    return WrittenDate(document.dom_text(time), written.value if written else None, "other")


def _of_this_page(document: Document, sightings: Sequence[_Sighting]) -> list[_Sighting]:
    """Leave out what speaks of other things: comments, rows of data tables, and labels that every item of a list repeats."""
    data_tables: dict[Element, bool] = {}
    groups: defaultdict[tuple[str, str], list[_Sighting]] = defaultdict(list)
    for one in sightings:
        if not _is_in_comment(one.line.element) and not _is_data_cell(document, one, data_tables):
            groups[one.label.kind, one.label.words.lower()].append(one)
    kept: list[_Sighting] = []
    for group in groups.values():
        if _is_repeated(group):
            group = [one for one in group if document.closest(one.line.element, "li", "tr", "article", "details") is None]
        if not _is_repeated(group):
            kept += group
    return kept


def _is_repeated(group: Sequence[_Sighting]) -> bool:
    """Two copies are a page's top and bottom or its narrow and wide layout; more with differing dates are a list."""
    return len(group) > 4 or (len(group) > 2 and len({one.written.value for one in group}) > 1)


def _is_in_comment(element: Element) -> bool:
    """True in a block of reader comments, which only its class or id tells."""
    around = (one for one in (element, *element.iterancestors()) if one.tag not in ("body", "html"))
    return any(_COMMENT.search(f"{one.get('class', '')} {one.get('id', '')}") for one in around)


def _is_data_cell(document: Document, sighting: _Sighting, known: dict[Element, bool]) -> bool:
    """True for a cell of a table with column headers that holds label and date; a row of two cells names a property."""
    table = document.closest(sighting.line.element, "table")
    if table is None or document.closest(sighting.line.element, "td") is None or sighting.is_split:
        return False
    if table not in known:
        known[table] = next(table.iter("th"), None) is not None
    return known[table]


def _visible_mark(document: Document, sighting: _Sighting) -> DateMark:
    label, written = sighting.label, sighting.written
    element = sighting.time if sighting.time is not None else _holder(document, sighting.line.element, written.text)
    time = document.closest(element, "time")
    machine = time.get("datetime") if time is not None else None
    return mark(label.kind, element, label.words, written, source="text", machine=machine)


def _holder(document: Document, element: Element, text: str) -> Element:
    """Return the deepest element inside that holds the text."""
    while len(element) <= 50:
        child = next((one for one in element if isinstance(one.tag, str) and text in document.dom_text(one)), None)
        if child is None:
            break
        element = child
    return element


def _dateline(document: Document) -> list[DateMark]:
    """Return the date of the place line that opens a press release, where there is only one on the page."""
    found: list[DateMark] = []
    for line in document.lines:
        if line.is_hidden or len(line.text) < 80 or (place := _PLACE.match(line.text)) is None:
            continue
        match = match_date(line.text, place.end())
        if match and match[0].style != "month-only" and _AFTER_DATELINE.match(line.text, match[1]):
            found.append(mark("published", line.element, normalise(place[0].strip(" ,-–—(")), match[0], source="text"))
    return found if len(found) == 1 else []
