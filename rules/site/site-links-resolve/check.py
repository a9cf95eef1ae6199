"""Follow the links of every page within the run, and tell each address that leads nowhere once, on the first page that names it."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Fate, Site, SiteMiss, SitePage, fates, names_of_pages, number_of_pages

REASONS = {Fate.GONE: "not-found", Fate.MISSING: "no-page", Fate.ERROR_PAGE: "error-page", Fate.PERHAPS: ""}


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that the links between them cannot be followed")
        return
    fate = fates(site)

    def broken(page: SitePage) -> Iterator[tuple[str, str]]:
        if page.page_type == "error" or page.archive_notice:  # an archive says that its links may lead nowhere
            return
        required = {link.address for link in page.required_links}  # site-required-links-targets tells these
        for address in dict.fromkeys(link.partition("#")[0] for link in page.links):
            if address not in required and (reason := REASONS.get(fate(address))) is not None:
                yield address, reason

    unsure = 0
    first_unsure = ""
    for address, variants in site.variants(broken, least=1):
        reason, number, pages = variants[0]
        if not reason:
            unsure += 1
            first_unsure = first_unsure or address
            continue
        written = (site.in_other_case(address) or "") if reason == "no-page" else ""
        words = {"number": number_of_pages(number), "pages": names_of_pages(pages, number)}
        yield SiteMiss(pages[0], "other-case" if written else reason, address, written, about=address, words=words)
    if unsure:
        message = (
            f"{unsure} addresses of the site to which links lead are no pages of the run, and a program may answer them: {first_unsure}"
        )
        yield CannotTell("perhaps-application", message)
