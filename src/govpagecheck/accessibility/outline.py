"""The outline of a page as assistive technology lists it: landmarks with their nesting, and headings with their levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from govpagecheck.accessibility import aria, names, roles, visibility
from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.document import Document, Element

T = TypeVar("T")
LANDMARK_ROLES = frozenset("banner complementary contentinfo form main navigation region search".split())
_FLATTENING_ROLES = tuple(name for name, role in aria.ROLES.items() if role.children_presentational)
_NAMED_ONLY = frozenset({"form", "region"})
_HEADING_TAGS = {f"h{level}": level for level in range(1, 7)}
_DEFAULT_LEVEL = 2
_LEVEL = re.compile(r"[\t\n\f\r ]*\+?0*([1-9][0-9]{0,8})[\t\n\f\r ]*")


@dataclass(frozen=True, eq=False)  # landmarks nest deeply on hostile pages: nothing may compare or print them to the bottom
class Landmark:
    """A landmark that assistive technology meets; `parent` is the nearest landmark around it."""

    element: Element
    role: str
    name: str
    parent: Landmark | None = field(repr=False)

    @property
    def is_top_level(self) -> bool:
        """True where no other landmark is around it."""
        return self.parent is None


@dataclass(frozen=True)
class Heading:
    """A heading and its level; `is_exposed` is false where it is hidden or where its parent's role makes it plain text.

    `has_level` is false for an element with the role heading whose aria-level is missing or no positive integer; it is
    taken for level 2 then (ARIA 1.2, "heading").
    """

    element: Element
    level: int
    is_exposed: bool
    has_level: bool


def landmarks(document: Document) -> tuple[Landmark, ...]:
    """Return the landmarks that are exposed, in document order.

    header and footer count outside of sectioning content and main only (HTML-AAM), form and region only where they have
    an accessible name (ARIA 1.2, "region", "form").
    """
    return document.memo("landmarks", lambda: tuple(_in_order(document, {one.element: one for one in _around(document).values()})))


def landmark_of(document: Document, element: Element) -> Landmark | None:
    """Return the innermost landmark that the element is or lies in; None where there is none."""
    return _around(document).get(element)


def is_in_landmark(document: Document, element: Element) -> bool:
    """True where the element is a landmark or lies in one."""
    return element in _around(document)


def mains(document: Document) -> tuple[Element, ...]:
    """Return the elements that are main landmarks."""
    return tuple(one.element for one in landmarks(document) if one.role == "main")


def headings(document: Document) -> tuple[Heading, ...]:
    """Return h1 to h6 and elements with the role heading, in document order, hidden ones too; those with another role are none."""
    return document.memo("headings", lambda: tuple(_in_order(document, _find_headings(document))))


def heading_level(document: Document, element: Element) -> int | None:
    """Return the level of a heading; None where the element is none."""
    return document.memo("heading levels", lambda: {one.element: one.level for one in headings(document)}).get(element)


def _in_order(document: Document, found: Mapping[Element, T]) -> Iterator[T]:
    """Yield what was found at elements in document order; the flat tree has an order of its own."""
    order = document.index.order
    return (found[element] for element in sorted(found, key=order.__getitem__))


def _around(document: Document) -> Mapping[Element, Landmark]:
    return document.memo("landmarks around", lambda: _find_landmarks(document))


def _find_landmarks(document: Document) -> dict[Element, Landmark]:
    """Return for each element in a landmark the innermost one, found by handing it down from parent to child."""
    flat = flat_tree(document)
    around: dict[Element, Landmark] = {}
    candidates = set(roles.elements_with_role(document, *LANDMARK_ROLES))
    for element in flat.order if candidates else ():
        parent = flat.parents.get(element)
        landmark = around.get(parent) if parent is not None else None
        if element in candidates and visibility.is_exposed(document, element):
            role = roles.role(document, element) or ""
            name = names.accessible_name(document, element)
            if name or role not in _NAMED_ONLY:
                landmark = Landmark(element, role, name, landmark)
        if landmark is not None:
            around[element] = landmark
    return around


def _find_headings(document: Document) -> dict[Element, Heading]:
    flat = flat_tree(document)
    found: dict[Element, Heading] = {}
    plain: set[Element] = set()  # elements whose role makes all below them plain text, and all that is below them
    candidates = set(roles.elements_with_role(document, "heading"))
    flattening = set(roles.elements_with_role(document, *_FLATTENING_ROLES))
    for element in flat.order if candidates else ():
        is_plain = flat.parents.get(element) in plain
        if is_plain or element in flattening:
            plain.add(element)
        if element not in candidates:
            continue
        own = _HEADING_TAGS.get(element.tag)
        written = _LEVEL.fullmatch(element.get("aria-level") or "")
        level = int(written[1]) if written else own or _DEFAULT_LEVEL
        is_exposed = not is_plain and visibility.is_exposed(document, element)
        found[element] = Heading(element, level, is_exposed, written is not None or own is not None)
    return found
