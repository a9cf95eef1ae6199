"""Which text of a page is in which declared language: each element with `lang`, and the words that inherit it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.visibility import is_exposed, is_hidden, is_visible
from govpagecheck.document import Document, Element
from govpagecheck.text import normalise

_MOST_CHARACTERS = 20_000  # of one element's text: enough to know its language
_NO_TEXT = frozenset("script style template noscript iframe object audio video canvas head meta link base".split())
# What is written there is in no language of people.
_NO_PROSE = frozenset(("code", "pre", "kbd", "samp", "var"))
_NAMING = ("alt", "aria-label", "title", "placeholder")
_BUTTONS = frozenset(("submit", "reset", "button"))


def languages_of_text(document: Document) -> Mapping[Element, str]:
    """Return, for the root and each element with `lang`, the text that inherits its language; "" where there is none.

    That is what people see or assistive technology says (ACT "text inheriting its programmatic language"): text, and the names
    that attributes give; the page's title belongs to the root. The pieces are
    not always in reading order. At most some 20,000 characters of each.
    """
    return document.memo("languages of text", lambda: _gather(document, with_code=True))


def prose_by_language(document: Document) -> Mapping[Element, str]:
    """Return the same without what is no prose: code, and what is marked as not to be translated, such as names."""
    return document.memo("prose by language", lambda: _gather(document, with_code=False))


def _gather(document: Document, *, with_code: bool) -> dict[Element, str]:
    tree = flat_tree(document)
    owners: dict[Element, Element] = {}
    left_out: set[Element] = set()
    pieces: defaultdict[Element, list[str]] = defaultdict(list)
    sizes: defaultdict[Element, int] = defaultdict(int)
    for element in tree.order:
        parent = tree.parents.get(element)
        owner = element if parent is None or element.get("lang") is not None else owners[parent]
        owners[element] = owner
        if element is owner:
            pieces[owner].append("")
        is_left_out = (parent is not None and parent in left_out) or element.tag in _NO_TEXT or (not with_code and _is_no_prose(element))
        if is_left_out and element.tag != "head":
            left_out.add(element)
            continue
        if sizes[owner] < _MOST_CHARACTERS:
            for piece in _texts(document, element):
                pieces[owner].append(piece[:_MOST_CHARACTERS])
                sizes[owner] += len(piece)
    return {owner: normalise(" ".join(found)) for owner, found in pieces.items()}


def _is_no_prose(element: Element) -> bool:
    names = element.get("class")
    return element.tag in _NO_PROSE or element.get("translate") == "no" or (names is not None and "notranslate" in names.split())


def _texts(document: Document, element: Element) -> list[str]:
    """Return the text that stands directly in the element, and what its attributes say."""
    if element.tag == "title":
        return [element.text or ""]
    found = [element.text or "", *(child.tail or "" for child in element)]
    exposed = is_exposed(document, element)
    if not exposed and not is_visible(document, element):
        return []
    if exposed:
        found += [value for name in _NAMING if (value := element.get(name))]
        if element.tag == "input" and (element.get("type") or "").lower() in _BUTTONS:
            found.append(element.get("value") or "")
        for identifier in (element.get("aria-labelledby") or "").split():
            named = document.index.by_id.get(identifier)
            if named and is_hidden(document, named[0]):
                found.append(document.dom_text(named[0])[:_MOST_CHARACTERS])
    return found
