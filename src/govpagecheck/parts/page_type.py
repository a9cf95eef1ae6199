"""Page type: a cautious guess at what kind of page this is, with what it was guessed from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from govpagecheck.address import host_of
from govpagecheck.document import Document, Element, frames_page
from govpagecheck.parts import archive_signals, breadcrumb, dates, metadata, part
from govpagecheck.text import comparable
from govpagecheck.word_search import lines_with

_ERROR = re.compile(
    r"\W*(?:error )?(?:40[0134]|50[0234])\b(?: error)?(?:\W+(?:not found|page|error|forbidden|access|internal|service|bad).*|\W*)"
    r"|(?:(?:sorry|oops|error|the|this|requested|web|40\d)\W+){0,4}(?:page|file|site|document) (?:was |is |could |can )?"
    r"(?:not|cannot be) (?:be )?(?:found|available)\b.{0,60}"
    r"|(?:sorry\W+)?we (?:can't|cannot|couldn't|could not) find (?:the|that|this) page\b.{0,60}"
    r"|(?:not found|access denied|forbidden|server error|page unavailable)\W*"
    r"|(?:p[áa]gina no (?:encontrada|se encuentra)|page (?:non trouv[ée]e|introuvable)|seite nicht gefunden|pagina non trovata)\b.{0,40}",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"(?:site |web ?site |archive )?search results?\b(?! page).{0,80}|results? for ['\"].{1,80}"
    r"|(?:resultados de (?:la )?b[úu]squeda|r[ée]sultats de (?:la )?recherche|suchergebnisse?|risultati (?:della )?ricerca)\b.{0,60}",
    re.IGNORECASE,
)
_NEWS_CRUMB = re.compile(
    r"(?:latest |all )?(?:news|press|media)(?: ?room)?(?:[ &,-]+(?:and )?(?:events|media|press|updates|announcements))?"
    r"|(?:news|press|media) (?:releases?|statements?)"
    r"|noticias|comunicados(?: de prensa)?|nouvelles|communiqu[ée]s(?: de presse)?|pressemitteilungen|comunicati stampa",
    re.IGNORECASE,
)
_RELEASE_LABEL = re.compile(r"for immediate release|(?:press )?release date|date of release|date released", re.IGNORECASE)
_RELEASE_LINE = re.compile(r"\W*for immediate release\b.{0,40}", re.IGNORECASE)
_RELEASE_STEMS = ("for immediate release",)
_NEWS_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(?:https?://schema\.org/)?(?:Reportage|Analysis)?NewsArticle"')
_NEWS_PATH = re.compile(r"/(?:news|newsroom|press|press-releases?|news-releases?|media-releases?|pr)/(?:.*/)?[^/]+", re.IGNORECASE)
# Paths that home pages have behind "/": what their templates call them, and the home pages of languages.
_HOME_PATH = re.compile(
    r"/?(?:(?:front|home|homepage|index|default|welcome)(?:[.-]\w+)?|node(?:/\d+)?|[a-z]{2}(?:-[a-z]{2})?)?/?", re.IGNORECASE
)
_INTERIOR_IN_DRUPAL = re.compile(r'"isFront"\s*:\s*false')
_SEARCH_FIELD = re.compile(r"search|query|keyword|\bq\b|email|e-mail|zip|feedback|comment|subscribe", re.IGNORECASE)


@dataclass(frozen=True)
class PageType:
    """The guess: "home", "news", "archived", "form", "search", "error" or "other", and one phrase saying from what.

    `doubt` says what on the page speaks against the home page that its address names; "" where nothing does.
    """

    value: str
    guessed_from: str
    doubt: str = ""


@part
def find(document: Document) -> PageType:
    """Guess the page's type; "other" wherever nothing speaks clearly."""
    page = metadata.find(document)
    names = [comparable(one.text) for one in (page.title, page.h1) if one]
    first_names = [re.split(r"\s[|-]\s", name, maxsplit=1)[0] for name in names]
    for name in first_names:
        if _ERROR.fullmatch(name):
            return PageType("error", f'the title "{name}"')
    path = _path(document)
    doubt = ""
    if path and path[0] == "/" and "og:url" not in path[1]:  # templates write one og:url into every page of a site
        doubt = _says_interior(document) or ""
        if not doubt:
            return PageType("home", path[1])
    guess = _by_contents(document, first_names)
    return PageType(guess.value, guess.guessed_from, doubt)


