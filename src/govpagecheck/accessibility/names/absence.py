"""Why an element has no name: the clause that a finding says of it, since "no name" alone leaves people searching."""

from __future__ import annotations

from itertools import islice

from govpagecheck.accessibility import aria, roles, visibility
from govpagecheck.accessibility.names import name_of
from govpagecheck.accessibility.names.host_language import SVG, input_type
from govpagecheck.accessibility.names.references import control_of, is_labelable, labels_of, referenced
from govpagecheck.document import Document, Element
from govpagecheck.text import normalise, shorten

_LOOKED_AT = 200  # elements inside the one without a name: enough to say what it holds
# Controls that every tool asks a name of.
_NAMED_BY_CONTENTS = frozenset("button checkbox link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem".split())
_NEVER_TEXT = ("noscript", "script", "style", "template")
_NEAR = 4  # elements in the box before or after a field
_BUTTON_TYPES = ("button", "reset", "submit")
_NAMED_BY_AUTHOR = ("textbox", "combobox", "listbox", "searchbox", "slider", "spinbutton")


def why_unnamed(document: Document, element: Element) -> str:
    """Return why an element has no accessible name, as the end of a sentence.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<button aria-labelledby="gone"></button><button><img src="x.png" alt=""></button>')
    >>> [why_unnamed(document, element) for element in document.select("button")]
    ['its `aria-labelledby` points at “gone”, which is not on the page', 'all that it holds is an image with an empty alt text']
    """
    if why := _wrong_reference(document, element):
        return why
    if attribute := _naming_attribute(element):
        return (_wrong_label(document, element) if is_labelable(element) else "") or _wrong_attribute(element, attribute)
    if element.tag.startswith(SVG):
        return _wrong_title(element)
    return _wrong_label(document, element) or _wrong_contents(document, element)


def is_in_unnamed_control(document: Document, element: Element) -> bool:
    """True inside a link, button or the like that has no name itself: what is said of that says what this lacks."""
    return roles.is_within(document, element, _is_unnamed_control)


def is_passed_over(document: Document, element: Element) -> bool:
    """True inside a button or the like whose attribute names it: its contents are neither its name nor met one by one.

    What is in such elements is presentational (WAI-ARIA 1.2, "Children Presentational: True").
    """
    return roles.is_within(document, element, _is_named_by_attribute)


def _is_named_by_attribute(document: Document, element: Element) -> bool:
    name = roles.role(document, element)
    if name is None or not aria.ROLES[name].children_presentational:
        return False
    return name_of(document, element).source in ("aria-label", "aria-labelledby")


def _is_unnamed_control(document: Document, element: Element) -> bool:
    if roles.role(document, element) not in _NAMED_BY_CONTENTS or not visibility.is_exposed(document, element):
        return False
    name = name_of(document, element)
    return not name.text and name.doubt in ("", "unread-sheets")


def _wrong_reference(document: Document, element: Element) -> str:
    written = normalise(element.get("aria-labelledby") or "")
    if written:
        targets = referenced(document, element, "aria-labelledby")
        if not targets:
            return f"its `aria-labelledby` points at “{shorten(written, 60)}”, which is not on the page"
        return f"what its `aria-labelledby` points at, “{shorten(written, 60)}”, holds no text"
    return "its `aria-label` is empty" if element.get("aria-label") is not None else ""


def _wrong_label(document: Document, element: Element) -> str:
    if labels := labels_of(document, element):
        if any(document.dom_text(label) for label in labels):
            return "what its `<label>` holds is hidden or is its own value"
        holds_image = any(next(label.iter("img", SVG + "svg"), None) is not None for label in labels)
        return "its `<label>` holds an image without a text alternative" if holds_image else "its `<label>` is empty"
    if not is_labelable(element):
        around = document.closest(element, "label")
        points = _labels_by_for(document).get(element.get("id") or "")
        if points is not None or (around is not None and control_of(document, around) is None):
            return f"a `<label>` names form controls only, and this is a `<{_tag(element)}>`"
        return ""
    if element.tag in ("button", "output", "meter", "progress"):
        return ""
    if _is_labelled_elsewhere(document, element):
        identifier = shorten(element.get("id") or "", 40)
        return f"a label points at its id “{identifier}”, but an element before it has that id too and takes the label"
    label = stray_label(document, element)
    if label is None:
        return ""
    text, points_at = shorten(document.dom_text(label), 60), label.get("for")
    why = "has no `for`" if not points_at else f"points at “{shorten(points_at, 40)}”, which is not this field"
    return f"the label “{text}” beside it {why}"


