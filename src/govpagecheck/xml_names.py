"""Names that HTML allows and XML cannot carry (`xml:lang` on an HTML element, `@click`): escaped for the journey, restored on arrival."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import etree

MAX_ODD_NAMES = 1000  # of one element, also the attributes of the root: lxml looks through all of them for each
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_FOREIGN_NAME = re.compile(r"(?:xlink:(?:actuate|arcrole|href|role|show|title|type)|xml:(?:lang|space))")
_HTML_OWNER = etree.HTMLParser()  # elements that it makes live in a document that accepts HTML's names

Renamed = dict[int, tuple[str | None, list[tuple[str, str]]]]


def _with_odd_names(elements: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Yield the elements, each with its number, that have a name which XML may refuse or read in a way of its own."""
    plain: set[str] = set()
    for number, element in enumerate(elements):
        if element.tag in plain and plain.issuperset(element.attrs):  # most elements are done with here
            continue
        is_odd = False
        for name in (element.tag, *element.attrs):
            if name in plain:
                continue
            if _is_plain(name):
                plain.add(name)
            else:
                is_odd = True
        if is_odd:
            yield number, element


def escape_names(elements: Iterable[Any]) -> Renamed:
    """Escape every name that XML would refuse or read as a namespace, in turbohtml's elements in document order.

    Return {element number, from 0: (tag, [(new, old)])}; the tag is None where it stays.
    """
    renamed: Renamed = {}
    for number, element in _with_odd_names(elements):
        is_foreign = element.namespace.value != "html"
        pairs: list[tuple[str, str]] = []
        for name in [name for name in element.attrs if not _is_plain(name)]:
            if is_foreign and _FOREIGN_NAME.fullmatch(name):
                continue
            value = element.attr(name)
            del element.attrs[name]
            if is_foreign and name in ("xmlns", "xmlns:xlink"):
                continue  # the serialiser declares the namespaces of foreign elements itself
            escaped = _escape(name)
            element.attrs[escaped] = value
            pairs.append((escaped.lower(), name))
        tag = element.tag
        if not (has_plain_tag := _PLAIN_NAME.fullmatch(tag) is not None):
            element.tag = _escape(tag)
        if pairs or not has_plain_tag:
            renamed[number] = (None if has_plain_tag else tag, pairs)
    return renamed


def _is_plain(name: str) -> bool:
    return _PLAIN_NAME.fullmatch(name) is not None and name != "xmlns"


def _escape(name: str) -> str:
    """Escape a name as the HTML standard says in "Coercing an HTML DOM into an infoset": U and six hexadecimal digits."""
    escaped = re.sub(r"[^A-Za-z0-9_.\-]", lambda match: f"u{ord(match[0]):06x}", name)
    return escaped if _PLAIN_NAME.fullmatch(escaped) and escaped != "xmlns" else f"u{ord(name[0]):06x}{escaped[1:]}"


def restore_names(tree: etree._Element, renamed: Renamed) -> tuple[etree._Element, set[str]]:
    """Give the elements their names back, in a document of lxml's HTML kind, the only kind that accepts them.

    Return the new root and the names that lxml cannot hold, which stay escaped.
    """
    names = [str(name) for name in tree.keys()]  # noqa: SIM118 - attrib is quadratic in lxml
    root: etree._Element = _HTML_OWNER.makeelement(tree.tag, {name: tree.get(name, "") for name in names[:MAX_ODD_NAMES]})
    root.text = tree.text
    root.extend(list(tree))
    lost = set(names[MAX_ODD_NAMES:])
    elements = root.iter(etree.Element)
    passed = 0
    for number, (tag, pairs) in renamed.items():
        element = next(islice(elements, number - passed, None), None)
        passed = number + 1
        if element is None:
            break
        if tag is not None:
            try:
                element.tag = tag
            except ValueError:
                lost.add(tag)
        lost.update(name for _, name in pairs[MAX_ODD_NAMES:])
        for escaped, name in pairs[:MAX_ODD_NAMES]:
            if name.startswith("{") or element.get(escaped) is None:  # lxml reads {name as a namespace
                lost.add(name)
                continue
            try:
                element.set(name, element.get(escaped, ""))
            except ValueError:
                lost.add(name)
            else:
                del element.attrib[escaped]
    return root, lost
