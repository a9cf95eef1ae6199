"""Look in the notice for what being archived means, and quote a notice in the page's language that says it."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import ArchiveNotice, Context, Miss, comparable, example_of

CONSEQUENCE = re.compile(
    r"may (?:not |no longer )?(?:be|reflect|work|contain)|(?:might|may) (?:no longer|not) "
    r"|no longer|not (?:be |being |the )?(?:current|updat|maintain)"
    r"|outdated|out of date|historical|frozen in time|links? (?:may|might)|research or reference|reference(?: only)?|superseded|replaced by"
    r"|n'est plus|ne sera (?:pas|plus)|ya no (?:se|est)|no se actualiza|desactualizad|podr[ií]a no|recherche|consulta",
    re.IGNORECASE,
)
LONGEST = 4000  # characters


def check(context: Context, notice: ArchiveNotice) -> Iterator[Miss]:
    if not CONSEQUENCE.search(comparable(notice.text[:LONGEST])):
        yield Miss(notice.text, example_of(context, "archive-notices", "notice"), "no-consequence")
