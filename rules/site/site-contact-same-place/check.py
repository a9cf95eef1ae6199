"""Find the part of the page in which most pages link to the contact page, and tell those that have the link elsewhere only."""

from collections import Counter
from collections.abc import Iterator

from govpagecheck.rule_api import NOT_APPLICABLE, NotApplicable, Site, SiteMiss, SitePage, joined, language_of, names_of_pages, parted

PLACES = {"header": "header", "footer": "footer", "aside": "side column"}
FEW = 3


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    compared = False
    for language, variants in site.variants(_places, least=1):
        total = sum(one.number for one in variants)
        compared = compared or total > FEW
        holders: Counter[str] = Counter()
        for one in variants:
            holders.update(dict.fromkeys(parted(one.value), one.number))
        usual, most = holders.most_common(1)[0]
        if most < FEW or most * 3 < total * 2:
            continue
        for one in variants:
            places = parted(one.value)
            if usual not in places:
                found = " and ".join(PLACES[place] for place in places)
                words = {"most": str(most), "total": str(total), "number": str(one.number), "pages": names_of_pages(one.pages, one.number)}
                yield SiteMiss(one.pages[0], "other-place", found, PLACES[usual], about=f"{language} {found}", words=words)
    if not compared:
        yield NOT_APPLICABLE


def _places(page: SitePage) -> Iterator[tuple[str, str]]:
    """Yield the page's language and the parts that hold the link, where all of them are known."""
    places = sorted({one.place for one in page.help if one.kind == "contact"})
    if places and page.page_type != "error" and set(places) <= PLACES.keys():
        yield language_of(page), joined(places)
