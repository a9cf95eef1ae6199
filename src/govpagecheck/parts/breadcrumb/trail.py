"""The values of the breadcrumb: its entries, the trail as it was found, and all that a page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from lxml import etree

from govpagecheck.document import Element
from govpagecheck.parts import Fragment

MAX_CANDIDATES = 300
_MAX_ELEMENTS = 400  # larger elements are wrappers of pages, not trails


@dataclass(frozen=True)
class Crumb:
    """One entry of the trail; `text` is "" when the link is only an icon."""

    element: Element
    text: str
    link: Element | None
    href: str | None
    current: str | None


@dataclass(frozen=True)
class Breadcrumb:
    """The trail. `markup` is `nav` (a navigation landmark that declares a label), `unlabelled` or `structured-data`.

    `name` is the text of that label, None also when aria-labelledby points nowhere.
    """

    element: Element
    markup: str
    landmark: Element | None = None
    name: Fragment | None = None
    list_element: Element | None = None
    items: tuple[Crumb, ...] = ()
    separators: tuple[Fragment, ...] = ()
    structured: tuple[str, ...] = ()

    @property
    def first(self) -> Crumb | None:
        """The entry where the trail begins."""
        return self.items[0] if self.items else None

    @property
    def first_text(self) -> str:
        """The text of the first entry that has one: what to call the trail by."""
        return next((item.text for item in self.items if item.text), "")

    @property
    def last(self) -> Crumb | None:
        """The entry where the trail ends, the current page when it is shown."""
        return self.items[-1] if self.items else None


@dataclass(frozen=True)
class Trail:
    """A trail as it was found, before the navigation around it is known; `element` holds all of it."""

    element: Element
    list_element: Element | None
    items: tuple[Crumb, ...]
    separators: tuple[Fragment, ...]


def is_small(element: Element) -> bool:
    """True when the element can be a trail, not the wrapper of a page."""
    return next(islice(element.iter(etree.Element), _MAX_ELEMENTS, None), None) is None
