"""The picture of a house that leads home, where it stands beside the trail and not in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element
from govpagecheck.parts.breadcrumb.trail import Crumb, Trail, is_small
from govpagecheck.parts.breadcrumb.wording import is_home_address, is_home_word, mentions_home

_LEVELS = 3
_MOST_SIBLINGS = 5
_NO_BAR = ("body", "main", "form", "header", "td")


def home_icon(document: Document, trail: Trail) -> Crumb | None:
    """Return the link without text to the home page that stands right before a trail which does not begin at home."""
    first = trail.items[0]
    if mentions_home(first.text) or is_home_address(first.href or ""):
        return None
    before = next(_before(trail.element), None)
    if before is None or document.dom_text(before) or not is_small(before):
        return None
    links = [one for one in before.iter("a") if one.get("href") is not None]
    if len(links) != 1 or not is_home_address(links[0].get("href", "")):
        return None
    # A picture with a name of its own is the site's logo.
    is_logo = any(not is_home_word(alt) for one in links[0].iter("img") if (alt := one.get("alt", "").strip()))
    return None if is_logo else Crumb(links[0], "", links[0], links[0].get("href"), None)


def _before(element: Element) -> Iterator[Element]:
    """Yield what stands before the element in its bar and holds a link or a text, the nearest first."""
    for one in (element, *islice(element.iterancestors(), _LEVELS)):
        if one.tag in _NO_BAR:
            return
        for sibling in islice(one.itersiblings(etree.Element, preceding=True), _MOST_SIBLINGS):
            if (sibling.tail or "").strip():
                return
            if next(sibling.iter("a"), None) is not None or any(not text.isspace() for text in islice(sibling.itertext(), 20)):
                yield sibling
        parent = one.getparent()
        if parent is None or (parent.text or "").strip():
            return
