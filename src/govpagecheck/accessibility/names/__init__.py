"""The accessible name and description of an element, and where they come from (accname 1.2, HTML-AAM 1.0, SVG-AAM 1.0)."""

from __future__ import annotations

from dataclasses import dataclass

from govpagecheck.accessibility import aria, roles, visibility
from govpagecheck.accessibility.names.flat_string import collapse
from govpagecheck.accessibility.names.host_language import CONTENTS, SVG, input_type, offers
from govpagecheck.accessibility.names.references import control_of, labels_of, referenced
from govpagecheck.accessibility.names.traversal import (
    MAX_LENGTH,
    Found,
    text_of_contents,
    text_of_labels,
    text_of_references,
)
from govpagecheck.document import Document, Element

__all__ = [
    "MAX_LENGTH",
    "Name",
    "accessible_description",
    "accessible_name",
    "control_of",
    "description_of",
    "labels_of",
    "name_of",
    "referenced",
]


@dataclass(frozen=True)
class Name:
    """A name or description, where it comes from, and whether a browser may say something else.

    `source` is one of aria-labelledby, aria-label, label, value, default (what browsers write on buttons for submitting and
    resetting), alt, legend, caption, figcaption, summary, label-attribute (of options), svg-title, title-element, alttext,
    contents, title, placeholder, none; for descriptions also aria-describedby, aria-description and svg-desc. `elements` are
    those that the source refers to. `doubt` is "", or why there may be more to it: rendered-by-script (custom elements, empty
    slots), generated-content (that of ::before or ::after depends on what is not known), unread-sheets (there is no text, but a
    style sheet that was not given may add some; mostly it adds icons), too-long (cut at MAX_LENGTH), too-costly.
    """

    text: str
    source: str
    elements: tuple[Element, ...] = ()
    doubt: str = ""

    @property
    def is_uncertain(self) -> bool:
        """True where a browser may give another name."""
        return self.doubt != ""


_NO_NAME = Name("", "none")


def accessible_name(document: Document, element: Element) -> str:
    """Return the element's accessible name, "" where it has none or is hidden.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<label>Search <input name=q></label><button aria-label="Close">x</button>')
    >>> [accessible_name(document, element) for element in document.select("input, button")]
    ['Search', 'Close']
    """
    return name_of(document, element).text


def accessible_description(document: Document, element: Element) -> str:
    """Return the element's accessible description, "" where it has none or is hidden."""
    return description_of(document, element).text


def name_of(document: Document, element: Element) -> Name:
    """Return the element's accessible name and where it comes from.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<input placeholder="City"><a href="/"><img src="logo.png"></a>')
    >>> [(name.text, name.source) for name in (name_of(document, one) for one in document.select("input, a"))]
    [('City', 'placeholder'), ('', 'none')]
    """
    known: dict[Element, Name] = document.memo("names", dict)
    if element not in known:
        known[element] = _compute_name(document, element)
    return known[element]


def description_of(document: Document, element: Element) -> Name:
    """Return the element's accessible description and where it comes from."""
    known: dict[Element, Name] = document.memo("descriptions", dict)
    if element not in known:
        known[element] = _compute_description(document, element)
    return known[element]


def _compute_name(document: Document, element: Element) -> Name:
    if not visibility.is_exposed(document, element) or _prohibits_name(document, element):  # steps 1 and 2A
        return _NO_NAME
    doubt = ""
    if targets := referenced(document, element, "aria-labelledby"):  # step 2B
        found = text_of_references(document, element, targets)
        if found.text:
            return Name(found.text, "aria-labelledby", targets, found.doubt)
        doubt = found.doubt
    label = element.get("aria-label")
    if label and label.strip(" \t\n\f\r"):  # step 2D
        return Name(_cut(label), "aria-label")
    for offer in offers(document, element):  # steps 2E to 2I
        if offer is CONTENTS:
            found = text_of_contents(document, element) if _is_named_by_contents(document, element) else Found("")
        elif offer.elements:
            found = text_of_labels(document, element, offer.elements)
        else:
            found = Found(_cut(offer.text))
        if found.text:
            return Name(found.text, offer.source, offer.elements, found.doubt)
        doubt = doubt or found.doubt
    return Name("", "none", (), doubt) if doubt else _NO_NAME


def _prohibits_name(document: Document, element: Element) -> bool:
    """True where the author's role takes no name; browsers name elements that are generic or plain text by themselves."""
    role = roles.role(document, element)
    if role is None or role != roles.explicit_role(document, element):
        return role == "none"
    return role in roles.PRESENTATIONAL or aria.ROLES[role].prohibits_name


def _is_named_by_contents(document: Document, element: Element) -> bool:
    role = roles.role(document, element)
    if role is not None:
        return role in aria.ROLES and aria.ROLES[role].takes_name_from_content
    # HTML-AAM names summary by its subtree, SVG-AAM text elements by theirs.
    return element.tag == "summary" or element.tag == SVG + "text"


def _compute_description(document: Document, element: Element) -> Name:
    """Take the first source that there is, even where it is empty (accname 1.2 section 4.2, HTML-AAM 1.0 section 4.2)."""
    if not visibility.is_exposed(document, element):
        return _NO_NAME
    if targets := referenced(document, element, "aria-describedby"):
        found = text_of_references(document, element, targets)
        return Name(found.text, "aria-describedby", targets, found.doubt)
    written = element.get("aria-description")
    if written and written.strip():
        return Name(_cut(written), "aria-description")
    used = name_of(document, element).source
    return _native_description(document, element, used) or _NO_NAME


def _native_description(document: Document, element: Element, used: str) -> Name | None:
    tag = element.tag
    if tag == "table":
        caption = next(element.iterchildren("caption"), None)
        if caption is not None and used != "caption" and (found := text_of_labels(document, element, (caption,))).text:
            return Name(found.text, "caption", (caption,), found.doubt)
        if used != "summary" and (text := _cut(element.get("summary") or "")):
            return Name(text, "summary")
    elif tag == "summary" and used != "contents" and (found := text_of_contents(document, element)).text:
        return Name(found.text, "contents", (), found.doubt)
    elif tag == "input" and used != "value" and input_type(element) in ("button", "submit", "reset") and element.get("value"):
        return Name(_cut(element.get("value") or ""), "value")
    elif tag.startswith(SVG):
        for child in element.iterchildren(SVG + "desc"):
            found = text_of_labels(document, element, (child,))
            return Name(found.text, "svg-desc", (child,), found.doubt)
    if used != "title" and (text := _cut(element.get("title") or "")):
        return Name(text, "title")
    return None


def _cut(text: str) -> str:
    return collapse(text)[:MAX_LENGTH]
