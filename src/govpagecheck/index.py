"""Index: every element of a page by tag, id, class and attribute, so that nobody walks the tree to find some."""

from __future__ import annotations

from collections import defaultdict

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


class Index:
    """Every element of the page in document order, by tag, id, class and attribute; built in one walk.

    The contents of inert templates are left out; declarative shadow roots (`<template shadowrootmode>`) are page content.
    """

    def __init__(self, root: Element) -> None:
        every = list(root.iter(etree.Element))
        self.number = {element: number for number, element in enumerate(every)}
        inert = _inside_templates(root)
        self.elements = [element for element in every if element not in inert] if inert else every
        self.order = {element: place for place, element in enumerate(self.elements)} if inert else self.number
        tags: defaultdict[str, list[Element]] = defaultdict(list)
        attributes: defaultdict[str, list[Element]] = defaultdict(list)
        ids: defaultdict[str, list[Element]] = defaultdict(list)
        classes: defaultdict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            tag = element.tag
            tags[tag if tag[0] != "{" else tag.partition("}")[2]].append(element)
            for name in element.keys():  # noqa: SIM118 - see attribute_names
                attributes[name].append(element)  # type: ignore[index]
        for element in attributes.get("id", ()):
            if identifier := element.get("id"):
                ids[identifier].append(element)
        for element in attributes.get("class", ()):
            for name in set(element.get("class", "").split()):
                classes[name].append(element)
        self.by_tag, self.by_id, self.by_class, self.by_attribute = map(Lists, (tags, ids, classes, attributes))


def _inside_templates(root: Element) -> set[Element]:
    inert: set[Element] = set()
    for template in root.iter("template"):
        if template.get("shadowrootmode") is None and template not in inert:
            inert.update(template.iterdescendants(etree.Element))
    return inert


def attribute_names(element: Element) -> list[str]:
    """Return the attribute names in source order; `attrib` and `items()` are quadratic in lxml, which a hostile page exploits."""
    return element.keys()  # type: ignore[return-value]
