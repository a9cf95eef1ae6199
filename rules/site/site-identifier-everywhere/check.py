"""Count the pages with the identifier; where most have it, tell the others together."""

from collections.abc import Iterator

from govpagecheck.rule_api import NOT_APPLICABLE, CannotTell, NotApplicable, Site, SiteMiss, SitePage, names_of_pages


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    found = {value: (number, pages) for value, [(_, number, pages)] in site.variants(lambda page: [(_state(page), "")], least=1)}
    having, _ = found.get("has", (0, []))
    without, pages = found.get("lacks", (0, []))
    unknown, _ = found.get("unknown", (0, []))
    if having <= without:
        yield NOT_APPLICABLE
        return
    if without:
        words = {"most": str(having), "total": str(having + without), "number": str(without), "pages": names_of_pages(pages, without)}
        yield SiteMiss(pages[0], "missing-identifier", about="missing", words=words)
    if unknown:
        yield CannotTell("rendered-by-script", f"scripts write {unknown} of the pages, so that their served markup holds no identifier")


def _state(page: SitePage) -> str:
    """Return whether the page has the identifier; as of a single page, error pages need none."""
    if page.has_identifier is None:
        return "unknown"
    return "has" if page.has_identifier else "exempt" if page.page_type == "error" else "lacks"
