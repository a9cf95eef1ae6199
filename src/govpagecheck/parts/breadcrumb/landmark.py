"""The navigation around a trail, and the label that it declares."""

from __future__ import annotations

from itertools import islice

from govpagecheck.document import Document, Element
from govpagecheck.parts import Fragment
from govpagecheck.parts.breadcrumb.trail import Trail, is_small
from govpagecheck.parts.breadcrumb.wording import IS_LABEL
from govpagecheck.text import comparable, normalise


def find_landmark(document: Document, trail: Trail) -> tuple[Element | None, bool]:
    """Return the navigation around the trail, when it holds little else, and whether it declares a label."""
    start = trail.list_element if trail.list_element is not None else trail.element
    links = sum(1 for item in trail.items if item.link is not None)
    for one in (start, *islice(start.iterancestors(), 8)):
        if one.tag == "nav" or one.get("role") == "navigation":
            if sum(1 for _ in islice(one.iter("a"), links + 6)) > links + 4 and not has_trail_label(document, one):
                return None, False
            return one, bool((one.get("aria-label") or "").strip() or (one.get("aria-labelledby") or "").strip())
    return None, False


def has_trail_label(document: Document, element: Element) -> bool:
    """True when the element declares a label that says breadcrumb in some language."""
    label = label_of(document, element)
    return label is not None and IS_LABEL.fullmatch(comparable(label.text)) is not None


def label_of(document: Document, element: Element) -> Fragment | None:
    """Return the text of aria-labelledby or aria-label, and the element that holds it."""
    holders = [holder for name in (element.get("aria-labelledby") or "").split() for holder in document.index.by_id[name][:1]]
    text = normalise(" ".join(document.dom_text(holder) for holder in holders if is_small(holder)))
    if text:
        return Fragment(holders[0], text)
    text = normalise(element.get("aria-label") or "")
    return Fragment(element, text) if text else None
