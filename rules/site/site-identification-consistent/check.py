"""Compare what the menus of pages call an address, and where a name in them leads, with what most pages of the same language do."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    CannotTell,
    Menu,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    Variant,
    comparable,
    comparable_address,
    names_of_pages,
    number_of_pages,
)

LEAST_SURE = 3  # pages, before one name that leads elsewhere is told
# Names that say where a link stands or what it does to the page, and lead to another address from every page.
OF_THE_PAGE = re.compile(
    r"(?:see|view|read|show|learn)? ?(?:more|all)|overview|previous|prev|next|first|last|back|back to .*|return to .*|volver.*|up|top"
    r"|print.*|share.*|e-?mail.*|save.*|edit.*|download.*|current page|this page|skip .*|home|inicio|log ?in|log ?out|sign ?in|sign ?out"
    r"|english|inglés|español|espanol|spanish|français|francais|french|deutsch|italiano|português|tiếng việt|tagalog|kreyòl.*|polski"
    r"|language.*|en|es|fr|\W*|\d+"
)


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that it cannot be told which links lead to one place")
        return
    pages_in = site.tally(_language)
    shared = {
        thing for thing, [(_, number, _)] in site.variants(_addresses, least=1, most=0) if number > 1 and _is_most(thing, number, pages_in)
    }
    if not shared:
        yield NOT_APPLICABLE
        return
    for thing, variants in site.variants(_names):
        for usual, other in _apart(variants, 1):
            address = thing.partition("\n")[2]
            first, second = _shown(usual.pages[0], address), _shown(other.pages[0], address)
            words = _words(usual, other, first)
            yield SiteMiss(other.pages[0], "other-name", second, first, about=f"{thing} {other.value}", words={**words, "address": address})

    def leading(page: SitePage) -> Iterator[tuple[str, str]]:
        """Yield where each name leads, in the menus that the page shares with most."""
        led: dict[str, set[str]] = {}
        elsewhere = {page.address, *(one.address for one in page.alternates)}  # what the page says of itself, and its translations
        for menu in _furniture(page):
            group = f"{_language(page)}\n{menu.place}"
            known = [link for link in menu.links if f"{group}\n{comparable_address(link.address)}" in shared]
            if len(known) < 3 or len(known) * 2 < len(menu.links):
                continue
            for link in menu.links:
                name = _folded(link.text)
                if name and link.address not in elsewhere:
                    led.setdefault(f"{group}\n{name}", set()).add(comparable_address(link.address).partition("?")[0])
        for name, addresses in led.items():
            yield name, "\n".join(sorted(addresses))

    for thing, variants in site.variants(leading):
        for usual, other in _apart(variants, LEAST_SURE):
            name = thing.rpartition("\n")[2]
            words = {**_words(usual, other, usual.value), "name": name}
            yield SiteMiss(other.pages[0], "other-address", other.value.replace("\n", ", "), about=f"{thing} {other.value}", words=words)


def _words(usual: Variant, other: Variant, expected: str) -> dict[str, str]:
    pages = names_of_pages(other.pages, other.number)
    return {
        "number": number_of_pages(other.number),
        "usual": number_of_pages(usual.number),
        "pages": pages,
        "expected": expected.replace("\n", ", "),
    }


def _language(page: SitePage) -> str:
    return (page.language or "").lower().replace("_", "-").partition("-")[0]


def _is_most(thing: str, number: int, pages_in: dict[str, int]) -> bool:
    return number * 2 > pages_in[thing.partition("\n")[0]]


def _addresses(page: SitePage) -> Iterator[tuple[str, str]]:
    for menu in page.menus:
        for link in menu.links:
            yield f"{_language(page)}\n{menu.place}\n{comparable_address(link.address)}", ""


def _names(page: SitePage) -> Iterator[tuple[str, str]]:
    """Yield what the page's menus call each address; the page itself may be called by its own name."""
    called: dict[str, set[str]] = {}
    own = comparable_address(page.address or "")
    for menu in _furniture(page):
        for link in menu.links:
            address, name = comparable_address(link.address), _folded(link.text)
            if name and address != own:
                called.setdefault(address, set()).add(name)
    for address, names in called.items():
        yield f"{_language(page)}\n{address}", "\n".join(sorted(names))


def _furniture(page: SitePage) -> list[Menu]:
    return [menu for menu in page.menus if menu.place in ("header", "footer")]


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Return a name in lower case, without what is said in brackets, such as the state of the entry; "" for one that tells no place."""
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", comparable(text)).replace("&", " and ")
    name = " ".join(re.findall(r"[\w.'-]+", bare.lower()))
    return "" if OF_THE_PAGE.fullmatch(name) else name


def _apart(variants: Sequence[Variant], least: int) -> Iterator[tuple[Variant, Variant]]:
    """Yield each variant that shares nothing with that of most pages, where these are a clear majority."""
    usual = variants[0]
    usual_values = usual.value.split("\n")
    others = [one for one in variants[1:] if not any(_alike(a, b) for a in usual_values for b in one.value.split("\n"))]
    apart = sum(one.number for one in others)
    agreeing = sum(one.number for one in variants) - apart
    if usual.number >= least and agreeing >= apart * (2 if apart > 1 else 1):
        yield from ((usual, one) for one in others)


def _alike(one: str, other: str) -> bool:
    """True for one name, also where one of two says more: "contact" and "contact us"."""
    short, long = sorted((set(re.findall(r"[^\s/]+", one)), set(re.findall(r"[^\s/]+", other))), key=len)
    return one == other or ("/" not in one and short <= long)


def _shown(page: SitePage, address: str) -> str:
    texts = (link.text for menu in _furniture(page) for link in menu.links if comparable_address(link.address) == address)
    return next((text for text in texts if _folded(text)), "")
