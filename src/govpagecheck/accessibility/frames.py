"""What frames hold: the page in `srcdoc` is served with ours and can be read, the page behind `src` cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govpagecheck.document import Document, Element
from govpagecheck.errors import PageError
from govpagecheck.parse import parse_page

_MAX_PAGES = 1000  # different ones that are read on one page
_MAX_DEPTH = 5  # pages in pages: each level has to escape the quotes of the one inside, so nobody writes more


@dataclass(frozen=True)
class Frame:
    """An iframe or frame, the page that it is on, and the frame of the outermost page that it is in or is."""

    element: Element
    document: Document
    outermost: Element


def page_in(document: Document, frame: Element) -> Document | None:
    """Return the page that an iframe's `srcdoc` holds; None without one, where it is empty, and after the first 1,000 pages.

    >>> document = parse_page('<iframe srcdoc="<p>Tides"></iframe><iframe src="tides.html"></iframe>')
    >>> [page_in(document, one) is not None for one in document.select("iframe")]
    [True, False]
    """
    markup = frame.get("srcdoc") if frame.tag == "iframe" else None
    if not markup:
        return None
    known: dict[str, Document | None] = document.memo("srcdoc", dict)
    if markup not in known and len(known) < _MAX_PAGES:
        known[markup] = _parse(markup, document.url)
    return known.get(markup)


def frames(document: Document) -> list[Frame]:
    """Return the frames of the page and of the pages in their `srcdoc`, in document order."""
    return document.memo("frames", lambda: list(_frames(document, None, _MAX_DEPTH)))


def _parse(markup: str, url: str | None) -> Document | None:
    try:
        return parse_page(markup, url=url)
    except PageError:
        return None


def _frames(document: Document, outermost: Element | None, depth: int) -> Iterator[Frame]:
    for element in document.select("iframe, frame"):
        around = element if outermost is None else outermost
        yield Frame(element, document, around)
        inside = page_in(document, element) if depth > 1 else None
        if inside is not None:
            yield from _frames(inside, around, depth - 1)
