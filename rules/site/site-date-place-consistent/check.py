"""Compare where pages of one kind have their dates, and tell those that have one at the other end of the text."""

from collections.abc import Iterator

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    joined,
    language_of,
    majority,
    names_of_pages,
    parted,
)

KINDS = {"news": "news pages", "archived": "archived pages"}
FEW = 3
MANY = 5


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    compared = False
    for thing, variants in site.variants(_places, least=1):
        total = sum(one.number for one in variants)
        compared = compared or total > FEW
        usual = majority(variants)
        if usual is None or (parted(thing)[1] not in KINDS.values() and not (usual.number >= MANY and usual.number * 5 >= total * 4)):
            continue  # a folder may hold pages of several kinds: what they do must be clear
        for one in variants:
            if one is not usual:
                _, what, date = parted(thing)
                words = {
                    "most": str(usual.number),
                    "total": str(total),
                    "what": what,
                    "date": date,
                    "number": str(one.number),
                    "pages": names_of_pages(one.pages, one.number),
                }
                yield SiteMiss(one.pages[0], "other-place", one.value, usual.value, about=thing, words=words)
    if not compared:
        yield NOT_APPLICABLE


def _places(page: SitePage) -> Iterator[tuple[str, str]]:
    """Yield for each date of the page what kind of page and of date it is, and its place; in the middle it is at neither end."""
    if page.page_type in ("error", "search", "home"):
        return
    for date in page.dates:
        if date.place in ("top", "bottom"):
            yield joined([language_of(page), KINDS.get(page.page_type) or _of_section(page), date.kind]), date.place


def _of_section(page: SitePage) -> str:
    """Return what pages of no known kind have in common: the first folder of their address."""
    folders = page.folder.split("/")[1:-1]
    return f"pages below /{folders[0]}/" if folders else "pages of the first level"
