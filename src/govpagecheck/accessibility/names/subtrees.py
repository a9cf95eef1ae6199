"""What lies in an element, answered from the order of the page's elements instead of by walking."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from govpagecheck.document import Document, Element


def contains(document: Document, outer: Element, inner: Element) -> bool:
    """True where `inner` is a descendant of `outer`."""
    order = document.index.order
    return order[outer] < order[inner] <= _ends(document)[outer]


def those_within(document: Document, outer: Element, elements: Sequence[Element]) -> Sequence[Element]:
    """Return those of some elements, which are in document order, that are descendants of `outer`."""
    order = document.index.order
    first = bisect_right(elements, order[outer], key=order.__getitem__)
    return elements[first : bisect_right(elements, _ends(document)[outer], key=order.__getitem__)]


def _ends(document: Document) -> dict[Element, int]:
    return document.memo("ends of subtrees", lambda: _find_ends(document))


def _find_ends(document: Document) -> dict[Element, int]:
    """Return the place of each element's last descendant, its own where it has none."""
    ends = dict(document.index.order)
    for element in reversed(document.index.elements):
        parent = element.getparent()
        if parent is not None and ends[parent] < ends[element]:
            ends[parent] = ends[element]
    return ends
