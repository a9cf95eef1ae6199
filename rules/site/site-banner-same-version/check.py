"""Compare the banners' markup by its release, then the wording of those whose release is that of most pages, language by language."""

from collections.abc import Iterator

from govpagecheck.rule_api import NOT_APPLICABLE, NotApplicable, Site, SiteMiss, SitePage, Variant, names_of_pages, number_of_pages

MARKUP = {
    "uswds-1": "the markup of USWDS 1",
    "uswds-2": "the markup of USWDS 2",
    "uswds-3": "the markup of USWDS 3",
    "web-component": "a web component",
    "own": "markup of its own",
}


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    usual = next((variants[0].value for _, variants in site.variants(_markup, least=1)), None)
    if usual is None:
        yield NOT_APPLICABLE
        return

    def wording(page: SitePage) -> Iterator[tuple[str, str]]:
        if page.banner_wording and _release(page) == usual:
            yield page.banner_language or "", page.banner_wording

    for _, [first, *others] in site.variants(_markup):
        for one in others:
            yield _miss(one, "other-markup", MARKUP.get(one.value, one.value), MARKUP.get(first.value, first.value), first.number)
    for _, [first, *others] in site.variants(wording):
        for one in others:
            yield _miss(one, "other-wording", one.value, first.value, first.number)


def _miss(one: Variant, reason: str, found: str, expected: str, most: int) -> SiteMiss:
    words = {"number": number_of_pages(one.number), "pages": names_of_pages(one.pages, one.number), "most": number_of_pages(most)}
    return SiteMiss(one.pages[0], reason, found, expected, about=found, words=words)


def _markup(page: SitePage) -> Iterator[tuple[str, str]]:
    if release := _release(page):
        yield "", release


def _release(page: SitePage) -> str | None:
    """Return what the banner is made of; None without one."""
    return None if page.banner in (None, "none") else page.banner_generation
