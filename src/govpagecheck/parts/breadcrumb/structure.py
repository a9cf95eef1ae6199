"""Trails by their structure alone: near the page's first heading, a line or list that begins at home."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element
from govpagecheck.parts.breadcrumb.entries import list_trail, run_trail
from govpagecheck.parts.breadcrumb.trail import MAX_CANDIDATES, Trail, is_small
from govpagecheck.parts.breadcrumb.wording import IS_LABEL, ITEM_AND_SEPARATOR, LINE_FROM_HOME, TRAIL_STEMS
from govpagecheck.text import comparable
from govpagecheck.word_search import lines_with

_MAX_LINES_BELOW_HEADING = 60  # some templates print the site's name as h1, above the trail


def trails_by_structure(document: Document) -> Iterator[Trail]:
    """Yield trails without a telling name: near the page's first heading, a line or list that begins at home."""
    heading = next(iter(document.index.by_tag["h1"]), None)
    below = tried = counted = 0
    for number, line in lines_with(document, TRAIL_STEMS):
        if heading is not None:
            below += sum(not document.precedes(one.element, heading) for one in document.lines[counted : number + 1])
            counted = number + 1
        if below > _MAX_LINES_BELOW_HEADING or tried > MAX_CANDIDATES:
            return
        if line.is_hidden or len(line.text) > 400:
            continue
        trail: Trail | None = None
        text = comparable(line.text)
        if ITEM_AND_SEPARATOR.fullmatch(text):
            item = document.closest(line.element, "li")
            around = item.getparent() if item is not None else None
            if around is not None:
                trail = list_trail(document, around)
        elif LINE_FROM_HOME.fullmatch(text) and is_small(line.element):
            trail = run_trail(document, line.element)
        elif IS_LABEL.fullmatch(text):
            trail = _labelled_list(document, line.element)
        else:
            continue
        tried += 1
        if trail is None or len(trail.items) < 2 or trail.items[0].link is None:
            continue
        if not any(one.tag == "footer" for one in trail.element.iterancestors()):
            yield trail


def _labelled_list(document: Document, label: Element) -> Trail | None:
    """Return the list that follows the words "You are here"."""
    for one in (label, *islice(label.iterancestors(), 2)):
        follower = next(one.itersiblings(etree.Element), None)
        if follower is not None:
            inside = next(follower.iter("ol", "ul"), None) if is_small(follower) else None
            return list_trail(document, inside) if inside is not None else None
        if one.tag in ("nav", "section", "main", "body"):
            return None
    return None
