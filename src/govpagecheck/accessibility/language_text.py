"""Which text of a page is in which declared language: each element with `lang`, and the words that inherit it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.visibility import is_exposed, is_hidden, is_visible
from govpagecheck.document import Document, Element
from govpagecheck.text import normalise

_MOST_CHARACTERS = 20_000  # of one element's text: enough to know its language
# Of the head only the title is text.
_NO_TEXT = frozenset("script style template noscript iframe object audio video canvas meta link base".split())
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
    tree, index = flat_tree(document), document.index
    speakers = set(index.by_attribute["lang"])
    left_out = {element for tag in _NO_TEXT for element in index.by_tag[tag] if element.tag == tag}
    if not with_code:
        left_out.update(_no_prose(document))
    named = {element for name in (*_NAMING, "aria-labelledby") for element in index.by_attribute[name]}.union(index.by_tag["input"])
    owners: dict[Element, Element] = {}
    pieces: defaultdict[Element, list[str]] = defaultdict(list)
    sizes: defaultdict[Element, int] = defaultdict(int)
    for element in tree.order:
        parent = tree.parents.get(element)
        owner = element if parent is None or element in speakers else owners[parent]
        owners[element] = owner
        if element is owner:
            pieces[owner].append("")
        if element in left_out or parent in left_out:
            left_out.add(element)
            continue
        if sizes[owner] < _MOST_CHARACTERS:
            found = [text for text in (element.text, *[child.tail for child in element]) if text]
            if not found and element not in named:
                continue
            if element.tag == "title":
                found = [element.text or ""]
            elif is_exposed(document, element):
                found += _names(document, element) if element in named else ()
            elif not is_visible(document, element):
                continue
            pieces[owner] += [piece[:_MOST_CHARACTERS] for piece in found]
            sizes[owner] += sum(map(len, found))
    return {owner: normalise(" ".join(found)) for owner, found in pieces.items()}


def _no_prose(document: Document) -> Iterator[Element]:
    index = document.index
    for tag in _NO_PROSE:
        yield from (element for element in index.by_tag[tag] if element.tag == tag)
    yield from index.by_class["notranslate"]
    yield from (element for element in index.by_attribute["translate"] if element.get("translate") == "no")


def _names(document: Document, element: Element) -> list[str]:
    """Return what the element's attributes say."""
    found = [value for name in _NAMING if (value := element.get(name))]
    if element.tag == "input" and (element.get("type") or "").lower() in _BUTTONS:
        found.append(element.get("value") or "")
    for identifier in (element.get("aria-labelledby") or "").split():
        named = document.index.by_id.get(identifier)
        if named and is_hidden(document, named[0]):
            found.append(document.dom_text(named[0])[:_MOST_CHARACTERS])
    return found
