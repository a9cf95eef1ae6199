"""Tell the pages of a whole site to which no other page leads; those that are not meant to be found by links are left out."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from govpagecheck.rule_api import NOT_APPLICABLE, CannotTell, NotApplicable, Site, SiteMiss, SitePage, comparable_address

SHARE_UNKNOWN = 10  # one page in so many whose links are not known makes the answer unsure
MOST_ADDRESSES = 10_000  # of one page, in the facts of a site's page


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that the links between them cannot be followed")
        return
    if not site.is_whole:
        yield NOT_APPLICABLE
        return
    home = _home(site)
    # Pages whose links a script writes, and those whose links were cut, may lead to any other; a few of them hardly do.
    unknown = site.tally(lambda page: str(page.address == home) if page.banner is None or len(page.links) >= MOST_ADDRESSES else None)
    is_unknown = unknown["True"] > 0 or unknown.total() * SHARE_UNKNOWN > len(site)
    for page in site.unlinked():
        if page.address == home or not _wants_links(page):
            continue
        if is_unknown:
            yield CannotTell(
                "links-unknown", f"no page that was read links to {page.address}; not all links of {unknown.total()} pages are known"
            )
            return
        yield SiteMiss(page, "no-link", page.address or "")


def _home(site: Site) -> str | None:
    """Return the address with the shortest path: where people begin."""
    return min((page.address for page in site.pages() if page.address), key=lambda address: len(urlsplit(address).path), default=None)


def _wants_links(page: SitePage) -> bool:
    is_copy = (
        page.canonical is not None and page.address is not None and comparable_address(page.canonical) != comparable_address(page.address)
    )
    return not is_copy and page.is_indexed and page.page_type not in ("error", "home")
