"""Follow the alternates in each page's head to the pages of the run, and look there for the way back, the language, and the page."""

from collections.abc import Iterator
from functools import lru_cache

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    CannotTell,
    Link,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable_address,
    is_copy,
    joined,
    names_of_pages,
    number_of_pages,
    parted,
    primary_language,
)

MOST_KEPT = 2000
GONE = (404, 410)


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not any(page.alternates for page in site.pages()):
        yield NOT_APPLICABLE
        return
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages name versions in other languages, but which pages these are their addresses say")
        return
    at = lru_cache(maxsize=MOST_KEPT)(site.at)

    def told(page: SitePage) -> Iterator[tuple[str, str]]:
        """Yield what is missing on a page by the pages that it names, with their address and language."""
        for link in _versions(page):
            other = at(link.address)
            if other is None or other.address is None:
                continue
            if not other.is_read:
                if other.status in GONE:
                    yield joined(["gone", link.text, link.address, str(other.status)]), ""
            elif other.page_type != "error" and not is_copy(other):
                own = primary_language(other.language)
                if own and own != primary_language(link.text):
                    yield joined(["other-language", link.text, other.address, other.language or ""]), ""
                elif not _names(other, page):
                    yield joined(["no-return", link.text, page.language or "", ""]), ""

    for thing, [(_, number, pages), *_] in site.variants(told, least=1):
        reason, language, one, two = parted(thing)
        if reason == "no-return":
            unnaming = [other for page in pages for link in _versions(page) if link.text == language and (other := at(link.address))]
            words = {"number": number_of_pages(number), "pages": names_of_pages(unnaming[: len(pages)], number)}
            yield SiteMiss(unnaming[0], reason, language, one or "another language", about=f"{language} {one}", words=words)
        elif reason == "other-language":
            yield SiteMiss(at(one), reason, two, language, about=language, words={"from": names_of_pages(pages, number)})
        else:
            words = {"from": names_of_pages(pages, number), "status": two}
            yield SiteMiss(pages[0], reason, one, language, about=f"{language} {one}", words=words)


def _versions(page: SitePage) -> list[Link]:
    """Return the versions that the page names in languages other than its own; a copy speaks for its original."""
    if is_copy(page) or page.page_type == "error":
        return []
    own, here = primary_language(page.language), comparable_address(page.address or "")
    others = (link for link in page.alternates if comparable_address(link.address) != here)
    return [link for link in others if primary_language(link.text) not in ("", own)]


def _names(page: SitePage, other: SitePage) -> bool:
    """True where one of the page's alternates leads to the other page."""
    wanted = {comparable_address(address) for address in (other.address, other.canonical, *other.redirects) if address}
    return any(comparable_address(link.address) in wanted for link in page.alternates)
