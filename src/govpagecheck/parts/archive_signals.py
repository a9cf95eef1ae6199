"""Archive signals: everything on a page, and in its address, that says the page is archived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from govpagecheck.document import Document, Element
from govpagecheck.parts import archive_notice, breadcrumb, metadata, part
from govpagecheck.text import comparable, normalise

_SEGMENTS = frozenset(
    ("archive", "archives", "archived", "news-archive", "news-archives", "newsarchive", "archived-news", "archived-content", "inactive")
)
_HOST = re.compile(r"(?:\A|\.)archive\.|\w-archive\.|snapshot|whitehouse\.archives\.gov\Z|\A\d{4}-\d{4}\.")
_CRUMB = re.compile(
    r"archived?|archives|archived? (?:news|content|pages?|press releases?|information)"
    r"|(?:news|press release|content|media|newsroom) archives?",
    re.IGNORECASE,
)
# What follows an archive's name in the address of its lists: a year, a month, a number of a page or of a blog entry.
_LISTING = re.compile(
    r"\d+(?:\.\w+)?|pages?(?:[ -]\d+)?|(?:index|default|home)(?:\.\w+)?"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[\[(*\s]*archived?(?:[\])*]+\s*\S|\s*[:|]\s*\S|\s*-+\s+\S)", re.IGNORECASE)
_CLASS = re.compile(r"(?:.*[-_])?archived(?:[-_](?:content|page|node|document|site))?|(?:is|page|node|content)[-_]archive", re.IGNORECASE)
_META_NAMES = frozenset({"archived", "archive", "is-archived", "isarchived", "content-status", "page-status", "dcterms.status"})
_META_VALUES = re.compile(r"true|yes|1|archived?|.*\d{4}.*", re.IGNORECASE)


@dataclass(frozen=True)
class ArchiveSignal:
    """One sign that the page is archived: `kind` is "url", "breadcrumb", "title", "class", "meta" or "notice"."""

    kind: str
    text: str
    element: Element


@part
def find(document: Document) -> tuple[ArchiveSignal, ...]:
    """Return all signals; none for the front page of an archive, which is no archived page by its place alone."""
    return (*_address(document), *_trail(document), *_title(document), *_classes(document), *_metas(document), *_notice(document))


def _address(document: Document) -> Iterator[ArchiveSignal]:
    """Yield the host or the folder that says archive and holds this page; the archive's own lists are not archived."""
    canonical = metadata.find(document).canonical
    url, element = (document.url, document.tree) if document.url or canonical is None else (canonical.text, canonical.element)
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return
    if _HOST.search(host):
        yield ArchiveSignal("url", host, element)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    for number, folder in enumerate(segments):
        if folder in _SEGMENTS and not all(_LISTING.fullmatch(inside) for inside in segments[number + 1 :]):
            yield ArchiveSignal("url", folder, element)
            return


def _trail(document: Document) -> Iterator[ArchiveSignal]:
    trail = breadcrumb.find(document)
    if trail is None or not trail.items or _LISTING.fullmatch(trail.items[-1].text):
        return
    for item in trail.items[:-1]:
        if _CRUMB.fullmatch(comparable(item.text)):
            yield ArchiveSignal("breadcrumb", item.text, item.element)


def _title(document: Document) -> Iterator[ArchiveSignal]:
    page = metadata.find(document)
    for heading in (page.title, page.h1):
        if heading and _TITLE.match(comparable(heading.text)):
            yield ArchiveSignal("title", heading.text, heading.element)
            return


def _classes(document: Document) -> Iterator[ArchiveSignal]:
    """Yield a class that calls the page or its main part archived; parts of a page may list archived things."""
    page = metadata.find(document)
    bodies = document.index.by_tag["body"][:1]
    articles = document.index.by_tag["article"]
    for element in (document.tree, *bodies, *page.main, *(articles if len(articles) == 1 else ())):
        for name in element.get("class", "").split():
            if _CLASS.fullmatch(name):
                yield ArchiveSignal("class", name, element)
                return


def _metas(document: Document) -> Iterator[ArchiveSignal]:
    for meta in document.index.by_tag["meta"]:
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = normalise(meta.get("content", ""))
        says_so = _META_VALUES.fullmatch(content) if "archive" in name else content.lower() in ("archive", "archived")
        if name in _META_NAMES and says_so:
            yield ArchiveSignal("meta", f"{name}: {content}", meta)


def _notice(document: Document) -> Iterator[ArchiveSignal]:
    if notice := archive_notice.find(document):
        yield ArchiveSignal("notice", notice.text, notice.element)
