"""Trails that machines read: a BreadcrumbList in JSON-LD, microdata or RDFa."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import unescape

from lxml import etree

from govpagecheck.document import Document, Element
from govpagecheck.parts.breadcrumb.trail import is_small
from govpagecheck.text import normalise

_MAX_JSON = 1_000_000


def structured_data(document: Document) -> tuple[Element | None, tuple[str, ...]]:
    """Return the first JSON-LD script with a BreadcrumbList that has names, and the names in order."""
    for script in document.index.by_tag["script"]:
        source = script.text or ""
        if "json" not in (script.get("type") or "").lower() or "BreadcrumbList" not in source or len(source) > _MAX_JSON:
            continue
        try:
            value: object = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _breadcrumb_lists(value):
            if names := _names(found.get("itemListElement")):
                return script, names
    return None, ()


def _breadcrumb_lists(value: object) -> Iterator[dict[str, object]]:
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            kind = one.get("@type")
            if kind == "BreadcrumbList" or (isinstance(kind, list) and "BreadcrumbList" in kind):
                yield one
            waiting.extend(reversed([inner for inner in one.values() if isinstance(inner, list | dict)]))


def _names(entries: object) -> tuple[str, ...]:
    rows: list[tuple[float, str]] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        if not isinstance(entry, dict):
            continue
        item = entry.get("item")
        name = entry.get("name") or (item.get("name") if isinstance(item, dict) else None)
        if isinstance(name, str) and (text := normalise(unescape(name))):  # Yoast writes `&#8211;` into its JSON
            rows.append((_position(entry.get("position"), number), text))
    return tuple(name for _, name in sorted(rows, key=lambda row: row[0]))


def _position(value: object, number: int) -> float:
    if isinstance(value, int | float):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() else number


def annotated_names(document: Document) -> tuple[str, ...]:
    """Return the names of a BreadcrumbList written as microdata or RDFa in the markup."""
    for kind, name in (("itemtype", "itemprop"), ("typeof", "property")):
        for element in document.index.by_attribute[kind]:
            if "BreadcrumbList" in (element.get(kind) or "") and is_small(element):
                return tuple(filter(None, map(document.dom_text, _named(element.iter(etree.Element), name))))
    return ()


def _named(elements: Iterator[Element], attribute: str) -> Sequence[Element]:
    return [one for one in elements if "name" in (one.get(attribute) or "").split()]
