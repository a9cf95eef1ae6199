"""Metadata: what the page says of itself in its root, head, first headings and main landmark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govpagecheck.document import Document, Element
from govpagecheck.parts import Fragment, part
from govpagecheck.text import normalise


@dataclass(frozen=True)
class Metadata:
    """What a page says of itself; a value that is empty or missing is None.

    `lang` is the root element's `lang` as written, `title` what a browser shows as `document.title`. `headings_1` holds
    the visible headings of level 1, empty ones too, `main` the visible main landmarks, `canonicals` every canonical link
    that has an address, wherever it stands.
    """

    lang: str | None
    title: Fragment | None
    description: Fragment | None
    headings_1: tuple[Fragment, ...]
    canonicals: tuple[Fragment, ...]
    viewport: Fragment | None
    robots: Fragment | None
    main: tuple[Element, ...]

    @property
    def h1(self) -> Fragment | None:
        """The first heading of level 1 that is not empty."""
        return next((heading for heading in self.headings_1 if heading.text), None)

    @property
    def canonical(self) -> Fragment | None:
        """The first canonical link; its text is the address."""
        return next(iter(self.canonicals), None)


@part
def find(document: Document) -> Metadata:
    """Return the page's metadata; there always is some, if only empty values."""
    root = document.tree
    return Metadata(
        lang=(root.get("lang", "").strip() or None) if root.tag == "html" else None,
        title=_title(document),
        description=_meta(document, "description"),
        headings_1=tuple(Fragment(one, _heading_text(document, one)) for one in _headings_1(document)),
        canonicals=tuple(_canonicals(document)),
        viewport=_meta(document, "viewport"),
        robots=_meta(document, "robots"),
        main=tuple(one for one in _with_role(document, "main", "main") if not document.is_hidden(one)),
    )


def _title(document: Document) -> Fragment | None:
    """Return the first HTML title; an empty one is not replaced by a later one, browsers do not either."""
    title = next((one for one in document.index.by_tag["title"] if one.tag == "title"), None)
    text = document.dom_text(title) if title is not None else ""
    return Fragment(title, text) if title is not None and text else None


def _meta(document: Document, name: str) -> Fragment | None:
    """Return the first meta element of that name (any case) whose content is not empty."""
    for meta in document.index.by_tag["meta"]:
        if meta.get("name", "").strip().lower() == name and (content := normalise(meta.get("content", ""))):
            return Fragment(meta, content)
    return None


def _canonicals(document: Document) -> Iterator[Fragment]:
    for link in document.index.by_tag["link"]:
        address = link.get("href", "").strip()
        if address and "canonical" in link.get("rel", "").lower().split():
            yield Fragment(link, address)


def _with_role(document: Document, role: str, *tags: str) -> Iterator[Element]:
    """Yield, in document order, the elements of that role: explicit, or by their tag where no role overrides it."""
    explicit = [one for one in document.index.by_attribute["role"] if _role(one) == role]
    native = [one for tag in tags for one in document.index.by_tag[tag] if one.tag == tag and not _role(one)]
    yield from sorted({*explicit, *native}, key=document.index.order.__getitem__)


def _role(element: Element) -> str:
    return next(iter(element.get("role", "").lower().split()), "")


def _headings_1(document: Document) -> Iterator[Element]:
    for one in _with_role(document, "heading", "h1"):
        level = one.get("aria-level", "").strip() or ("1" if one.tag == "h1" else "2")
        if level == "1" and not document.is_hidden(one):
            yield one


def _heading_text(document: Document, heading: Element) -> str:
    """Return the heading's text, or what names its pictures when it holds nothing else."""
    if text := document.dom_text(heading):
        return text
    names = (one.get("alt") or one.get("aria-label") or "" for one in heading.iter("img", "input", "{http://www.w3.org/2000/svg}svg"))
    return normalise(" ".join(names)) or normalise(heading.get("aria-label", ""))
