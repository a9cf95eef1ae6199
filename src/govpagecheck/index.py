"""Index: every element of a page by tag, id, class and attribute, so that nobody walks the tree to find some."""

from __future__ import annotations

from lxml import etree

Element = etree._Element


class Lists(dict[str, list[Element]]):
    """Lists of elements by a name; a name that none has gives an empty list, and asking for it leaves no trace.

    >>> names = Lists()
    >>> names["id"], list(names)
    ([], [])
    """

    def __missing__(self, name: str) -> list[Element]:
        return []

    def add(self, name: str, element: Element) -> None:
        """Put an element at the end of a name's list."""
        self.setdefault(name, []).append(element)


class Index:
    """Every element of the page in document order, by tag, id, class and attribute; built in one walk.

    The contents of inert templates are left out; declarative shadow roots (`<template shadowrootmode>`) are page content.
    """

    def __init__(self, root: Element) -> None:
        self.elements: list[Element] = []
        self.order: dict[Element, int] = {}
        self.number: dict[Element, int] = {}
        self.by_tag = Lists()
        self.by_id = Lists()
        self.by_class = Lists()
        self.by_attribute = Lists()
        inert_until: Element | None = None
        for number, element in enumerate(root.iter(etree.Element)):
            if inert_until is not None:
                if inert_until in element.iterancestors("template"):
                    continue
                inert_until = None
            self.order[element] = len(self.elements)
            self.number[element] = number
            self.elements.append(element)
            tag = element.tag
            self.by_tag.add(tag if tag[0] != "{" else tag.partition("}")[2], element)
            for name in attribute_names(element):
                self.by_attribute.add(name, element)
            if identifier := element.get("id"):
                self.by_id.add(identifier, element)
            if classes := element.get("class"):
                for name in set(classes.split()):
                    self.by_class.add(name, element)
            if tag == "template" and element.get("shadowrootmode") is None:
                inert_until = element


def attribute_names(element: Element) -> list[str]:
    """Return the attribute names in source order; `attrib` and `items()` are quadratic in lxml, which a hostile page exploits."""
    return element.keys()  # type: ignore[return-value]
