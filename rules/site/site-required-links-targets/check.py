"""Follow each required link within the run, and compare what its target says of itself with what the link promises."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    CannotTell,
    Fate,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable,
    fates,
    names_of_pages,
    number_of_pages,
)

NAMES = {
    "accessibility": "accessibility",
    "contact": "contact",
    "foia": "FOIA",
    "no-fear": "No FEAR Act",
    "oig": "Inspector General",
    "performance": "performance",
    "privacy": "privacy",
    "vulnerability": "vulnerability disclosure",
    "about": "about",
    "usa-gov": "USA.gov",
}
POLICIES = r"polic|pol[ií]tica|notices|legal|disclaimer|important links|terms"
# What the title, the first heading or the description of the target says, in English or Spanish; "about" may be called anything.
FITS = {
    "accessibility": rf"accessib|508|accesib|disabilit|{POLICIES}",
    "contact": r"contact|cont[aá]ct|comun[ií]|reach|help|ask|call|write|e-?mail|phone|feedback|support|customer|locations?|office",
    "foia": r"foia|freedom of information|public records|open records|libertad|electronic reading room|information act|records",
    "no-fear": r"no[ -]?fear|equal employment|eeo\b|anti-?discrimination",
    "oig": r"inspector|\boig\b",
    "performance": r"perform|budget|financ|strateg|desempe|presupuesto|accountab|plans?\b|report",
    "privacy": rf"priva|confiden|{POLICIES}",
    "vulnerability": rf"vulnerab|secur|segur|{POLICIES}",
}
NO_FEAR = (
    "Equal Employment Opportunity Data Posted Pursuant to Title III of the Notification and Federal Employee Antidiscrimination"
    " and Retaliation Act of 2002 (No FEAR Act), Pub. L. 107-174"
)


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that the links between them cannot be followed")
        return
    fate = fates(site)
    is_told = False

    def links(page: SitePage) -> Iterator[tuple[str, str]]:
        if page.archive_notice:
            return
        for key, address in page.required_links:
            if key in NAMES and fate(address) not in (Fate.UNKNOWN, Fate.PERHAPS):
                yield f"{key}\n{address}", ""

    for told, [(_, number, pages)] in site.variants(links, least=1):
        key, address = told.split("\n", 1)
        is_told = True
        words = {"number": number_of_pages(number), "pages": names_of_pages(pages, number), "link": NAMES[key]}
        if fate(address) in (Fate.GONE, Fate.MISSING, Fate.ERROR_PAGE):
            yield SiteMiss(pages[0], "not-there", address, about=told, words=words)
            continue
        target = site.at(address)
        if target and target.is_read and target.page_type != "error" and (target.language or "en")[:2].lower() in ("en", "es"):
            yield from _misfit(target, key, words)
    if not is_told:
        yield NOT_APPLICABLE


def _misfit(target: SitePage, key: str, words: dict[str, str]) -> Iterator[SiteMiss]:
    said = [comparable(text) for text in (target.heading, target.title, target.description) if text]
    if not said or key not in FITS:
        return
    if not any(re.search(FITS[key], text, re.IGNORECASE) for text in said):
        yield SiteMiss(target, "other-page", target.heading or target.title or "", words["link"], about=key, words=words)
    elif key == "no-fear" and not any(_folded(NO_FEAR) in _folded(text) for text in said):
        yield SiteMiss(target, "no-fear-title", target.heading or target.title or "", NO_FEAR, about=key, words=words)


def _folded(text: str) -> str:
    """Return the letters and digits of a text, in lower case: `Pub. L.` and `Pub.L.` are one."""
    return re.sub(r"[\W_]+", "", text.lower())
