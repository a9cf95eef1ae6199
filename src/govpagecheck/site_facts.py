"""The facts that a page tells about its site, gathered from its document for the rules that look at many pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin

from govpagecheck.accessibility.link_context import address_of
from govpagecheck.accessibility.names import accessible_name
from govpagecheck.accessibility.outline import Landmark, landmark_of, landmarks
from govpagecheck.accessibility.visibility import is_exposed
from govpagecheck.address import host_of
from govpagecheck.document import Document, Element
from govpagecheck.model import Page
from govpagecheck.parts import Fragment, archive_notice, banner, breadcrumb, dates, feedback, identifier, links, metadata, page_type, search
from govpagecheck.site_page import Help, Link, Menu, SitePage, normalised
from govpagecheck.text import comparable, shorten

LONGEST = 300  # characters of a text
MOST_LINKS = 2000  # of a page, and anchors
MOST_IN_A_MENU = 60
MOST_MENUS = 20
_PLACES = {"banner": "header", "main": "main", "contentinfo": "footer", "complementary": "aside"}
_FAQ = re.compile(r"(?:faqs?|frequently asked questions|help(?: cent(?:er|re))?|get help|preguntas frecuentes|ayuda)", re.IGNORECASE)
_CHAT = re.compile(r"(?:live |web )?chat(?: (?:with us|now|live|en vivo))?|ask an? (?:agent|expert)", re.IGNORECASE)
_NOINDEX = re.compile(r"\b(?:noindex|none)\b", re.IGNORECASE)


def site_facts(document: Document, page: Page, given_type: str | None = None) -> SitePage:
    """Return what the page tells about its site; `given_type` is the page's type where the run names it."""
    found = metadata.find(document)
    seen = banner.find(document)
    named = identifier.find(document)
    notice = archive_notice.find(document)
    search_form = search.find(document)
    date_place, date_label = _date_place(document)
    base = _base(document)
    return SitePage(
        path=page.path,
        address=normalised(page.url),
        status=page.status,
        redirects=tuple(filter(None, map(normalised, page.redirects))),
        language=found.lang,
        title=_cut(found.title),
        heading=_cut(found.h1),
        description=_cut(found.description),
        page_type=given_type or page_type.find(document).value,
        canonical=normalised(found.canonical.text, base) if found.canonical else None,
        is_indexed=not (found.robots and _NOINDEX.search(found.robots.text)),
        banner=None if seen is None and found.is_app_shell else seen.kind if seen else "none",
        banner_generation=seen.generation if seen else None,
        banner_language=seen.language if seen else None,
        has_identifier=None if named is None and found.is_app_shell else named is not None,
        archive_notice=shorten(notice.text, LONGEST) if notice else None,
        date_place=date_place,
        date_label=date_label,
        search_place=_place(document, search_form.element) if search_form else None,
        trail=tuple(_trail(document, base)),
        menus=tuple(_menus(document, base)),
        help=tuple(_help(document, base)),
        alternates=tuple(
            Link(one.language.lower(), address) for one in found.alternates[:MOST_LINKS] if (address := normalised(one.href, base))
        ),
        required_links=tuple(_required_links(document, base)),
        links=tuple(_links(document, base)),
        anchors=_anchors(document),
    )


def unread_page(page: Page) -> SitePage:
    """Return what is known of a page that could not be read."""
    redirects = tuple(filter(None, map(normalised, page.redirects)))
    return SitePage(page.path, normalised(page.url), is_read=False, status=page.status, redirects=redirects)


def _cut(text: Fragment | None) -> str | None:
    return shorten(text.text, LONGEST) if text else None


def _base(document: Document) -> str:
    href = next((one.get("href", "") for one in document.index.by_tag["base"] if one.get("href")), "")
    try:
        return urljoin(document.url or "", href.strip())
    except ValueError:
        return document.url or ""


def _place(document: Document, element: Element) -> str:
    """Return the part of the page that an element is in: that of the outermost landmark which names one."""
    landmark: Landmark | None = landmark_of(document, element)
    place = "elsewhere"
    for _ in range(100):
        if landmark is None:
            break
        place = _PLACES.get(landmark.role, place)
        landmark = landmark.parent
    return place


