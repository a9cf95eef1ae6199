"""Group the pages by description, and tell each description that several share once, on the first of them."""

from collections.abc import Iterator

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable,
    comparable_address,
    is_copy,
    names_of_pages,
    number_of_pages,
)

MOST_COMPARED = 50
MOST_NAMED = 5


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    if not any(_description(page) for page in site.pages()):
        yield NOT_APPLICABLE
        return
    for description, number, pages in site.alike(_description, most=MOST_COMPARED):
        if not _are_one_list(pages):
            words = {"number": number_of_pages(number), "pages": names_of_pages(pages[:MOST_NAMED], number)}
            yield SiteMiss(pages[0], "same-description", pages[0].description or "", about=description, words=words)


def _description(page: SitePage) -> str | None:
    """Return what must be unique; copies, error pages and results of a search need no description of their own."""
    if is_copy(page) or page.page_type in ("error", "search") or not page.description:
        return None
    return comparable(page.description)


def _are_one_list(pages: list[SitePage]) -> bool:
    """True where the addresses differ in their queries only, as those of a long list's sheets do."""
    return len({comparable_address(page.address.partition("?")[0]) if page.address else page.name for page in pages}) == 1
