"""Find the part of the page in which most pages have their search, and tell those that have it in another."""

from collections.abc import Iterator

from govpagecheck.rule_api import NOT_APPLICABLE, NotApplicable, Site, SiteMiss, SitePage, language_of, majority, names_of_pages

# A form in the main content searches what the page lists; where no landmark is around it, its place is not known.
PLACES = {"header": "header", "footer": "footer", "aside": "side column"}
FEW = 3


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    compared = False
    for language, variants in site.variants(_place, least=1):
        total = sum(one.number for one in variants)
        compared = compared or total > FEW
        if (usual := majority(variants)) is None:
            continue
        for one in variants:
            if one is not usual:
                words = {
                    "most": str(usual.number),
                    "total": str(total),
                    "number": str(one.number),
                    "pages": names_of_pages(one.pages, one.number),
                }
                found, expected = PLACES[one.value], PLACES[usual.value]
                yield SiteMiss(one.pages[0], "other-place", found, expected, about=f"{language} {found}", words=words)
    if not compared:
        yield NOT_APPLICABLE


def _place(page: SitePage) -> Iterator[tuple[str, str]]:
    if page.search_place in PLACES and page.page_type not in ("error", "search"):
        yield language_of(page), page.search_place
