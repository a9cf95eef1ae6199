"""The entries of a trail: read from a list, from a run of links and separators, or from a web component."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from govpagecheck.document import BLOCK_TAGS, INERT_TAGS, Document, Element
from govpagecheck.parts import Fragment
from govpagecheck.parts.breadcrumb.trail import Crumb, Trail
from govpagecheck.parts.breadcrumb.wording import (
    INNER_SEPARATOR,
    IS_LABEL,
    LEADING_SEPARATOR,
    ONLY_SEPARATORS,
    STARTS_WITH_LABEL,
    TRAILING_SEPARATOR,
)
from govpagecheck.text import comparable, normalise

_MAX_ITEMS = 15
_MAX_ITEM_LENGTH = 250
_COMPONENT_ITEM_TAG = re.compile(r"-breadcrumbs?-item$")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NO_ENTRY = INERT_TAGS | {"ol", "ul", "button", "meta", "link", "input", "select"}


@dataclass(frozen=True)
class _Piece:
    """A link, a text and its holder, or (both empty) a gap between entries: the end of a block or an icon."""

    holder: Element
    text: str = ""
    link: Element | None = None


def list_trail(document: Document, list_element: Element) -> Trail | None:
    """Return the trail in a list; each of its lines may ask for it."""
    return document.memo(("list trail", list_element), lambda: _read_list(document, list_element))


def _read_list(document: Document, list_element: Element) -> Trail | None:
    """Read a list, also one that nests each entry in the one before (SharePoint); None for a menu."""
    if list_element.tag not in ("ol", "ul") and list_element.get("role") != "list":
        return None
    items: list[Crumb] = []
    separators: list[Fragment] = []
    level: Element | None = list_element
    is_hidden = document.is_hidden(list_element)
    while level is not None:
        entries = [one for one in level.iterchildren(etree.Element) if one.tag == "li" or one.get("role") == "listitem"]
        if len(entries) > 2 * _MAX_ITEMS:
            return None
        inner = [sub for entry in entries if (sub := next(entry.iter("ol", "ul"), None)) is not None]
        if inner and len(entries) > 1:
            return None
        for entry in entries:
            if not is_hidden and document.is_hidden(entry):
                continue
            crumb = _list_item(document, entry, separators)
            if crumb is not None:
                items.append(crumb)
        level = inner[0] if inner else None
        if len(items) > _MAX_ITEMS:
            return None
    return _checked(Trail(list_element, list_element, tuple(items), tuple(separators)))


def _list_item(document: Document, entry: Element, separators: list[Fragment]) -> Crumb | None:
    pieces: list[str] = []
    link: Element | None = None
    for piece in _pieces(entry):
        if piece.link is not None:
            text = _trimmed(document.dom_text(piece.link), piece.link, separators)
            if link is None or text:
                link = link if link is not None and link.get("href") else piece.link
            pieces.append(text)
        elif piece.text:
            pieces.append(_trimmed(piece.text, piece.holder, separators))
    text = normalise(" ".join(filter(None, pieces)))
    if IS_LABEL.fullmatch(comparable(text)) or (not text and (link is None or not _has_icon(link))):
        return None
    return Crumb(entry, text, link, link.get("href") if link is not None else None, _current(entry))


def run_trail(document: Document, container: Element) -> Trail | None:
    """Return the trail in an element without a list: links, and the texts that separators or blocks set apart."""
    items: list[Crumb] = []
    separators: list[Fragment] = []
    for piece in _joined(_pieces(container)):
        if len(items) > _MAX_ITEMS:
            return None
        if piece.link is not None:
            text = _trimmed(document.dom_text(piece.link), piece.link, separators)
            if (text or (not items and _has_icon(piece.link))) and not IS_LABEL.fullmatch(comparable(text)):
                items.append(Crumb(piece.link, text, piece.link, piece.link.get("href"), _current(piece.link)))
            continue
        if not _is_hidden_from_readers(piece.holder):
            separators.extend(Fragment(piece.holder, found[0]) for found in INNER_SEPARATOR.finditer(piece.text))
        for text in INNER_SEPARATOR.split(piece.text):
            word = STARTS_WITH_LABEL.sub("", _trimmed(text, piece.holder, separators), count=1)
            if word and not IS_LABEL.fullmatch(comparable(word)):
                items.append(Crumb(piece.holder, word, None, None, _current(piece.holder)))
    if not any(item.link is not None for item in items):
        return None
    return _checked(Trail(container, None, tuple(items), tuple(separators)))


def component_trail(document: Document, component: Element) -> Trail | None:
    """Return the trail of a custom element with its shadow root written out; without one, a script decides the markup."""
    if next((one for one in component.iter("template") if one.get("shadowrootmode") is not None), None) is None:
        return None
    entries = [one for one in component.iter(etree.Element) if _COMPONENT_ITEM_TAG.search(one.tag)]
    items: list[Crumb] = []
    for entry in entries[: _MAX_ITEMS + 1]:
        link = next((one for one in entry.iter("a") if one.get("href") is not None), None)
        text = document.dom_text(entry)
        if text:
            items.append(Crumb(entry, text, link, link.get("href") if link is not None else entry.get("href"), _current(entry)))
    holder = next(component.iter("ol", "ul"), None)
    return _checked(Trail(component, holder, tuple(items), ()))


def _checked(trail: Trail) -> Trail | None:
    if not trail.items or len(trail.items) > _MAX_ITEMS or not any(item.text for item in trail.items):
        return None
    return trail if all(len(item.text) <= _MAX_ITEM_LENGTH for item in trail.items) else None


def _current(element: Element) -> str | None:
    """Return aria-current of the element, of something in it, or of the inline elements or entry around it."""
    inside = (one for one in islice(element.iter(etree.Element), 50))
    around: list[Element] = []
    for one in islice(element.iterancestors(), 3):
        if one.tag in ("ol", "ul", "nav", "p", "div", "td") or len(one) > 1:
            break
        around.append(one)
    return next((value for one in (*inside, *around) if (value := one.get("aria-current")) is not None), None)


def _has_icon(link: Element) -> bool:
    """True for a link without text that leads to another page: it shows a picture of a house (SiteMapPath's is a skip link)."""
    if (link.get("href") or "").strip()[:1] in ("", "#"):
        return False
    return any(link.get(name) for name in ("aria-label", "title")) or len(link) > 0


def _trimmed(text: str, holder: Element, separators: list[Fragment]) -> str:
    """Return the text without separators at its ends, and note those that readers meet."""
    text = normalise(text)
    if IS_LABEL.fullmatch(comparable(text)):
        return ""
    start = LEADING_SEPARATOR.match(text)
    if ONLY_SEPARATORS.fullmatch(text):
        cut = [text]
        text = ""
    else:
        cut = [start[0].strip()] if start else []
        text = text[start.end() :] if start else text
        if end := TRAILING_SEPARATOR.search(text):
            cut.append(end[0].strip())
            text = text[: end.start()].rstrip()
    if not _is_hidden_from_readers(holder):
        separators.extend(Fragment(holder, one) for one in cut if one)
    return text


def _is_hidden_from_readers(element: Element) -> bool:
    return any(one.get("aria-hidden") == "true" for one in (element, *islice(element.iterancestors(), 5)))


def _pieces(root: Element) -> Iterator[_Piece]:
    """Yield what an element shows outside nested lists and headings, in order."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event in ("comment", "pi"):
            yield from _text_piece(node.tail, node.getparent())
            continue
        if event == "end":
            if node is not root:
                if node.tag in BLOCK_TAGS:
                    yield _Piece(node)
                yield from _text_piece(node.tail, node.getparent())
            continue
        if node is root:
            yield from _text_piece(node.text, node)
            continue
        is_link = node.tag == "a"
        if is_link or node.tag in _NO_ENTRY or (node.tag in _HEADINGS and root.tag != "li") or node.get("hidden") is not None:
            walker.skip_subtree()
            yield _Piece(node, link=node if is_link else None)
            continue
        if node.tag in BLOCK_TAGS or (not len(node) and not (node.text or "").strip() and node.tag not in ("wbr",)):
            yield _Piece(node)
        yield from _text_piece(node.text, node)


def _text_piece(text: str | None, holder: Element | None) -> Iterator[_Piece]:
    if text and holder is not None and normalise(text):
        yield _Piece(holder, text)


def _joined(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces with texts that nothing sets apart put together: `Orders <em>and</em> opinions` is one entry."""
    waiting: _Piece | None = None
    for piece in pieces:
        if piece.text and waiting is not None and not _stand_apart(waiting, piece):
            waiting = replace(waiting, text=waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece if piece.text else None
        if piece.link is not None:
            yield piece
    if waiting is not None:
        yield waiting


def _stand_apart(first: _Piece, second: _Piece) -> bool:
    if ONLY_SEPARATORS.fullmatch(first.text) or ONLY_SEPARATORS.fullmatch(second.text):
        return True
    names = first.holder.get("class"), second.holder.get("class")
    return first.holder is not second.holder and names[0] is not None and names[0] == names[1]
