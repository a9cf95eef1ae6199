"""Dates that machines read: meta elements, JSON-LD, microdata and RDFa."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from govpagecheck.calendar_dates import WrittenDate, parse_date
from govpagecheck.document import Document, Element
from govpagecheck.parts.dates.marks import DateMark, mark
from govpagecheck.text import normalise

_META_NAMES = {
    "published": (
        "article:published_time dcterms.created dcterms.issued dcterms.date dc.date dc.date.created dc.date.issued date created "
        "datepublished publishdate publish-date publish_date published pubdate publication_date publication-date"
    ),
    "updated": (
        "article:modified_time og:updated_time dcterms.modified dc.date.modified dc.modified dcterms.date.modified revised modified "
        "last-modified last_modified lastmodified lastmod datemodified last-updated last_updated lastupdated"
    ),
    "reviewed": "dc.date.reviewed dcterms.reviewed dcterms.date.reviewed lastreviewed last-reviewed last_reviewed",
}
_KIND_OF_META = {name: kind for kind, names in _META_NAMES.items() for name in names.split()}
_KIND_OF_PROPERTY = {"datePublished": "published", "dateCreated": "published", "dateModified": "updated", "lastReviewed": "reviewed"}
# Items that a page shows or lists; their dates are not the page's.
_OTHER_TYPES = frozenset(
    "Comment Review Event VideoObject ImageObject AudioObject MediaObject Dataset DataDownload Product SoftwareApplication Book "
    "Legislation JobPosting ItemList ListItem Person Organization GovernmentOrganization WebSite BreadcrumbList "
    "DiscussionForumPosting".split()
)
_LARGEST = 20  # elements; what holds more is a wrapper, not a date


def declared_marks(document: Document) -> list[DateMark]:
    """Return the dates that the page states as data."""
    return [*_metas(document), *_linked_data(document), *_microdata(document)]


def _metas(document: Document) -> Iterator[DateMark]:
    for meta in document.index.by_tag["meta"]:
        for attribute in ("name", "property", "http-equiv"):
            label = meta.get(attribute, "").strip()
            kind = _KIND_OF_META.get(label.lower())
            if kind and (found := _declared(kind, meta, label, meta.get("content", ""), "meta")):
                yield found
                break


def _declared(kind: str, element: Element, label: str, text: str, source: str) -> DateMark | None:
    """Return a mark for a date as data; one that cannot be read is kept without value, text without digits is no date."""
    text = normalise(text)
    if not any(character.isdigit() for character in text):
        return None
    written = parse_date(text) or WrittenDate(text, None, "other")
    return mark(kind, element, label, replace(written, text=text), source=source)


def _linked_data(document: Document) -> Iterator[DateMark]:
    for script in document.index.by_tag["script"]:
        if script.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        seen: set[tuple[str, str]] = set()
        for node in _page_nodes(data):
            for name, kind in _KIND_OF_PROPERTY.items():
                value = node.get(name)
                if isinstance(value, str) and (name, value) not in seen and (found := _declared(kind, script, name, value, "json-ld")):
                    seen.add((name, value))
                    yield found


def _page_nodes(data: object) -> Iterator[dict[str, object]]:
    """Yield the nodes that can describe the page: at the top, in a graph, or named as its main entity."""
    pending: deque[object] = deque([data])
    while pending:
        node = pending.popleft()
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(name, str) and name.rpartition("/")[2] in _OTHER_TYPES for name in names):
                yield node
                pending += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _microdata(document: Document) -> list[DateMark]:
    """Return dates in microdata and RDFa, unless several values of one property show that they belong to listed items."""
    values: defaultdict[str, list[DateMark]] = defaultdict(list)
    for attribute in ("itemprop", "property"):
        for element in document.index.by_attribute[attribute]:
            names = element.get(attribute, "").split()
            name = next((one.rpartition(":")[2] for one in names if one.rpartition(":")[2] in _KIND_OF_PROPERTY), None)
            if name is None or next(islice(element.iter(), _LARGEST, None), None) is not None:
                continue
            text = element.get("datetime") or element.get("content") or document.dom_text(element)
            source = "meta" if element.tag == "meta" else "time"
            if found := _declared(_KIND_OF_PROPERTY[name], element, name, text, source):
                values[name].append(found)
    return [marks[0] for marks in values.values() if len({one.value for one in marks}) == 1]
