"""Compare where pages have the same way to get help, and in which order two of them come in one part of the page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    Help,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    Variant,
    joined,
    language_of,
    names_of_pages,
    number_of_pages,
    parted,
)

# Success criterion 3.2.6: human contact details, a human contact mechanism, a self-help option, an automated contact mechanism.
KINDS = {
    "contact": "the contact link",
    "phone": "the telephone number",
    "email": "the e-mail address",
    "chat": "the chat",
    "faq": "the link to questions and help",
}
PLACES = {"header": "header", "footer": "footer", "aside": "side column"}
FEW = 3


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    if not any(number > 1 for _, number in site.tally(_has_help).items()):
        yield NOT_APPLICABLE
        return
    for thing, [first, *others] in site.variants(_orders):
        _, place, kind, address, other_kind, other_address = parted(thing)
        names = (_name(kind, address), _name(other_kind, other_address))
        expected = f"{names[0]} comes before {names[1]}" if first.value == "before" else f"{names[1]} comes before {names[0]}"
        for one in others:
            words = {"place": PLACES[place], **_counts(first.number, one)}
            yield SiteMiss(one.pages[0], "other-order", "the other way round", expected, about=thing, words=words)
    for thing, variants in site.variants(_places):
        _, kind, address = parted(thing)
        yield from _moved(variants, _name(kind, address), thing)


def _moved(variants: Sequence[Variant], what: str, about: str) -> Iterator[SiteMiss]:
    """Yield the pages that have the help in no part of the page in which most of those that have it do."""
    holders: Counter[str] = Counter()
    for one in variants:
        holders.update(dict.fromkeys(parted(one.value), one.number))
    usual, most = holders.most_common(1)[0]
    if most < FEW or most * 3 < sum(one.number for one in variants) * 2:
        return
    for one in variants:
        places = parted(one.value)
        if usual not in places:
            found = " and ".join(PLACES[place] for place in places)
            words = {"what": what, **_counts(most, one)}
            yield SiteMiss(one.pages[0], "other-place", found, PLACES[usual], about=f"{about} {found}", words=words)


def _counts(most: int, one: Variant) -> dict[str, str]:
    return {"most": number_of_pages(most), "number": number_of_pages(one.number), "pages": names_of_pages(one.pages, one.number)}


def _name(kind: str, address: str) -> str:
    return f"{KINDS[kind]} ({address})"


def _known(page: SitePage) -> list[Help]:
    """Return the ways to get help whose part of the page is known; one error page may differ, as 3.2.6 speaks of sets of pages."""
    return [one for one in page.help if one.kind in KINDS and one.place in PLACES] if page.page_type != "error" else []


def _has_help(page: SitePage) -> str | None:
    return language_of(page) if _known(page) else None


def _orders(page: SitePage) -> Iterator[tuple[str, str]]:
    for one, other in combinations(_known(page), 2):
        if one.place == other.place:
            is_sorted = (one.kind, one.address) < (other.kind, other.address)
            first, second = (one, other) if is_sorted else (other, one)
            thing = joined([language_of(page), one.place, first.kind, first.address, second.kind, second.address])
            yield thing, "before" if is_sorted else "after"


def _places(page: SitePage) -> Iterator[tuple[str, str]]:
    ways = [one for one in page.help if one.kind in KINDS] if page.page_type != "error" else []
    for kind, address in dict.fromkeys((one.kind, one.address) for one in ways):
        places = sorted({one.place for one in ways if (one.kind, one.address) == (kind, address)})
        if set(places) <= PLACES.keys():
            yield joined([language_of(page), kind, address]), joined(places)
