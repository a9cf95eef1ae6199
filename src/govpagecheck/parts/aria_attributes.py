"""ARIA attributes: every aria-* attribute that the page writes, with its element."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from govpagecheck.accessibility.aria import ATTRIBUTES
from govpagecheck.document import Document, Element
from govpagecheck.parts import part

_MOST_MISSPELT = 100  # different names that are told: a page may make up as many as it likes, and each takes time
_LONGEST = 40
_NOT_OF_ARIA = {"aria-role": "role", "aria-tabindex": "tabindex", "aria-title": "aria-label"}


@dataclass(frozen=True)
class AriaAttribute:
    """An attribute whose name begins with aria-; `nearest` is the name that an unknown one was meant to be, if that shows."""

    element: Element
    name: str
    value: str
    is_known: bool
    nearest: str = ""


@part
def find(document: Document) -> tuple[AriaAttribute, ...]:
    """Return the aria-* attributes in document order, those of one element by name; of unknown names, the first hundred only."""
    order = document.index.order
    names = [name for name in document.index.by_attribute if name.startswith("aria-")]
    nearest = {name: _nearest(name) for name in sorted(set(names).difference(ATTRIBUTES))[:_MOST_MISSPELT]}
    found = [
        AriaAttribute(element, name, element.get(name, ""), name in ATTRIBUTES, nearest.get(name, ""))
        for name in sorted(nearest.keys() | ATTRIBUTES.keys() & set(names))
        for element in document.index.by_attribute[name]
    ]
    return tuple(sorted(found, key=lambda one: (order[one.element], one.name)))


def _nearest(name: str) -> str:
    """Return the attribute that the name is nearly: labeledby, describe-by, expaned; "" for title, text or role."""
    if name in _NOT_OF_ARIA:
        return _NOT_OF_ARIA[name]
    if len(name) > _LONGEST:
        return ""
    bare = name[5:].replace("-", "").replace("_", "")
    known = [one[5:] for one in ATTRIBUTES if one.endswith("by") or not bare.endswith("by")]
    close = get_close_matches(bare, known, 1, 0.8)
    return f"aria-{close[0]}" if close else ""
