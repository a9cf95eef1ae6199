"""What HTML, SVG and MathML themselves name an element by, in order of precedence (accname 1.2 step 2E, HTML-AAM 1.0 section 4.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govpagecheck.accessibility.names.references import labels_of
from govpagecheck.document import Document, Element

SVG = "{http://www.w3.org/2000/svg}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_XLINK_TITLE = "{http://www.w3.org/1999/xlink}title"
_TAKES_PLACEHOLDER = frozenset(("text", "search", "url", "tel", "email", "password", "number"))
_OTHER_INPUT_TYPES = frozenset(
    "button checkbox color date datetime-local file hidden image month radio range reset submit time week".split()
)
# Browsers translate these; the page's language cannot be known to be the browser's.
_DEFAULTS = {"submit": "Submit", "reset": "Reset", "image": "Submit"}
_CHILD_SOURCES = {"fieldset": ("legend", "legend"), "figure": ("figcaption", "figcaption"), "table": ("caption", "caption")}


@dataclass(frozen=True)
class Offer:
    """A possible source of a name: a text, or elements to compute the text of; neither for "contents"."""

    source: str
    text: str = ""
    elements: tuple[Element, ...] = ()


CONTENTS = Offer("contents")


def input_type(element: Element) -> str:
    """Return the state of an input's `type`, text where it is missing or no known word.

    >>> from lxml import etree
    >>> input_type(etree.Element("input", type="SEARCH")), input_type(etree.Element("input", type="nonsense"))
    ('search', 'text')
    """
    written = (element.get("type") or "text").lower()
    return written if written in _TAKES_PLACEHOLDER or written in _OTHER_INPUT_TYPES else "text"


def offers(document: Document, element: Element, *, with_labels: bool = True) -> Iterator[Offer]:
    """Yield the sources of the element's name that come after aria-label, best first, empty ones included.

    "contents" has its place among them; whether the contents count is for the caller to say.
    """
    tag = element.tag
    if with_labels and (labels := labels_of(document, element)):
        yield Offer("label", elements=labels)
    if tag == "input":
        yield from _of_input(element)
        return
    if tag in ("img", "area"):
        yield Offer("alt", element.get("alt") or "")
    elif tag in _CHILD_SOURCES:
        source, child_tag = _CHILD_SOURCES[tag]
        child = next(element.iterchildren(child_tag), None)
        if child is not None:
            yield Offer(source, elements=(child,))
        if tag == "table":
            yield Offer("summary", element.get("summary") or "")
    elif tag in ("option", "optgroup"):
        yield Offer("label-attribute", element.get("label") or "")
    elif tag == "html":
        title = next((one for one in document.index.by_tag.get("title", ()) if one.tag == "title"), None)
        if title is not None:
            yield Offer("title-element", elements=(title,))
    elif tag.startswith(SVG):
        child = next(element.iterchildren(SVG + "title"), None)
        if child is not None:
            yield Offer("svg-title", elements=(child,))
        yield Offer("title", element.get(_XLINK_TITLE) or "")
    elif tag == _MATH:
        yield Offer("alttext", element.get("alttext") or "")
    if tag != "textarea":  # what it holds is its value
        yield CONTENTS
    yield Offer("title", element.get("title") or "")
    if tag == "textarea":
        yield Offer("placeholder", element.get("placeholder") or "")


def _of_input(element: Element) -> Iterator[Offer]:
    kind = input_type(element)
    title = Offer("title", element.get("title") or "")
    if kind in ("button", "submit", "reset"):
        value = element.get("value")
        yield Offer("value", value or "")
        if value is None and kind in _DEFAULTS:
            yield Offer("default", _DEFAULTS[kind])
        yield title
    elif kind == "image":
        yield Offer("alt", element.get("alt") or "")
        yield title
        yield Offer("default", _DEFAULTS[kind])
    else:
        yield title
        if kind in _TAKES_PLACEHOLDER:
            yield Offer("placeholder", element.get("placeholder") or "")
