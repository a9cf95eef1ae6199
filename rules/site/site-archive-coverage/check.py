"""Group the pages by the folder that says archive, and tell for each folder the pages without a notice."""

from collections.abc import Iterator

from govpagecheck.rule_api import NOT_APPLICABLE, CannotTell, NotApplicable, Site, SiteMiss, SitePage, names_of_pages


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not site.has_addresses:
        is_archived = any(page.archive_notice or page.page_type == "archived" for page in site.pages())
        yield (
            CannotTell("needs-url", "which folder of the site is its archive, the addresses of the pages say")
            if is_archived
            else NOT_APPLICABLE
        )
        return
    compared = False
    for folder, variants in site.variants(_notices, least=1):
        found = {one.value: one for one in variants}
        having = found["has"].number if "has" in found else 0
        without = found.get("lacks")
        total = having + (without.number if without else 0)
        if total < 2:
            continue
        compared = True
        if without:
            words = {
                "most": str(having),
                "total": str(total),
                "number": str(without.number),
                "folder": f"{site.name}{folder}" if folder == "/" else folder,
                "pages": names_of_pages(without.pages, without.number),
            }
            yield SiteMiss(without.pages[0], "missing-notice" if having else "no-notice", about=folder, words=words)
    if not compared:
        yield NOT_APPLICABLE


def _notices(page: SitePage) -> Iterator[tuple[str, str]]:
    """Yield the archive's folder and whether the page has a notice; a page that a script writes may have one."""
    if page.archive_folder and page.page_type != "error" and (page.archive_notice or page.banner is not None):
        yield page.archive_folder, "has" if page.archive_notice else "lacks"
