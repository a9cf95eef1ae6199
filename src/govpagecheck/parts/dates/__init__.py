"""Dates: when the page says it was published, updated and reviewed, to readers and to machines."""

from __future__ import annotations

from govpagecheck.document import Document
from govpagecheck.parts import part
from govpagecheck.parts.dates.declared import declared_marks
from govpagecheck.parts.dates.marks import DateMark, PageDates, written_out
from govpagecheck.parts.dates.visible import visible_marks

__all__ = ["DateMark", "PageDates", "find", "written_out"]


@part
def find(document: Document) -> PageDates:
    """Return the dates that the page states; there may be none."""
    order = document.index.order
    marks = [*visible_marks(document), *declared_marks(document)]
    return PageDates(tuple(sorted(marks, key=lambda mark: order.get(mark.element, 0))))
