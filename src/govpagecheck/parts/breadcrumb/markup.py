"""Trails by their markup: elements whose class, id, tag, label or structured data call them a breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.document import BLOCK_TAGS, INERT_TAGS, Document, Element
from govpagecheck.parts.breadcrumb.entries import component_trail, list_trail, run_trail
from govpagecheck.parts.breadcrumb.landmark import has_trail_label
from govpagecheck.parts.breadcrumb.trail import MAX_CANDIDATES, Trail, is_small
from govpagecheck.word_search import classes_with, ids_with

# Class or id words, also inside camel case (`lblBreadCrumb`) and with the misspelling that Sitefinity ships (`sf-breadscrumb`).
_NAMED_LIKE_A_TRAIL = re.compile(r"bread[-_]?s?crumb|crumb[-_]?trail|\bcrumbs?\b|site-?map-?path|you-?are-?here", re.IGNORECASE)
_NAME_STEMS = ("crumb", "path", "here")  # one of which every such name holds
# SharePoint's folder popup has this class on every page; it is a menu of the editor, not a trail of the page.
_POPUP = re.compile(r"\bs4-(?:breadcrumb|pop|clust)", re.IGNORECASE)
_COMPONENT_TAG = re.compile(r"-breadcrumbs?$")
_HOLDS_A_TRAIL = re.compile(
    r"(?:^|[\s_-])(?:bread[-_]?s?crumbs?|crumbs|crumb-?trail|site-?map-?path)(?:[-_]*(?:list|nav|navigation|wrapper|wrap|container|trail|block))?(?=$|\s)",
    re.IGNORECASE,
)


def trails_by_markup(document: Document) -> Iterator[Trail]:
    """Yield the trails in or around what is named like one."""
    for candidate in islice(_candidates(document), MAX_CANDIDATES):
        trail = _trail_of(document, candidate)
        if trail is not None:
            yield trail


def _candidates(document: Document) -> Iterator[Element]:
    """Yield the elements that are named like a trail, outermost first."""
    index = document.index
    found = [one for name in classes_with(document, _NAME_STEMS) if _NAMED_LIKE_A_TRAIL.search(name) for one in index.by_class[name]]
    found += [one for name in ids_with(document, _NAME_STEMS) if _NAMED_LIKE_A_TRAIL.search(name) for one in index.by_id[name]]
    found += [one for tag, elements in index.by_tag.items() if _COMPONENT_TAG.search(tag) for one in elements]
    landmarks = (one for one in index.by_attribute["role"] if one.get("role") in ("navigation", "breadcrumbs"))
    found += [one for one in (*index.by_tag["nav"], *landmarks) if has_trail_label(document, one)]
    found += [one for name in ("itemtype", "typeof") for one in index.by_attribute[name] if "BreadcrumbList" in (one.get(name) or "")]
    for element in sorted(set(found), key=index.order.__getitem__):
        if element.tag not in INERT_TAGS and not _is_popup(element):
            yield element


def _is_trail_component(element: Element) -> bool:
    return _COMPONENT_TAG.search(element.tag) is not None


def _trail_of(document: Document, candidate: Element) -> Trail | None:
    """Return the trail in, or around, an element that is named like one."""
    if _is_trail_component(candidate):
        return component_trail(document, candidate)
    if any(_is_trail_component(one) for one in candidate.iterancestors()):
        return None
    if is_small(candidate):
        for one in candidate.iter("ol", "ul"):
            if not _is_popup(one) and (trail := list_trail(document, one)) is not None:
                return trail
        if candidate.tag not in ("a", "button", "li") and not _has_controls(candidate):
            trail = run_trail(document, candidate)
            if trail is not None and (len(trail.items) > 1 or _is_container(document, candidate)):
                return _widened(document, trail)
    holder = candidate.getparent() if candidate.tag in ("a", "li", "span", "strong", "b", "em", "font") else None
    if candidate.tag == "li" and holder is not None:
        return list_trail(document, holder)
    if holder is not None and holder.tag == "li":
        above = holder.getparent()
        return list_trail(document, above) if above is not None else None
    if holder is not None and (line := _line_around(document, candidate)) is not None:
        trail = run_trail(document, line)
        return trail if trail is not None and len(trail.items) > 1 else None
    return None


def _is_popup(element: Element) -> bool:
    return any(_POPUP.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in (element, *islice(element.iterancestors(), 3)))


def _has_controls(element: Element) -> bool:
    return next((one for one in element.iter("input", "select", "textarea") if one.get("type") != "hidden"), None) is not None


def _is_container(document: Document, element: Element) -> bool:
    if element.tag in ("span", "strong", "b", "em", "i", "p") and not element.get("id"):
        return False
    names = (element.get("class") or "", element.get("id") or "")
    return any(_HOLDS_A_TRAIL.search(name) for name in names) or has_trail_label(document, element)


def _widened(document: Document, trail: Trail) -> Trail:
    """Return the trail of the whole line where the named element is only the end of it."""
    line = _line_around(document, trail.element)
    if line is None or line is trail.element:
        return trail
    whole = run_trail(document, line)
    return whole if whole is not None and len(whole.items) > len(trail.items) else trail


def _line_around(document: Document, element: Element) -> Element | None:
    """Return the element of the line of text that the inline element stands in."""
    line_elements = document.memo("line elements", lambda: {line.element for line in document.lines})
    if element.tag in BLOCK_TAGS:
        return None
    for one in islice(element.iterancestors(), 8):
        if one in line_elements:
            return one if is_small(one) else None
        if one.tag in BLOCK_TAGS:
            return None
    return None
