"""Count the pages with the banner, and tell the others together: a template that they share lacks it."""

from collections.abc import Iterator

from govpagecheck.rule_api import NOT_APPLICABLE, CannotTell, NotApplicable, Site, SiteMiss, names_of_pages

FEDERAL = ("us-federal-gov", "us-federal-mil")


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    found = {kind: (number, pages) for kind, [(_, number, pages)] in site.variants(lambda page: [(page.banner or "unknown", "")], least=1)}
    without, pages = found.pop("none", (0, []))
    unknown, _ = found.pop("unknown", (0, []))
    having = sum(number for number, _ in found.values())
    # A federal banner belongs on every page. Any other is the site's own custom where most pages have it.
    if not (any(kind in found for kind in FEDERAL) or having > without):
        yield NOT_APPLICABLE
        return
    if without:
        words = {"most": str(having), "total": str(having + without), "number": str(without), "pages": names_of_pages(pages, without)}
        yield SiteMiss(pages[0], "missing-banner", about="missing", words=words)
    if unknown:
        yield CannotTell("rendered-by-script", f"scripts write {unknown} of the pages, so that their served markup holds no banner")
