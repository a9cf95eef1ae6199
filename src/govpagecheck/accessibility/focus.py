"""Which elements can receive focus, and which of them people reach with the Tab key (HTML, section 6.6, "Focus")."""

from __future__ import annotations

import re

from govpagecheck.accessibility import visibility
from govpagecheck.document import Document, Element

_SVG_LINK = "{http://www.w3.org/2000/svg}a"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_CAN_BE_DISABLED = frozenset(("button", "input", "select", "textarea"))
_ALWAYS = frozenset(("button", "embed", "iframe", "input", "select", "textarea"))
_WITH_ATTRIBUTE = {"a": "href", "area": "href", "audio": "controls", "video": "controls", _SVG_LINK: "href"}
# HTML's "rules for parsing integers": what follows the digits is ignored.
_INTEGER = re.compile(r"[ \t\n\f\r]*([+-]?)([0-9]{1,11})(?![0-9])")
_LARGEST = 2**31 - 1


def is_focusable(document: Document, element: Element) -> bool:
    """True where the element can receive focus by keyboard, pointer or script; not when disabled, inert or hidden."""
    return (_takes_focus(element) or tab_index(element) is not None) and not _is_barred(document, element)


def is_tabbable(document: Document, element: Element) -> bool:
    """True where the element is in sequential focus navigation, which a negative tabindex leaves; each radio button counts."""
    index = tab_index(element)
    return (index is None or index >= 0) and is_focusable(document, element)


def tab_index(element: Element) -> int | None:
    """Return the value of a tabindex attribute that is a valid integer, None for any other and for none.

    >>> from lxml import etree
    >>> [tab_index(etree.Element("p", tabindex=value)) for value in ("-1", " 2x", "x", "99999999999")]
    [-1, 2, None, None]
    """
    written = element.get("tabindex")
    match = _INTEGER.match(written) if written else None
    if match is None:
        return None
    value = int(match[1] + match[2])
    return value if abs(value) <= _LARGEST else None


def is_disabled(document: Document, element: Element) -> bool:
    """True for form controls that are disabled, by themselves or by a fieldset that they are in, but not in its legend."""
    if element.tag not in _CAN_BE_DISABLED:
        return False
    return element.get("disabled") is not None or element in _in_disabled_fieldset(document)


def _takes_focus(element: Element) -> bool:
    """True for elements that need no tabindex (HTML, "focusable area" and what browsers do)."""
    tag = element.tag
    if tag in _ALWAYS:
        return True
    if tag in _WITH_ATTRIBUTE and element.get(_WITH_ATTRIBUTE[tag]) is not None:
        return True
    if tag == _SVG_LINK and element.get(_XLINK) is not None:
        return True
    editable = element.get("contenteditable")
    if editable is not None and editable.lower() in ("", "true", "plaintext-only"):
        return True
    return tag == "summary" and is_summary_of_details(element)


def is_summary_of_details(element: Element) -> bool:
    """True for the summary that opens its details: the first one among the children."""
    parent = element.getparent()
    if element.tag != "summary" or parent is None or parent.tag != "details":
        return False
    return next(element.itersiblings("summary", preceding=True), None) is None


def _is_barred(document: Document, element: Element) -> bool:
    if is_disabled(document, element) or visibility.is_inert(document, element):
        return True
    if element.tag == "input" and (element.get("type") or "").lower() == "hidden":
        return True
    return visibility.is_hidden(document, element)


def _in_disabled_fieldset(document: Document) -> set[Element]:
    return document.memo("disabled by fieldset", lambda: _disabled_by_fieldset(document))


def _disabled_by_fieldset(document: Document) -> set[Element]:
    """Return everything in disabled fieldsets but what is in their first legends; one walk, parents first."""
    disabled: set[Element] = set()
    disabling = {one for one in document.index.by_tag.get("fieldset", []) if one.get("disabled") is not None}
    if not disabling:
        return disabled
    legends = {next(one.iterchildren("legend"), None) for one in disabling}
    for element in document.index.elements:
        parent = element.getparent()
        if parent in disabled or (parent in disabling and element not in legends):
            disabled.add(element)
    return disabled
