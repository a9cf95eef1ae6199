"""Blocks that sites repeat on their pages (menus, banners, sidebars), and whether a page's own content comes after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from govpagecheck.accessibility import focus, outline, visibility
from govpagecheck.accessibility.outline import Landmark
from govpagecheck.document import Document, Element

REPEATED_ROLES = frozenset(("banner", "complementary", "contentinfo", "navigation", "search"))
_CONTROLS = frozenset(("a", "button", "label", "legend", "option", "select", "summary", "textarea"))
_NEVER_TEXT = frozenset(("noscript", "script", "style", "template", "title"))
_WORD = re.compile(r"[^\W_]{2,}")
_SENTENCE = 10  # words


class TextPiece(NamedTuple):
    """A piece of text that assistive technology meets: the element right around it, its words, and whether a control holds it."""

    element: Element
    words: int
    is_in_control: bool


@dataclass(frozen=True)
class BlocksBeforeContent:
    """The first block that a site repeats, when more text of the page's own follows it than goes before it, else None;
    and the number of controls before the page's first sentence outside of such blocks, 0 where it has none.
    """

    block: Landmark | None
    controls: int


def text_pieces(document: Document) -> tuple[TextPiece, ...]:
    """Return the exposed pieces of text that hold words, in document order."""
    return document.memo("text pieces", lambda: tuple(_text_pieces(document)))


def is_in_repeated_block(document: Document, element: Element) -> bool:
    """True in a landmark whose content pages of a site share, or in a landmark in one."""
    return _repeated_landmark(document, element) is not None


def blocks_before_content(document: Document) -> BlocksBeforeContent:
    """Return what a reader passes before the page's own content. Whether other pages have it too, one page does not show.

    >>> from govpagecheck import parse_page
    >>> document = parse_page("<nav><a href=/>Home</a></nav><p>Boats cross the river every hour of the day.")
    >>> blocks_before_content(document).block.role
    'navigation'
    """
    return document.memo("blocks before content", lambda: _blocks_before_content(document))


def _blocks_before_content(document: Document) -> BlocksBeforeContent:
    block: Landmark | None = None
    words_before = words_after = 0
    first: Element | None = None  # that holds a sentence
    for piece in text_pieces(document):
        repeated = _repeated_landmark(document, piece.element)
        if repeated is not None:
            block = block or (repeated if repeated.role != "contentinfo" else None)
        elif not piece.is_in_control:
            if block is None:
                words_before += piece.words
            else:
                words_after += piece.words
            if first is None and piece.words >= _SENTENCE:
                first = piece.element
    controls = 0
    if first is not None:
        last = document.index.order[first]
        controls = sum(1 for one in document.index.elements[:last] if focus.is_tabbable(document, one))
    return BlocksBeforeContent(block if words_after > words_before else None, controls)


def _repeated_landmark(document: Document, element: Element) -> Landmark | None:
    landmark = outline.landmark_of(document, element)
    if landmark is None:
        return None
    known: dict[Landmark, Landmark | None] = document.memo("repeated landmarks", dict)
    climbed: list[Landmark] = []
    found: Landmark | None = None
    one: Landmark | None = landmark
    while one is not None:
        if one in known:
            found = known[one]
            break
        climbed.append(one)
        if one.role in REPEATED_ROLES:
            found = one
            break
        one = one.parent
    known.update(dict.fromkeys(climbed, found))
    return found


def _text_pieces(document: Document) -> Iterator[TextPiece]:
    index = document.index
    controls = {element for tag in _CONTROLS for element in index.by_tag[tag] if element.tag == tag}
    left_out = {element for tag in _NEVER_TEXT for element in index.by_tag[tag] if element.tag == tag}
    depth = 0  # of the controls that the walk is in
    walker = etree.iterwalk(document.tree, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node in left_out and node.get("shadowrootmode") is None:
                walker.skip_subtree()
                continue
            depth += node in controls
            text = node.text
        else:
            depth -= node in controls
            text = node.tail
        if text and not text.isspace():
            holder = node if event == "start" else node.getparent()
            words = len(_WORD.findall(text))
            if words and holder is not None and visibility.is_exposed(document, holder):
                yield TextPiece(holder, words, depth > 0)
