"""Where the links of a site lead: to a page of the run, to one that is gone, to where a page is missing, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from govpagecheck.address import host_of
from govpagecheck.site_page import SitePage
from govpagecheck.site_store import Site

_MOST_KEPT = 50_000  # addresses
_MOST_ERROR_PAGES = 1000
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_GONE = (404, 410)
_NAMES_ERROR = re.compile(r"40\d|50\d|error|not[-_]?found", re.IGNORECASE)
# Parts of addresses that applications answer, also beside pages that are files.
_OF_APPLICATION = re.compile(
    r"search|log-?(?:in|out|on|off)|sign-?(?:in|out|up)|auth|sso|oauth2?|saml|api|graphql|rest|v\d|account|users?|admin|cgi-bin|bin"
    r"|subscribe|unsubscribe|feed|rss|atom|downloads?|wp-(?:admin|json|login)|cart|checkout|dashboard|portal|apps?|cdn-cgi|go|r"
    r"|redirect|node|print|files?|assets|static|media|docs?|data|\..*",
    re.IGNORECASE,
)


class Fate(StrEnum):
    """What is known of an address to which a link leads."""

    PAGE = "page"
    ERROR_PAGE = "error page"  # served as any other, with the words of an error
    GONE = "gone"  # the server answered 404 or 410 in the run
    MISSING = "missing"  # in a whole site, where a page should be
    PERHAPS = "perhaps"  # in a whole site, where a page may be missing, or an application may answer
    UNKNOWN = "unknown"


def fates(site: Site) -> Callable[[str], Fate]:
    """Return a function that tells the fate of an address, without its fragment; it keeps what it found of the last 50,000.

    A whole site is one whose pages are files. There, an address misses a page when it ends as pages do, or has no ending
    and other pages have such addresses, and no part of it is one that applications answer. Addresses outside of the folder
    that holds all pages are unknown.
    """
    folder, has_folder_pages = _shape(site) if site.is_whole else ("", False)
    error_pages = set(_error_pages(site))

    @lru_cache(maxsize=_MOST_KEPT)
    def fate(address: str) -> Fate:
        place = site.place(address)
        if place:
            is_error = place.number in error_pages and not _NAMES_ERROR.search(urlsplit(address).path)
            return Fate.GONE if not place.is_read and place.status in _GONE else Fate.ERROR_PAGE if is_error else Fate.PAGE
        if not site.is_whole or host_of(address) != site.name:
            return Fate.UNKNOWN
        parts = urlsplit(address)
        if not parts.path.startswith(folder) or parts.query:
            return Fate.UNKNOWN
        name = parts.path.rpartition("/")[2].lower()
        if name.endswith(_PAGE_ENDINGS):
            return Fate.MISSING
        if "." in name:
            return Fate.UNKNOWN
        is_of_application = any(_OF_APPLICATION.fullmatch(one) for one in parts.path[len(folder) :].split("/"))
        return Fate.MISSING if has_folder_pages and parts.path != folder and not is_of_application else Fate.PERHAPS

    return fate


@lru_cache(maxsize=_MOST_KEPT)
def comparable_address(address: str) -> str:
    """Return an address without what servers add and take away: scheme, closing slash, the ending of a page.

    >>> comparable_address("http://www.example.gov/news/"), comparable_address("https://www.example.gov/news.html")
    ('www.example.gov/news', 'www.example.gov/news')
    """
    place, mark, query = address.partition("://")[2].partition("?")
    place = place.removesuffix("/")
    ending = next((one for one in _PAGE_ENDINGS if place.lower().endswith(one)), "")
    return f"{place[: len(place) - len(ending)]}{mark}{query}"


def _error_pages(site: Site) -> list[int]:
    found: list[int] = []
    for page in site.pages():
        if page.page_type == "error" and page.address and len(found) < _MOST_ERROR_PAGES and (place := site.place(page.address)):
            found.append(place.number)
    return found


def _shape(site: Site) -> tuple[str, bool]:
    """Return the folder that holds all pages of a site, and whether pages other than its first have addresses without an ending."""
    shared: list[str] | None = None
    has_folder_pages = False
    for page in site.pages():
        names = page.folder.split("/")[:-1]
        if shared is None:
            shared = names
        else:
            length = next((number for number, pair in enumerate(zip(shared, names, strict=False)) if pair[0] != pair[1]), None)
            shared = shared[: min(len(shared), len(names)) if length is None else length]
        has_folder_pages = has_folder_pages or _is_folder_page(page)
    return "/".join([*(shared or []), ""]), has_folder_pages


def _is_folder_page(page: SitePage) -> bool:
    path = urlsplit(page.address).path if page.address else "/"
    return path != "/" and "." not in str(path).rpartition("/")[2]
