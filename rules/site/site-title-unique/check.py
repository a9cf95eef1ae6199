"""Group the pages by title, and tell each title that several share once, on the first of them."""

from collections.abc import Iterator

from govpagecheck.rule_api import Site, SiteMiss, SitePage, comparable, names_of_pages


def check(site: Site) -> Iterator[SiteMiss]:
    for _, number, pages in site.alike(_title):
        words = {"number": str(number), "pages": names_of_pages(pages, number)}
        yield SiteMiss(pages[0], reason="same-title", found=pages[0].title or "", about=comparable(pages[0].title or ""), words=words)


def _title(page: SitePage) -> str | None:
    """Return what must be unique; a page that names another as its original, and an error page, need no title of their own."""
    is_copy = page.canonical is not None and page.address is not None and page.canonical != page.address
    if is_copy or page.page_type == "error" or not page.title:
        return None
    return comparable(page.title)
