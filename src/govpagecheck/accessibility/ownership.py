"""Which element owns which in the accessibility tree: lists their items, menus what is in them, by place or by aria-owns.

Elements without meaning of their own (role none or generic, or no role and nothing else to tell) are passed over, as
WAI-ARIA 1.2 does in "Required Owned Elements" and "Required Context Role".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from govpagecheck.accessibility import aria, focus, roles, visibility
from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.names.references import referenced
from govpagecheck.document import INERT_TAGS, Document, Element

_CONTENTS = frozenset("audio button canvas embed iframe img input meter object progress select textarea video".split()) | {
    "{http://www.w3.org/2000/svg}svg"
}


@dataclass(frozen=True)
class _Ownership:
    owners: Mapping[Element, Element]
    owned: Mapping[Element, Sequence[Element]]


def owner_of(document: Document, element: Element) -> Element | None:
    """Return the nearest element above that has a meaning of its own, aria-owns coming before place; None at the top.

    >>> from govpagecheck import parse_page
    >>> document = parse_page("<div role=list><div><p role=listitem>One</div></div>")
    >>> owner_of(document, document.select("p")[0]).get("role")
    'list'
    """
    return _ownership(document).owners.get(element)


def owned_by(document: Document, element: Element) -> Sequence[Element]:
    """Return the elements with a meaning of their own whose owner the element is, hidden ones included, in document order."""
    return _ownership(document).owned.get(element, ())


def is_empty(document: Document, element: Element) -> bool:
    """True where assistive technology finds no text, image or control in the element; what aria-owns takes away is elsewhere."""
    return element not in document.memo("elements with contents", lambda: _with_contents(document))


def _with_contents(document: Document) -> set[Element]:
    found: set[Element] = set()
    adopted = _adopted(document)
    for element in document.index.elements:
        holder: Element | None = element.getparent() if element.tag in _CONTENTS else None
        if element.text and not element.text.isspace() and element.tag not in INERT_TAGS:
            holder = element
        if holder is not None and visibility.is_exposed(document, element):
            _mark(found, holder, adopted)
        parent = element.getparent()
        if element.tail and not element.tail.isspace() and parent is not None and visibility.is_exposed(document, parent):
            _mark(found, parent, adopted)
    return found


def _mark(found: set[Element], element: Element | None, adopted: Mapping[Element, Element]) -> None:
    while element is not None and element not in found:
        found.add(element)
        element = adopted.get(element, element.getparent())


def _ownership(document: Document) -> _Ownership:
    return document.memo("ownership", lambda: _compute(document))


def _compute(document: Document) -> _Ownership:
    tree = flat_tree(document)
    adopted = _adopted(document)
    telling = {element for element in tree.order if _tells_something(document, element)}
    known: dict[Element, Element | None] = {}

    def nearest(element: Element | None) -> Element | None:
        """Return the first telling element from here upwards; what aria-owns turns into a circle has none."""
        climbed: dict[Element, None] = {}
        while element is not None and element not in telling and element not in known:
            if element in climbed:
                element = None
                break
            climbed[element] = None
            element = above(element)
        found = known.get(element, element) if element is not None else None
        known.update(dict.fromkeys(climbed, found))
        return found

    def above(element: Element) -> Element | None:
        return adopted[element] if element in adopted else tree.parents.get(element)

    owners: dict[Element, Element] = {}
    owned: dict[Element, list[Element]] = {}
    for element in tree.order:
        if element in telling and (owner := nearest(above(element))) is not None and owner is not element:
            owners[element] = owner
            owned.setdefault(owner, []).append(element)
    return _Ownership(owners, owned)


def _adopted(document: Document) -> dict[Element, Element]:
    """Return which element owns another by aria-owns; the first to name it counts."""
    adopted: dict[Element, Element] = {}
    for owner in document.index.by_attribute.get("aria-owns", ()):
        for child in referenced(document, owner, "aria-owns"):
            adopted.setdefault(child, owner)
    return adopted


def _tells_something(document: Document, element: Element) -> bool:
    """True for elements with a role, and for those that global attributes or focus keep in the tree (WAI-ARIA 1.2, section 7.3)."""
    role = roles.role(document, element)
    if role in roles.PRESENTATIONAL:
        return False
    if role is not None and role != "generic":
        return True
    if roles.has_custom_tag(element) or focus.is_focusable(document, element):
        return True
    names: list[str] = element.keys()  # type: ignore[assignment]
    return any(name in _telling_attributes() for name in names if name.startswith("aria-"))


@lru_cache(maxsize=1)
def _telling_attributes() -> frozenset[str]:
    """Return the global attributes, but for aria-hidden, which tells nothing, and what has no effect on a generic element."""
    everywhere = {one.name for one in aria.ATTRIBUTES.values() if one.is_global}
    return frozenset(everywhere - aria.ROLES["generic"].prohibited - {"aria-hidden"})