def _by_contents(document: Document, first_names: list[str]) -> PageType:
    if reason := _news(document):  # before "archived": news stays news when it is archived
        return PageType("news", reason)
    if signals := archive_signals.find(document):
        return PageType("archived", f'{signals[0].kind} "{signals[0].text[:80]}"')
    for name in first_names:
        if _SEARCH.fullmatch(name):
            return PageType("search", f'the title "{name}"')
    if reason := _form(document):
        return PageType("form", reason)
    return PageType("other", "nothing on the page speaks clearly for another type")


def _says_interior(document: Document) -> str | None:
    """Return what on the page says that it is none of the home pages of its site, whatever address it was given."""
    page = metadata.find(document)
    for address, name in ((page.canonical.text if page.canonical else "", "canonical link"), (_meta(document, "og:url"), "og:url")):
        host, own = host_of(address), host_of(document.url)
        if host and (own is None or host.removeprefix("www.") == own.removeprefix("www.")):
            path = urlsplit(address).path
            if not _HOME_PATH.fullmatch(path):
                return f'the {name}\'s path "{path}"'
    trail = breadcrumb.find(document)
    if trail and trail.markup != "structured-data" and len(trail.items) > 1 and not document.is_hidden(trail.element):
        last = trail.items[-1].text
        if not breadcrumb.is_home_word(last):
            return f'the breadcrumb that ends in "{last[:80]}"'
    if any(_INTERIOR_IN_DRUPAL.search(one.text or "") for one in document.index.by_tag["script"] if "json" in one.get("type", "")):
        return "Drupal's settings, which say that this is not the front page"
    return None


def _path(document: Document) -> tuple[str, str] | None:
    """Return the path of the page's address and where it was read: the URL, else the address that the page gives itself."""
    canonical = metadata.find(document).canonical
    addresses = (
        (document.url, "the URL path /"),
        (canonical.text if canonical else "", "the canonical link's path /"),
        (_meta(document, "og:url"), "the path / of og:url"),
    )
    for address, name in addresses:
        try:
            parts = urlsplit((address or "").strip())
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            return (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), name
    return None


def _news(document: Document) -> str | None:
    """Return what says that the page is one piece of news; lists of news are another type."""
    published = [mark for mark in dates.find(document).visible if mark.kind == "published"]
    for mark in published:
        if _RELEASE_LABEL.fullmatch(comparable(mark.label)):
            return f'the label "{mark.label}"'
    for _, line in lines_with(document, _RELEASE_STEMS):
        if not line.is_hidden and _RELEASE_LINE.fullmatch(line.text):
            return f'the line "{line.text}"'
    if any(_NEWS_TYPE.search(one.text or "") for one in document.index.by_tag["script"] if "ld+json" in one.get("type", "").lower()):
        return "structured data that says NewsArticle"
    trail = breadcrumb.find(document)
    parent = trail.items[-2] if trail and len(trail.items) > 2 else None
    crumb = next((item for item in (trail.items[1:-1] if trail else ()) if _NEWS_CRUMB.fullmatch(comparable(item.text))), None)
    is_article = _meta(document, "og:type").lower() == "article"
    path = _path(document)
    has_date = dates.find(document).published is not None
    if crumb and has_date:
        return f'the breadcrumb item "{crumb.text}" and a publication date'
    if crumb and parent is crumb and is_article:
        return f'the breadcrumb item "{crumb.text}" and og:type article'
    if is_article and has_date and path and _NEWS_PATH.fullmatch(path[0]):
        return f'og:type article and the path "{path[0]}"'
    return None


def _meta(document: Document, name: str) -> str:
    metas = document.index.by_tag["meta"]
    return next((one.get("content", "") for one in metas if name in (one.get("property"), one.get("name"))), "")


def _form(document: Document) -> str | None:
    """Return what says that the page is a form to fill in: several fields that are neither a search, a survey nor a subscription."""
    mains = frozenset(metadata.find(document).main)
    for form in document.index.by_tag["form"]:
        if (mains and mains.isdisjoint(form.iterancestors())) or document.is_hidden(form) or (not mains and frames_page(form)):
            continue
        fields = [one for one in _fields(form) if not _SEARCH_FIELD.search(" ".join(one.get(name, "") for name in ("name", "id", "type")))]
        # Without a main landmark a form may as well be a contact box beside the text.
        if len(fields) >= (5 if mains else 8) and form.get("method", "get").lower() == "post" and form.get("role") != "search":
            return f"a form with {len(fields)} fields to fill in"
    return None


def _fields(form: Element) -> list[Element]:
    buttons = ("hidden", "submit", "button", "reset", "image", "checkbox", "radio")
    return [one for one in form.iter("input", "select", "textarea") if one.get("type", "text").lower() not in buttons]
