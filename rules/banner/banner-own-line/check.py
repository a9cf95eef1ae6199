"""Look for a logo, menu or search inside the banner, and for text beside it in the same row. The layout itself needs a browser."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from govpagecheck.rule_api import Context, Element, Miss

ROWS = frozenset("display-flex d-flex grid-row flex-row row".split())
COLUMNS = frozenset("flex-column flex-col".split())
FULL = re.compile(r"(?:^|[\s-])(?:col|cell)(?:-\w+)*-12\b|(?:^|\s)grid-col-12\b|w-100\b")


def check(context: Context, banner: Any) -> Iterator[Miss]:
    inside = {banner.panel, *banner.panel.iterdescendants()} if banner.panel is not None else set()
    for one in banner.element.iterdescendants(etree.Element):
        if one not in inside and (what := _other_furniture(one)):
            yield Miss(what, reason="holds-more", element=one)
    parent = banner.element.getparent()
    classes = set((parent.get("class") or "").split()) if parent is not None else set()
    if classes & ROWS and not classes & COLUMNS and not FULL.search(banner.element.get("class") or ""):
        for one in parent.iterchildren(etree.Element):
            if one is not banner.element and not FULL.search(one.get("class") or "") and (text := context.document.exposed_text(one)):
                yield Miss(text, reason="beside-more")


def _other_furniture(element: Element) -> str:
    role = element.get("role")
    if element.tag == "nav" or role == "navigation":
        return "a menu"
    if role == "search" or (element.tag == "input" and element.get("type", "text") in ("search", "text")):
        return "a search"
    if element.tag == "h1":
        return "the page's heading"
    is_logo = element.tag == "img" and any("logo" in (element.get(name) or "").lower() for name in ("class", "id", "alt", "src"))
    return "a logo" if is_logo else ""
