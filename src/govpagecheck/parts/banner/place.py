"""Where a banner may stand: the boxes that belong to it, and content in which the words are no banner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govpagecheck.document import Element

MOST_CANDIDATES = 20
_CONTENT_TAGS = frozenset({"article", "blockquote", "q", "code", "pre", "samp", "figure", "textarea", "option", "dialog"})
_IDENTIFIER = re.compile(r"identifier|agency description", re.IGNORECASE)


def outermost(elements: Sequence[Element]) -> list[Element]:
    """Return the elements, given in page order, that stand in no other of them."""
    kept: list[Element] = []
    for element in elements:
        if not is_inside(element, kept):
            kept.append(element)
    return kept


def is_inside(element: Element, roots: Sequence[Element]) -> bool:
    """True when the element is one of the roots or stands in one."""
    return bool(roots) and any(one in roots for one in (element, *element.iterancestors()))


def is_content(element: Element) -> bool:
    """True for quoted or authored content, and for the agency identifier, whose disclaimer reads like a banner."""
    for one in (element, *element.iterancestors()):
        if one.tag in _CONTENT_TAGS or one.get("role") in ("article", "dialog"):
            return True
        if any(_IDENTIFIER.search(one.get(name) or "") for name in ("class", "aria-label")):
            return True
    return False
