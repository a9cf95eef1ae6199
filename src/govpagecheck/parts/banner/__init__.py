"""The official-site banner: the sentence that names the government, its toggle, and the guidance on domain and HTTPS."""

from __future__ import annotations

from dataclasses import replace

from govpagecheck.document import Document
from govpagecheck.parts import part
from govpagecheck.parts.banner.custom_elements import from_custom_elements
from govpagecheck.parts.banner.own_markup import from_own_markup
from govpagecheck.parts.banner.uswds import from_uswds_markup
from govpagecheck.parts.banner.values import Banner, Value

__all__ = ["Banner", "Value", "find", "find_all"]


@part
def find(document: Document) -> Banner | None:
    """Return the page's banner: the first complete one, else the first; None when the page has none."""
    banners = find_all(document)
    found = next((banner for banner in banners if banner.kind != "partial"), banners[0] if banners else None)
    return found and replace(found, others=tuple(banner.element for banner in banners if banner is not found))


@part
def find_all(document: Document) -> tuple[Banner, ...]:
    """Return the page's banners in page order.

    A lone sentence ("Official website of the State of ...") counts only where nothing else is a banner: beside one, it
    is the footer's name plate.
    """
    candidates = from_custom_elements(document)
    candidates += from_uswds_markup(document, [candidate.banner.element for candidate in candidates])
    candidates += from_own_markup(document, [candidate.banner.element for candidate in candidates])
    certain = [candidate.banner for candidate in candidates if candidate.is_certain]
    if not certain:
        return tuple(candidate.banner for candidate in candidates[:1])
    return tuple(sorted(certain, key=lambda banner: document.index.order.get(banner.element, 0)))
