"""Look for the place on another page to which a link leads, and tell each that is not there once, on the first page that names it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import unquote

from govpagecheck.rule_api import CannotTell, Site, SiteMiss, SitePage, comparable_address, names_of_pages, number_of_pages

# `#top` needs no anchor; routes and parameters are for scripts (`#/search`, `#!page`, `#tab=2`).
FOR_SCRIPTS = re.compile(r"(?i:top)|[/!:?].*|.*[=&].*", re.DOTALL)
NUMBERED = re.compile(r"\d$")  # one number is as near to another as the next
MOST_ANCHORS_KEPT = 500


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that the links between them cannot be followed")
        return

    @lru_cache(maxsize=MOST_ANCHORS_KEPT)
    def anchors(address: str) -> frozenset[str] | None:
        target = site.at(address)
        known = target is not None and target.is_read and target.page_type != "error" and target.anchors is not None
        return frozenset(target.anchors or ()) if target and known else None

    def lost(page: SitePage) -> Iterator[tuple[str, str]]:
        if page.archive_notice:
            return
        own = comparable_address(page.address or "")
        for link in page.links:
            address, _, fragment = link.partition("#")
            # On the page itself a script may act on the link and never go there.
            if not fragment or comparable_address(address) == own or FOR_SCRIPTS.fullmatch(unquote(fragment)):
                continue
            there = anchors(address)
            if there is not None and fragment not in there and unquote(fragment) not in there:
                yield link, ""

    for link, [(_, number, pages)] in site.variants(lost, least=1):
        address, _, fragment = link.partition("#")
        there = {name.lower(): name for name in sorted(anchors(address) or ()) if not NUMBERED.search(name)}
        near = get_close_matches(unquote(fragment).lower(), there, 1, 0.9)
        words = {"number": number_of_pages(number), "pages": names_of_pages(pages, number)}
        yield SiteMiss(pages[0], "near-anchor" if near else "no-anchor", link, there[near[0]] if near else "", about=link, words=words)
