"""The facts that a page tells about its site, gathered from its document for the rules that look at many pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from govpagecheck.accessibility.link_context import address_of
from govpagecheck.accessibility.names import accessible_name
from govpagecheck.accessibility.outline import Landmark, landmark_of, landmarks
from govpagecheck.accessibility.visibility import is_exposed
from govpagecheck.address import host_of
from govpagecheck.document import Document, Element
from govpagecheck.model import Page
from govpagecheck.parts import (
    CannotTell,
    Fragment,
    archive_notice,
    archive_signals,
    banner,
    breadcrumb,
    dates,
    feedback,
    identifier,
    links,
    metadata,
    page_type,
    refresh,
    required_links,
    search,
)
from govpagecheck.site_page import Dated, Help, Link, Menu, SitePage, normalised
from govpagecheck.text import comparable, shorten, word_count

LONGEST = 300  # characters of a text
MOST_LINKS = 2000  # of a page, with their fragments, and anchors
MOST_ADDRESSES = 10_000  # of a page
MOST_IN_A_MENU = 60
MOST_MENUS = 20
_PAGE_OF_FORM = re.compile(r"\.html?$|(?:^|/)search/?$", re.IGNORECASE)  # static sites have a page for what their search finds
_LEADING = (("a", "href"), ("area", "href"), ("frame", "src"), ("iframe", "src"))
_PLACES = {"banner": "header", "main": "main", "contentinfo": "footer", "complementary": "aside"}
# Boxes of templates without landmarks, by what stands alone in their id or class.
_BOX = r"(?:(?:site|page|global|main|usa|gov|top|primary|layout|region|l|o|c)[-_]*)*(?:{})(?:[-_]*(?:{}))*"
_BOX_ENDS = "wrapper|wrap|container|inner|outer|region|area|top|bottom|main|box|nav|links"
_BOX_NAMES = {"header": "header|masthead|top-?bar", "footer": "footer", "aside": "sidebar|aside"}
_BOXES = {part: re.compile(_BOX.format(words, _BOX_ENDS), re.IGNORECASE) for part, words in _BOX_NAMES.items()}
_CONTENT = re.compile(_BOX.format("content|main-?content|article", _BOX_ENDS), re.IGNORECASE)
_MOST_CONTROLS = 1000
_LONGEST_NAME = 40  # of languages beside each other
_MOST_OF_A_KIND = 4  # ways of one kind to get help, in one part of the page
_LANGUAGE = re.compile(
    r"(?:(?:select|choose|change|translate(?: to)?):? )?"
    r"(?:lang(?:uage)?s?|idiomas?|translate|en español|(?:in )?english|inglés|español|espanol|français|kreyòl|tiếng việt|tagalog"
    r"|中文|简体中文|繁體中文|한국어|日本語|русский|العربية|português|deutsch|italiano)\b.{0,30}",
    re.IGNORECASE,
)
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
        banner_wording=_banner_wording(seen) if seen else None,
        has_identifier=None if named is None and found.is_app_shell else named is not None,
        archive_notice=shorten(notice.text, LONGEST) if notice else None,
        archive_folder=_archive_folder(document),
        dates=tuple(_dates(document)),
        search_place=_place(document, search_form.element) if search_form else None,
        trail=tuple(_trail(document, base)),
        menus=tuple(_menus(document, base)),
        help=tuple(_help(document, base)),
        alternates=tuple(
            Link(one.language.lower(), address)
            for one in found.alternates[:MOST_LINKS]
            if one.href and (address := normalised(one.href, base))
        ),
        offers_languages=_offers_languages(document),
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
    """Return the part of the page that an element is in: that of the outermost landmark which names one, else of a box named so."""
    landmark: Landmark | None = landmark_of(document, element)
    place = "elsewhere"
    for _ in range(100):
        if landmark is None:
            break
        place = _PLACES.get(landmark.role, place)
        landmark = landmark.parent
    if place != "elsewhere":
        return place
    for box in islice(element.iterancestors(), 100):
        if box.tag in ("body", "html"):
            break
        own = box.get("id", "")[:LONGEST]
        names = [own, *box.get("class", "")[:LONGEST].split()]
        if part := next((part for part, pattern in _BOXES.items() if any(map(pattern.fullmatch, names))), None):
            place = part
        elif place == "elsewhere" and _CONTENT.fullmatch(own):  # in classes the word is that of any block
            place = "main"
    return place


def _banner_wording(seen: banner.Banner) -> str | None:
    """Return the banner's sentence and the headings of its guidance, by which its releases differ; None where a script writes them."""
    texts = (seen.sentence, seen.domain_heading, seen.https_heading)
    if any(isinstance(text, CannotTell) for text in texts):
        return None
    return shorten(" / ".join(comparable(text.text) for text in texts if isinstance(text, Fragment)), LONGEST) or None


def _archive_folder(document: Document) -> str | None:
    """Return the path, up to the folder that says archive, of a page that is in such a folder or on such a host."""
    sign = next((one for one in archive_signals.find(document) if one.kind == "url"), None)
    address = normalised(document.url)
    if sign is None or address is None:
        return None
    names = urlsplit(address).path.split("/")
    number = next((number for number, name in enumerate(names[:-1]) if name.lower() == sign.text), 0)
    return shorten("/".join([*names[: number + 1], ""]), LONGEST)


