"""What a link says: whether its words are an empty phrase, and whether words around it say where it leads (WCAG 2.4.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from govpagecheck.accessibility import roles, styles, visibility
from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.names import accessible_description, accessible_name
from govpagecheck.accessibility.table_headers import headers_of
from govpagecheck.document import BLOCK_TAGS, Document, Element

# The whole text of a link that says nothing of its target; English and Spanish.
_VAGUE = re.compile(
    r"\W*(?:(?:please )?(?:(?:click|tap|see|press|go)\s*)?here|click(?: (?:this|the)(?: link)?)?"
    r"|(?:read|see|view|show|learn|find out)?\s*more"
    r"|(?:for )?more (?:info|information|details)|(?:this |the )?link|(?:read|view) (?:this|it)|continue reading"
    r"|aqu[ií]|(?:haga|haz) clic(?: aqu[ií])?|(?:leer|ver|lea|vea|conozca)? ?m[aá]s(?: informaci[oó]n)?|este enlace)\W*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_]{2}")
# WCAG 2.4.4 takes the text of all of these together with the link's: techniques H77 to H79 and ARIA7.
_ITEM_TAGS = frozenset(("li", "dd", "dt", "td", "th", "figcaption", "caption", "legend"))
_ITEM_ROLES = frozenset(("listitem", "cell", "gridcell", "columnheader", "rowheader"))
_NOT_TEXT = frozenset(("script", "style", "noscript", "template"))
_CELL_TAGS = ("td", "th")
_XLINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class _Places:
    """Which elements hold words that tell something: none that are hidden, or in links that are empty phrases."""

    own_words: Mapping[Element, int]  # how many pieces of text with words stand right in a block
    has_words: frozenset[Element]


def is_vague(text: str) -> bool:
    """True where a link's whole text is a phrase such as "click here" or "more", in English or Spanish.

    >>> [is_vague(text) for text in ("Read more »", "Here.", "More about fares", "Aquí")]
    [True, True, False, True]
    """
    return len(text) <= 60 and _is_vague(text)


@lru_cache(maxsize=4096)
def _is_vague(text: str) -> bool:
    return _VAGUE.fullmatch(text) is not None


def block_of(document: Document, link: Element) -> Element:
    """Return the block that the link stands in: the paragraph, list item, cell, div ... without another block between."""
    block = _around(document, link, _bounds_block)
    return document.tree if block is None else block


def stands_alone(document: Document, link: Element) -> bool:
    """True where no other words stand in the link's block, so that only headings and blocks around it tell of its target."""
    inside = sum(1 for one in link.iter("*") if one.tag not in _NOT_TEXT and one.text and _LETTERS.search(one.text))
    inside += sum(1 for one in link.iterdescendants("*") if one.tail and _LETTERS.search(one.tail))
    return _places(document).own_words.get(block_of(document, link), 0) <= inside


def has_context(document: Document, link: Element) -> bool:
    """True where words that assistive technology ties to the link stand with it: in the same sentence, paragraph, list item
    or cell, in the cell's headers, in the item around a nested list, or in the link's description (WCAG 2.4.4).

    The words of links that are empty phrases do not count.
    """
    if accessible_description(document, link):
        return True
    places = _places(document)
    if _around(document, link, _bounds_block) in places.own_words:
        return True
    item = _around(document, link, _is_item)
    if item is None:
        return False
    if item in places.has_words or _item_around(document, item) in places.own_words:
        return True
    headers = headers_of(document, item) or () if item.tag in _CELL_TAGS else ()
    return any(header in places.has_words for header in headers)


def _item_around(document: Document, item: Element) -> Element | None:
    """Return the list item that holds the nested list which the item is in (technique H81)."""
    parents = flat_tree(document).parents
    parent = parents.get(item)
    around = parents.get(parent) if parent is not None else None
    return around if around is not None and around.tag == "li" else None


def _places(document: Document) -> _Places:
    return document.memo("link contexts", lambda: _find_places(document))


def _find_places(document: Document) -> _Places:
    """Hand down what is silent in one walk, then hand up what holds words."""
    tree = flat_tree(document)
    vague = {one for one in roles.elements_with_role(document, "link") if is_vague(accessible_name(document, one))}
    silent: set[Element] = set()
    own: Counter[Element] = Counter()
    for element in tree.order:
        parent, tail = tree.parents.get(element), element.tail
        is_below_silent = parent is not None and parent in silent
        if is_below_silent or element in vague or not visibility.is_exposed(document, element):
            silent.add(element)
        elif _holds_words(document, element):
            own[element if _is_block(document, element) else block_of(document, element)] += 1
        if tail and parent is not None and not is_below_silent and _LETTERS.search(tail):
            own[block_of(document, element)] += 1
    words: set[Element] = set()
    for holder in own:
        above: Element | None = holder
        while above is not None and above not in words:
            words.add(above)
            above = tree.parents.get(above)
    return _Places(own, frozenset(words))


def _around(document: Document, element: Element, test: Callable[[Document, Element], bool]) -> Element | None:
    parents = flat_tree(document).parents
    return document.nearest(parents.get(element), test, parents.get)


def _is_block(document: Document, element: Element) -> bool:
    if element.tag in BLOCK_TAGS:
        return True
    display = styles.style(document, element).display
    return display in ("block", "flex", "grid", "list-item", "table-cell", "flow-root")


def _bounds_block(document: Document, element: Element) -> bool:
    return _is_block(document, element) or element not in flat_tree(document).parents


def _is_item(document: Document, element: Element) -> bool:
    return element.tag in _ITEM_TAGS or roles.role(document, element) in _ITEM_ROLES


def _holds_words(document: Document, element: Element) -> bool:
    if element.text and _LETTERS.search(element.text) and element.tag not in _NOT_TEXT:
        return True
    return element.tag == "img" and bool(accessible_name(document, element))


# -- the links of a card -------------------------------------------------------------------------------------------------

_MORE_THAN_A_CARD = frozenset("html body main header footer nav ul ol table tbody form".split())
_LEVELS = 5  # from a link up to its card


def is_named_beside(document: Document, link: Element) -> bool:
    """True where a link of the same card leads to the same address and says where that is, as the title above "Read more"."""
    named = document.memo("named links by card", lambda: _named_by_card(document))
    return any((card, address_of(link)) in named for card in _cards(link))


def address_of(link: Element) -> str:
    """Return the address of an HTML or SVG link as written, without white space around it; "" where it has none."""
    written = link.get("href")
    return (written if written is not None else link.get(_XLINK) or "").strip()


def _named_by_card(document: Document) -> set[tuple[Element, str]]:
    links = (one for one in roles.elements_with_role(document, "link") if address_of(one))
    named = (one for one in links if (name := accessible_name(document, one)) and not is_vague(name))
    return {(card, address_of(link)) for link in named for card in _cards(link)}


def _cards(link: Element) -> Iterator[Element]:
    return islice(takewhile(lambda one: one.tag not in _MORE_THAN_A_CARD, link.iterancestors()), _LEVELS)
