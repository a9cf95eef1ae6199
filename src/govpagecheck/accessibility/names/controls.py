"""What a form control adds to the name of something else that it is in: its value (accname 1.2 step 2C, "Embedded Control")."""

from __future__ import annotations

from dataclasses import dataclass

from govpagecheck.accessibility import roles
from govpagecheck.accessibility.names.host_language import input_type
from govpagecheck.accessibility.names.references import referenced
from govpagecheck.accessibility.names.subtrees import those_within
from govpagecheck.document import Document, Element

_CONTROL_TAGS = frozenset(("input", "select", "textarea", "progress", "meter"))
_TEXT_ROLES = frozenset(("textbox", "searchbox"))
_RANGE_ROLES = frozenset(("meter", "progressbar", "scrollbar", "slider", "spinbutton"))


@dataclass(frozen=True)
class Value:
    """The value of a control: a text, or chosen options to compute the text of, or what the control holds as content."""

    text: str = ""
    options: tuple[Element, ...] = ()
    is_content: bool = False


_NOTHING = Value()


def may_be_control(element: Element) -> bool:
    """True where the element can have a role with a value; a cheap question before the dear one."""
    return element.tag in _CONTROL_TAGS or element.get("role") is not None


def embedded_value(document: Document, element: Element) -> Value | None:
    """Return the value of a textbox, combobox, listbox or range, None where the element is none.

    A menu has no value, and what is in it is no part of the name of what it is in (w3c/accname issue 67).
    """
    known: dict[Element, Value | None] = document.memo("values of controls", dict)
    if element not in known:
        known[element] = _compute(document, element)
    return known[element]


def _compute(document: Document, element: Element) -> Value | None:
    role = roles.role(document, element)
    if role in _TEXT_ROLES:
        return _text_value(element)
    if role in ("combobox", "listbox"):
        return _chosen(document, element, role)
    if role in _RANGE_ROLES:
        for name in ("aria-valuetext", "aria-valuenow"):
            if (value := element.get(name)) is not None:
                return Value(value)
        return Value(_host_value(element))
    return _NOTHING if role in ("menu", "menubar") else None


def _text_value(element: Element) -> Value:
    if element.tag == "input":
        return _NOTHING if input_type(element) == "password" else Value(element.get("value") or "")
    return Value(is_content=True)


def _host_value(element: Element) -> str:
    value = element.get("value") or ""
    if value or element.tag != "input" or input_type(element) != "range":
        return value
    # HTML, "range state": without a value the thumb is in the middle.
    try:
        low, high = float(element.get("min") or 0), float(element.get("max") or 100)
    except ValueError:
        return ""
    return f"{low if high < low else (low + high) / 2:g}"


def _chosen(document: Document, element: Element, role: str) -> Value:
    if element.tag == "select":
        return Value(options=_chosen_options(element))
    if element.tag == "input":
        return Value(element.get("value") or "")
    listbox = element if role == "listbox" else _listbox_of(document, element)
    if listbox is None:
        # No option to choose from: what browsers read is what the combobox shows.
        return Value(is_content=True)
    candidates = those_within(document, listbox, document.index.by_attribute.get("aria-selected", ()))
    selected = (one for one in candidates if (one.get("aria-selected") or "").lower() == "true")
    return Value(options=tuple(one for one in selected if roles.role(document, one) == "option"))


def _listbox_of(document: Document, combobox: Element) -> Element | None:
    own = those_within(document, combobox, roles.elements_with_role(document, "listbox"))
    if own:
        return own[0]
    for attribute in ("aria-controls", "aria-owns"):
        for one in referenced(document, combobox, attribute):
            if roles.role(document, one) == "listbox":
                return one
    return None


def _chosen_options(select: Element) -> tuple[Element, ...]:
    """Return the selected options; a drop-down list without any shows its first that is not disabled (HTML, "selectedness")."""
    options = list(select.iter("option"))
    selected = tuple(one for one in options if one.get("selected") is not None)
    if select.get("multiple") is not None:
        return selected
    if selected:
        return selected[-1:]
    if (select.get("size") or "1").strip() not in ("", "0", "1"):
        return ()
    return tuple(one for one in options if one.get("disabled") is None)[:1]
