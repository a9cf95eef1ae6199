"""Metadata: what the page says of itself in its root, head, first headings and main landmark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from govpagecheck.document import Document, Element
from govpagecheck.parts import Fragment, part
from govpagecheck.text import comparable, normalise, word_count

_BETWEEN_NAMES = re.compile(r"\s+[|:»›•·~-]+\s+|[|»›]|:\s+")
_MOUNTS = ("root", "app", "__next")  # ids of the empty element that an application fills
_FEW_WORDS = 30
_MOST_HEADINGS = 20  # of level 1; each may hold all that follow


@dataclass(frozen=True)
class Alternate:
    """An alternate link with a language: `language` is its `hreflang` as written, `href` its address."""

    element: Element
    language: str
    href: str


@dataclass(frozen=True)
class Metadata:
    """What a page says of itself; a value that is empty or missing is None.

    `lang` is the root element's `lang` as written, `title` what a browser shows as `document.title`. `headings_1` holds
    the visible headings of level 1, empty ones too, `main` the visible main landmarks, `canonicals` every canonical link
    that has an address, wherever it stands. `site_name` is what og:site_name or application-name says, `alternates` are
    the links to this page in some language. `is_app_shell` says that the served page is an empty frame for a script,
    `has_head` that a title, a meta element or a link stands in its head.
    """

    lang: str | None
    title: Fragment | None
    description: Fragment | None
    headings_1: tuple[Fragment, ...]
    canonicals: tuple[Fragment, ...]
    viewport: Fragment | None
    robots: Fragment | None
    main: tuple[Element, ...]
    site_name: Fragment | None
    alternates: tuple[Alternate, ...]
    is_app_shell: bool
    has_head: bool

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The names that the title joins, such as the page's and the site's; none without a title."""
        names = _BETWEEN_NAMES.split(comparable(self.title.text)) if self.title else ()
        return tuple(name.strip() for name in names if name.strip())

    @property
    def language(self) -> str:
        """The language of the page without region, such as "es"; "en" where the page does not say."""
        return _primary(self.lang) or "en"

    @property
    def translations(self) -> tuple[Alternate, ...]:
        """The alternates in other languages than the page's; none where the page does not say its own."""
        own = _primary(self.lang)
        others = (one for one in self.alternates if _primary(one.language) not in (own, "x", ""))
        return tuple(others) if own else ()

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
        headings_1=tuple(Fragment(one, _heading_text(document, one)) for one in islice(_headings_1(document), _MOST_HEADINGS)),
        canonicals=tuple(_canonicals(document)),
        viewport=_meta(document, "viewport"),
        robots=_meta(document, "robots"),
        main=tuple(one for one in _with_role(document, "main", "main") if not document.is_hidden(one)),
        site_name=_meta(document, "og:site_name", "property", "name") or _meta(document, "application-name"),
        alternates=tuple(_alternates(document)),
        is_app_shell=_is_app_shell(document),
        has_head=_has_head(document),
    )


def _title(document: Document) -> Fragment | None:
    """Return the first HTML title; an empty one is not replaced by a later one, browsers do not either."""
    title = next((one for one in document.index.by_tag["title"] if one.tag == "title"), None)
    text = document.dom_text(title) if title is not None else ""
    return Fragment(title, text) if title is not None and text else None


def _meta(document: Document, name: str, *attributes: str) -> Fragment | None:
    """Return the first meta element of that name (any case) whose content is not empty; attributes other than `name` can name it."""
    for meta in document.index.by_tag["meta"]:
        named = any(meta.get(attribute, "").strip().lower() == name for attribute in attributes or ("name",))
        if named and (content := normalise(meta.get("content", ""))):
            return Fragment(meta, content)
    return None


def _canonicals(document: Document) -> Iterator[Fragment]:
    for link in document.index.by_tag["link"]:
        address = link.get("href", "").strip()
        if address and "canonical" in link.get("rel", "").lower().split():
            yield Fragment(link, address)


def _alternates(document: Document) -> Iterator[Alternate]:
    """Yield the links to this page in some language; feeds are no pages."""
    for link in document.index.by_tag["link"]:
        is_page = link.get("type", "").strip().lower() in ("", "text/html", "application/xhtml+xml")
        if is_page and link.get("hreflang") is not None and "alternate" in link.get("rel", "").lower().split():
            yield Alternate(link, link.get("hreflang", "").strip(), link.get("href", "").strip())


def _primary(language: str | None) -> str:
    return re.split(r"[-_]", (language or "").strip().lower(), maxsplit=1)[0]


def _is_app_shell(document: Document) -> bool:
    """True with scripts, and an empty element for an application to fill or hardly any text at all."""
    if not document.index.by_tag["script"]:
        return False
    mounts = [element for name in _MOUNTS for element in document.index.by_id[name]]
    return any(not document.dom_text(mount) for mount in mounts) or not _has_words(document, _FEW_WORDS)


def _has_words(document: Document, number: int) -> bool:
    """True when the page's text has so many words or more."""
    words = 0
    for line in document.lines:
        words += word_count(line.text)
        if words >= number:
            return True
    return False


def _has_head(document: Document) -> bool:
    """True with a title, a meta element or, in the head, a link; a page without them may be an incomplete copy."""
    index = document.index
    if any(one.tag == "title" for one in index.by_tag["title"]) or any(one.get("itemprop") is None for one in index.by_tag["meta"]):
        return True
    return any(document.closest(one, "head") is not None for one in index.by_tag["link"])


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