def _wrong_contents(document: Document, element: Element) -> str:
    tag, role = element.tag, roles.role(document, element)
    if tag == "input":
        return "it has no `value`" if input_type(element) in _BUTTON_TYPES else "it has no label"
    inside = [one for one in islice(element.iterdescendants("*"), _LOOKED_AT) if not _is_never_text(one)]
    holders = [one for one in (element, *inside) if (one.text or "").strip() or (one is not element and (one.tail or "").strip())]
    if tag in ("select", "textarea") or role in _NAMED_BY_AUTHOR:
        is_custom = tag not in ("select", "textarea")
        return "it has no label; the text in it is its value" if holders and is_custom else "it has no label"
    if holders:
        if role is not None and not aria.ROLES[role].takes_name_from_content:
            return "the text in it does not name an element of its role"
        return _unheard_text(document, holders)
    images = [one for one in inside if one.tag in ("img", SVG + "svg")]
    if any(one.tag == "img" and one.get("alt") is None for one in images):
        return "all that it holds is an image without alt text"
    if any(one.tag == "img" for one in images):
        return "all that it holds is an image with an empty alt text"
    if images:
        return "all that it holds is an SVG drawing without a title"
    if inside:
        return f"all that it holds is `{document.snippet(inside[-1], 80)}`, which has no text"
    return "it is empty, and its `value` is not its name" if tag == "button" and element.get("value") else "it is empty"


def _is_never_text(element: Element) -> bool:
    parent = element.getparent()
    return element.tag in _NEVER_TEXT or (parent is not None and parent.tag in _NEVER_TEXT)


def _unheard_text(document: Document, holders: list[Element]) -> str:
    """Say why the text of the elements that hold some is no name: it is hidden, or it is no text but an icon."""
    for holder in holders:
        text = normalise(holder.text or "")
        if any(character.isalnum() for character in text) and not visibility.is_exposed(document, holder):
            how = "hidden by `aria-hidden`" if visibility.is_aria_hidden(document, holder) else "not displayed"
            return f"the text in it, “{shorten(text, 60)}”, is {how}"
    return "what it holds is an icon character or the like, not words"


def _naming_attribute(element: Element) -> str:
    """Return the attribute by which HTML names an element that has no contents to be named by."""
    if element.tag in ("img", "area") or (element.tag == "input" and input_type(element) == "image"):
        return "alt"
    return "title" if element.tag in ("iframe", "frame") else ""


def _wrong_attribute(element: Element, attribute: str) -> str:
    written = element.get(attribute)
    if written is None:
        return f"it has no `{attribute}`"
    return f"its `{attribute}` holds nothing but white space" if written else f"its `{attribute}` is empty"


def _wrong_title(drawing: Element) -> str:
    """Say what is wrong with the title of an SVG element, which has to be a child of its own (SVG-AAM 1.0)."""
    if next(drawing.iterchildren(SVG + "title"), None) is not None:
        return "its `<title>` is empty"
    inside = next((one for one in islice(drawing.iterdescendants("*"), _LOOKED_AT) if one.tag == SVG + "title"), None)
    return "the `<title>` in it names what holds it, not the whole" if inside is not None else "it has no `<title>`"


def stray_label(document: Document, field: Element) -> Element | None:
    """Return a label with text that labels nothing and stands before the field or its box, or after a box to check."""
    parent = field.getparent()
    places = [_beside(field, preceding=True)]
    if field.tag == "input" and input_type(field) in ("checkbox", "radio"):
        places.append(_beside(field, preceding=False))
    if parent is not None and parent.tag not in ("form", "body"):
        places.append(_beside(parent, preceding=True))
    for place in places:
        near = [] if place is None else list(islice(place.iter("*"), _NEAR))
        if any(one.tag in ("input", "select", "textarea") for one in near):
            continue
        label = next((one for one in near if one.tag == "label"), None)
        if label is not None and control_of(document, label) is None and document.dom_text(label):
            return label
    return None


def _beside(element: Element, *, preceding: bool) -> Element | None:
    return next((one for one in islice(element.itersiblings("*", preceding=preceding), 3) if one.tag != "br"), None)


def _is_labelled_elsewhere(document: Document, field: Element) -> bool:
    """True where a label names the first of several elements with one id, and the field is another of them."""
    label = _labels_by_for(document).get(field.get("id") or "")
    return label is not None and next(iter(referenced(document, label, "for")), field) is not field


def _labels_by_for(document: Document) -> dict[str, Element]:
    return document.memo(
        "labels by for", lambda: {one.get("for") or "": one for one in document.index.by_tag.get("label", ()) if one.get("for")}
    )


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
