"""Compare each page's trail with the pages that it names: what they are called, and the trail that they have themselves."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    CannotTell,
    Link,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable,
    comparable_address,
    is_home_address,
    is_home_word,
    names_of_pages,
    number_of_pages,
    without_ellipsis,
)

MOST_KEPT = 1000
SEPARATORS = re.compile(r"\s+[|:»›•·~-]+\s+|[|»›]|:\s+")
SMALL_WORDS = frozenset("a an and of the for to in on at by de la el los las y del para".split())


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that the links of their trails cannot be followed")
        return
    at = lru_cache(maxsize=MOST_KEPT)(site.at)
    has_trail = False

    def told(page: SitePage) -> Iterator[tuple[str, str]]:
        nonlocal has_trail
        has_trail = has_trail or bool(page.trail)
        above = ancestors(page)
        for link in above:
            parent = _page_named(at(link.address) if link.address else None, link, page)
            if parent and not is_home_word(link.text) and not is_home_address(link.address) and not _is_called(link.text, parent):
                yield f"other-label\n{parent.address}\n{_folded(link.text)}", link.text
        is_below_home = len(above) < 2  # what stands before the home page belongs to no tree of this site
        parent = None if is_below_home or not above[-1].address else _page_named(at(above[-1].address), above[-1], page)
        if parent and parent.trail:
            own = ancestors(parent)
            if not _are_one_way(above[:-1], own):
                yield f"other-trail\n{parent.address}\n{_written(above[:-1])}", _written(own)

    for thing, [(value, number, pages), *_] in site.variants(told, least=1):
        reason, address, found = thing.split("\n", 2)
        parent = site.at(address)
        called = (parent.heading or parent.title or "") if parent else ""
        words = {"number": number_of_pages(number), "pages": names_of_pages(pages, number), "parent": called or address}
        if reason == "other-label":
            yield SiteMiss(pages[0], reason, value, called, about=f"{address} {found}", words=words)
        else:
            yield SiteMiss(pages[0], reason, found, value, about=f"{address} {found}", words=words)
    if not has_trail:
        yield NOT_APPLICABLE


def ancestors(page: SitePage) -> tuple[Link, ...]:
    """Return the trail without the page itself, which stands at its end or is left out."""
    trail = page.trail
    if not trail:
        return ()
    last = trail[-1]
    is_page = _is_of(last, page) or (not is_home_word(last.text) and _is_called(last.text, page))
    return trail[:-1] if is_page else trail


def _is_of(link: Link, page: SitePage) -> bool:
    """True for an item of the page's own trail that stands for the page."""
    return not link.address or comparable_address(link.address) == comparable_address(page.address or "")


def _page_named(parent: SitePage | None, link: Link, page: SitePage) -> SitePage | None:
    """Return the page of an ancestor, where it can be compared: it was read, is in the page's language, and its link is not sent on."""
    if parent is None or not parent.is_read or parent.page_type == "error" or parent.address is None or page.address is None:
        return None
    is_moved = comparable_address(parent.address) != comparable_address(link.address)
    is_itself = comparable_address(parent.address) == comparable_address(page.address)
    is_other_language = bool(parent.language and page.language) and parent.language[:2].lower() != page.language[:2].lower()
    return None if is_moved or is_itself or is_other_language else parent


def _is_called(label: str, page: SitePage) -> bool:
    """True where the label is what the page calls itself, a part of that, or its initials."""
    own = page.trail[-1].text if page.trail and _is_of(page.trail[-1], page) else None
    called = [text for text in (page.heading, page.title, own) if text]
    if not called:
        return True
    names = [name for text in called for name in (text, *SEPARATORS.split(comparable(text)))]
    label = without_ellipsis(label)
    return any(_agree(label, name) for name in names if name.strip())


def _agree(label: str, name: str) -> bool:
    short, long = sorted((_folded(label), _folded(name)), key=len)
    if not short:
        return not long
    if f" {short} " in f" {long} " or long.startswith(short):
        return True
    initials = {"".join(word[0] for word in long.split() if word not in small) for small in (SMALL_WORDS, ())}
    return short.replace(" ", "") in initials or set(short.split()) - SMALL_WORDS <= set(long.split())


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", comparable(text).lower().replace("&", " and ")))


def _are_one_way(above: Sequence[Link], own: Sequence[Link]) -> bool:
    return len(above) == len(own) and all(_are_one(one, other) for one, other in zip(above, own, strict=True))


def _are_one(one: Link, other: Link) -> bool:
    is_one_place = bool(one.address and other.address) and comparable_address(one.address) == comparable_address(other.address)
    return is_one_place or _folded(one.text) == _folded(other.text)


def _written(trail: Sequence[Link]) -> str:
    return " › ".join(one.text.replace("\n", " ") for one in trail) or "nothing"
