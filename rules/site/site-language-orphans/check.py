"""Pair translations with their originals by what their addresses share, and tell those that do not link to each other."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urldefrag

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    CannotTell,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable_address,
    is_copy,
    joined,
    language_of,
    names_of_pages,
    number_of_pages,
    parted,
    primary_language,
)

MOST_KEPT = 2000
MOST_ADDRESSES = 10_000  # of one page, in the facts of a site's page
SHARE_UNKNOWN = 10  # one page in so many whose links are not known may lead to any other
WORDS = {"espanol": "es", "spanish": "es", "english": "en", "francais": "fr", "french": "fr", "chinese": "zh", "vietnamese": "vi"}
TAG = r"[a-z]{2}(?:[-_][a-z]{2,4})?"
FOLDER = re.compile(rf"(?<=/)({TAG}|{'|'.join(WORDS)})(?:/|(?=[?]|$))", re.IGNORECASE)
ENDING = re.compile(rf"[-_.]({TAG})(?=(?:\.[a-z]+)?/?(?:[?]|$))", re.IGNORECASE)
QUERY = re.compile(rf"(?<=[?&])(?:lang|language|locale|lng|hl)=({TAG})(?:&|$)", re.IGNORECASE)


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    languages = site.tally(lambda page: language_of(page) or None)
    if len(languages) < 2:
        yield NOT_APPLICABLE
        return
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that translations and the links to them cannot be found")
        return
    usual = languages.most_common(1)[0][0]
    at = lru_cache(maxsize=MOST_KEPT)(site.at)

    def original_of(page: SitePage) -> SitePage | None:
        if language_of(page) in ("", usual) or is_copy(page):
            return None
        return next((one for address in _addresses(page, usual) if (one := at(address)) and _is_original(one, usual)), None)

    def told(page: SitePage) -> Iterator[tuple[str, str]]:
        """Yield for a translation in which direction a link is missing; where a script offers languages, its links are not known."""
        original = original_of(page)
        if original and not _links(page, original) and not page.offers_languages:
            yield joined(["unlinked-original", language_of(page)]), ""
        if original and not _links(original, page) and not original.offers_languages:
            yield joined(["unlinked-translation", language_of(page)]), ""

    for thing, [(_, number, pages), *_] in site.variants(told, least=1):
        reason, language = parted(thing)
        blamed = pages if reason == "unlinked-original" else list(filter(None, map(original_of, pages)))
        words = {"number": number_of_pages(number), "pages": names_of_pages(blamed, number)}
        yield SiteMiss(blamed[0], reason, language, about=language, words=words)
    if site.is_whole and sum(not _has_known_links(page) for page in site.pages()) * SHARE_UNKNOWN <= len(site):
        yield from _unnamed(site, usual)


def _unnamed(site: Site, usual: str) -> Iterator[SiteMiss]:
    for page in site.unlinked():
        language = language_of(page)
        if language not in ("", usual) and page.is_indexed and page.page_type not in ("error", "home") and not is_copy(page):
            yield SiteMiss(page, "unnamed", language)


def _addresses(page: SitePage, usual: str) -> Iterator[str]:
    """Yield the addresses at which the original may be: the page's own with the sign of its language taken away or changed."""
    address, language = page.address or "", language_of(page)
    for pattern in (FOLDER, ENDING, QUERY):
        for sign in pattern.finditer(address):
            tag = sign[1]
            if primary_language(WORDS.get(tag.lower(), tag)) == language:
                yield (address[: sign.start()] + address[sign.end() :]).rstrip("?&")
                yield address[: sign.start(1)] + usual + address[sign.end(1) :]
                break


def _is_original(page: SitePage, usual: str) -> bool:
    return language_of(page) == usual and page.page_type != "error" and not is_copy(page)


def _links(page: SitePage, other: SitePage) -> bool:
    """True where a link of the page, or an alternate, leads to the other page; where links were left out, perhaps."""
    if not _has_known_links(page):
        return True
    wanted = {comparable_address(address) for address in (other.address, other.canonical, *other.redirects) if address}
    leading = (*(urldefrag(link).url for link in page.links), *(link.address for link in page.alternates))
    return any(comparable_address(address) in wanted for address in leading)


def _has_known_links(page: SitePage) -> bool:
    """True where a script writes none of the page's links, and none were left out."""
    return page.banner is not None and len(page.links) < MOST_ADDRESSES