def _dates(document: Document) -> Iterator[Dated]:
    """Yield where the first date of each kind stands that readers see, by the words of the content before and after it.

    The content begins with the first heading of level 1, and is the main landmark where there is one.
    """
    shown = {mark.kind: mark for mark in reversed(dates.find(document).visible)}
    if not shown:
        return
    found, order = metadata.find(document), document.index.order
    inside = set(found.main[0].iter()) if found.main else None
    first = order.get(found.h1.element, 0) if found.h1 else 0
    lines = [
        (order.get(line.element, 0), word_count(line.text))
        for line in document.lines
        if not line.is_hidden and (inside is None or line.element in inside)
    ]
    for kind, mark in sorted(shown.items()):
        own = order.get(mark.element, 0)
        before = sum(words for place, words in lines if first <= place < own)
        after = sum(words for place, words in lines if place > own)
        if first <= own or inside is None:
            total = before + after
            yield Dated(kind, "top" if before * 3 <= total else "bottom" if after * 3 <= total else "middle")
        else:
            yield Dated(kind, "top")


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
    """Yield the ways to get help that WCAG 2.2's 3.2.6 names, and the feedback, in document order, each once in a part of the page."""
    contacts = {fragment.element for fragment in links.find(document).get("contact", ())}
    asked = feedback.find(document)
    order = document.index.order
    asked_at = order.get(asked.element, len(order)) if asked else len(order)
    seen: dict[tuple[str, str], set[str]] = {}
    for link in document.index.by_tag["a"]:
        if asked and order[link] > asked_at:
            yield Help("feedback", _place(document, asked.element), "", "")
            asked = None
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
        address = normalised(href, base) or shorten(href, LONGEST)
        known = seen.setdefault((kind, place), set())
        if address in known or len(known) == _MOST_OF_A_KIND or place == "main":  # what the text says is no help that pages share
            continue
        known.add(address)
        yield Help(kind, place, shorten(text, LONGEST), address)
    if asked:
        yield Help("feedback", _place(document, asked.element), "", "")


def _offers_languages(document: Document) -> bool:
    """True where a list, a button or a text without a link names a language by its own name, or Google's translation is built in."""
    index = document.index
    if index.by_id["google_translate_element"] or index.by_class["gtranslate_wrapper"]:
        return True
    controls = (one for tag in ("option", "button") for one in index.by_tag[tag][:_MOST_CONTROLS])
    dead_links = (one for one in index.by_tag["a"][:_MOST_CONTROLS] if _is_dead(one))
    named = (one.element for one in document.lines if len(one.text) < _LONGEST_NAME and _LANGUAGE.fullmatch(comparable(one.text)))
    return any(_LANGUAGE.fullmatch(comparable(document.dom_text(one))) for one in (*controls, *dead_links)) or any(
        all(_is_dead(link) for link in one.iter("a")) and document.closest(one, "a") is None for one in named
    )


def _is_dead(link: Element) -> bool:
    return link.get("href", "#").strip().lower().startswith(("#", "javascript:"))


def _required_links(document: Document, base: str) -> Iterator[Link]:
    """Yield each link that policy asks for under its key: the one that serves as it, where readers look for it."""
    served = required_links.find(document)
    for key in links.LABELS:
        one = getattr(served, key.replace("-", "_"), None)
        if isinstance(one, Fragment) and (address := normalised(address_of(one.element), base)):
            yield Link(key, address)


def _links(document: Document, base: str) -> Iterator[str]:
    """Yield the addresses on the page's own host to which its links, frames, search and refresh lead, with fragments, each once.

    After the first 2,000 the fragments are left out, so that a list of the whole site still names its pages.
    """
    host = host_of(document.url)
    seen: set[str] = set()
    sent_on = refresh.find(document)
    named = (one.get(name) for tag, name in _LEADING for one in document.index.by_tag[tag])
    forms = (action for form in document.index.by_tag["form"] if (action := form.get("action")) and _PAGE_OF_FORM.search(action))
    for href in (*named, *forms, sent_on.address if sent_on else None):
        if not href or (address := normalised(href, base)) is None or host_of(address) != host:
            continue
        fragment = urldefrag(href.strip()).fragment.partition(":~:")[0]  # what follows is a text fragment
        whole = f"{address}#{fragment}" if fragment else address
        if len(seen) >= MOST_LINKS:
            whole = address
        if whole not in seen and len(seen) < MOST_ADDRESSES:
            seen.add(whole)
            yield whole


def _anchors(document: Document) -> tuple[str, ...] | None:
    """Return the names of places on the page; None where a script writes the page, or ids into it as that of USWDS's in-page navigation."""
    index = document.index
    if metadata.find(document).is_app_shell or index.by_class["usa-in-page-nav"]:
        return None
    names = dict.fromkeys([*index.by_id, *(name for one in index.by_attribute["name"] if one.tag == "a" and (name := one.get("name")))])
    return tuple(unquote(name) for name in names) if len(names) <= MOST_LINKS else None
