"""Presentational hints: what old attributes such as `bgcolor` say of an element's style (HTML, section 15)."""

from __future__ import annotations

from collections.abc import Mapping

import tinycss2

from govpagecheck.accessibility.styles.properties import Value
from govpagecheck.accessibility.styles.values import UNKNOWN, Color, Unknown, read_color
from govpagecheck.document import Document, Element

_WITH_BACKGROUND = frozenset("body table thead tbody tfoot tr td th".split())
_FONT_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_TELLING = ("bgcolor", "background", "text", "color", "size")


def hints_of(document: Document) -> Mapping[Element, Mapping[str, Value]]:
    """Return the longhands that old attributes set, of each element that has such attributes."""
    found: dict[Element, Mapping[str, Value]] = {}
    for element in (one for name in _TELLING for one in document.index.by_attribute.get(name, ())):
        if element.tag in _WITH_BACKGROUND:
            found[element] = _background(element)
        elif element.tag == "font":
            found[element] = _font(element)
    root = document.tree.getroottree().getroot()
    body = root.find("body") if root is not None else None
    if body is not None and (color := body.get("link")) is not None:
        of_links = {"color": legacy_color(color)}
        found.update((one, of_links) for one in document.index.by_attribute.get("href", ()) if one.tag == "a")
    return found


def _font(element: Element) -> Mapping[str, Value]:
    hints: dict[str, Value] = {}
    if (color := element.get("color")) is not None:
        hints["color"] = legacy_color(color)
    if (size := element.get("size")) is not None and (word := _font_size(size)):
        hints["font-size"] = word
    return hints


def _background(element: Element) -> Mapping[str, Value]:
    hints: dict[str, Value] = {}
    if (color := element.get("bgcolor")) is not None:
        hints["background-color"] = legacy_color(color)
    if (element.get("background") or "").strip():
        hints["background-image"] = "url()"
    if element.tag == "body" and (color := element.get("text")) is not None:
        hints["color"] = legacy_color(color)
    return hints


def _font_size(size: str) -> str | None:
    size = size.strip()
    digits = size.lstrip("+-")
    if not digits.isdecimal() or len(digits) > 3:
        return None
    value = int(digits)
    if size[0] in "+-":
        value = 3 + value if size[0] == "+" else 3 - value
    return _FONT_SIZES[min(7, max(1, value)) - 1]


def legacy_color(text: str) -> Color | Unknown:
    """Return a colour by the "rules for parsing a legacy colour value" where it is one that people mean; else UNKNOWN."""
    text = text.strip()
    for candidate in (text, f"#{text}"):
        token = tinycss2.parse_one_component_value(candidate, skip_comments=True) if len(candidate) < 40 else None
        color = read_color(token) if token is not None and token.type in ("ident", "hash") else None
        if isinstance(color, Color):
            return color
    return UNKNOWN
