"""Find a label that stood above with another date, both speaking of the page and not of one of its pieces."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, DateMark, Document, Element, Miss, PageDates, find_part

PIECES = ("li", "tr", "details", "aside", "nav", "section", "dl")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def check(context: Context, mark: DateMark) -> Iterator[Miss]:
    dates = find_part(context.document, "dates")
    if not isinstance(dates, PageDates):
        return
    for other in dates.visible:
        if other is mark:
            return
        if other.label.lower() == mark.label.lower() and _differ(other, mark) and not _are_of_pieces(context.document, other, mark):
            yield Miss(mark.text, other.text, "two-dates")
            return


def _differ(first: DateMark, second: DateMark) -> bool:
    if first.value is None or second.value is None:
        return False
    if "month-only" in (first.style, second.style):
        return (first.value.year, first.value.month) != (second.value.year, second.value.month)
    return not set(first.readings) & set(second.readings)


def _are_of_pieces(document: Document, first: DateMark, second: DateMark) -> bool:
    """True when either date belongs to an item, a card, or the section under a heading of its own."""
    above = {*first.element.iterancestors()}
    if any(document.closest(mark.element, *PIECES) is not None for mark in (first, second)):
        return True
    branch: Element = second.element
    for one in second.element.iterancestors():
        if one in above:
            break
        branch = one
    if document.closest(first.element, "article") is not document.closest(second.element, "article") and branch.tag == "article":
        return True
    twin = next((one for one in (first.element, *first.element.iterancestors()) if one.getparent() is branch.getparent()), None)
    if twin is not None and twin is not branch and branch.get("class") and branch.get("class") == twin.get("class"):
        return True
    return _heading_right_above(first.element) or _heading_right_above(second.element)


def _heading_right_above(element: Element) -> bool:
    """True when a lower heading stands directly before the line of the date."""
    for one in islice((element, *element.iterancestors()), 3):
        before = one.getprevious()
        if before is not None:
            return before.tag in HEADINGS
    return False