def _date_place(document: Document) -> tuple[str | None, str | None]:
    """Return where the first date that readers see of the page stands, and with which label."""
    shown = dates.find(document).visible
    lines = [line for line in document.lines if not line.is_hidden]
    mains = metadata.find(document).main
    if mains:
        order = document.index.order
        numbers = {element: number for number, element in enumerate(mains[0].iter())}
        places = [numbers.get(mark.element) for mark in shown]
        known = [(place, mark) for place, mark in zip(places, shown, strict=True) if place is not None]
        total = len(numbers)
    else:
        order = document.index.order
        known = [(order[mark.element], mark) for mark in shown if mark.element in order]
        total = len(order)
    if not known or not lines:
        return None, None
    place, mark = min(known, key=lambda one: one[0])
    return "top" if place * 2 < total else "bottom", shorten(comparable(mark.label), LONGEST)


def _trail(document: Document, base: str) -> Iterator[Link]:
    found = breadcrumb.find(document)
    for item in (found.items if found else ())[:50]:
        yield Link(shorten(item.text, LONGEST), normalised(item.href, base) or "" if item.href else "")


def _menus(document: Document, base: str) -> Iterator[Menu]:
    trail = breadcrumb.find(document)
    told = 0
    for landmark in landmarks(document):
        if landmark.role != "navigation" or told == MOST_MENUS or (trail and trail.landmark is landmark.element):
            continue
        inside = [
            Link(shorten(text, LONGEST), address)
            for link in landmark.element.iter("a")
            if is_exposed(document, link) and (address := normalised(link.get("href"), base)) and (text := accessible_name(document, link))
        ]
        if inside:
            told += 1
            yield Menu(shorten(landmark.name, LONGEST), _place(document, landmark.element), tuple(inside[:MOST_IN_A_MENU]))


def _help(document: Document, base: str) -> Iterator[Help]:
    """Yield the ways to get help that WCAG 2.2's 3.2.6 names, in document order, each once."""
    contacts = {fragment.element for fragment in links.find(document).get("contact", ())}
    asked = feedback.find(document)
    seen: set[tuple[str, str]] = set()
    for link in document.index.by_tag["a"]:
        href = address_of(link)
        text = document.dom_text(link)
        name = comparable(text)
        scheme = href.partition(":")[0].lower()
        kind = {"tel": "phone", "mailto": "email"}.get(scheme)
        if kind is None and href and not href.startswith("#"):
            kind = "contact" if link in contacts else "faq" if _FAQ.fullmatch(name) else "chat" if _CHAT.fullmatch(name) else None
        if kind is None or not is_exposed(document, link):
            continue
        place = _place(document, link)
        if (kind, place) in seen or place == "main":  # what the text says of itself is no help that pages share
            continue
        seen.add((kind, place))
        yield Help(kind, place, shorten(text, LONGEST), normalised(href, base) or shorten(href, LONGEST))
    if asked and isinstance(getattr(asked, "element", None), Element):
        yield Help("feedback", _place(document, asked.element), "", "")


def _required_links(document: Document, base: str) -> Iterator[Link]:
    for key, found in links.find(document).items():
        for one in found[:1]:
            if address := normalised(address_of(one.element), base):
                yield Link(key, address)


def _links(document: Document, base: str) -> Iterator[str]:
    """Yield the addresses on the page's own host that its links name, with fragments, each once."""
    host = host_of(document.url)
    seen: set[str] = set()
    for tag in ("a", "area"):
        for link in document.index.by_tag[tag]:
            href = link.get("href")
            if not href or (address := normalised(href, base)) is None or host_of(address) != host:
                continue
            fragment = urldefrag(href.strip()).fragment
            whole = f"{address}#{fragment}" if fragment and not fragment.startswith((":~:", "!")) else address
            if whole not in seen and len(seen) < MOST_LINKS:
                seen.add(whole)
                yield whole


def _anchors(document: Document) -> tuple[str, ...] | None:
    index = document.index
    names = dict.fromkeys([*index.by_id, *(name for one in index.by_attribute["name"] if one.tag == "a" and (name := one.get("name")))])
    return tuple(unquote(name) for name in names) if len(names) <= MOST_LINKS else None
