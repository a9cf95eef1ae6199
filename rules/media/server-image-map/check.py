"""Look whether the address of the link is one that reads places; others are mostly leftovers of an editor."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Element, Miss

READS_PLACES = re.compile(r"\.map$|/(?:image-?map|htimage|ismap|map)s?(?:/|\.exe|\.pl|\.cgi|$)|/cgi-bin/.*map", re.IGNORECASE)
NEEDS_PERSON = CannotTell(
    "needs-person", "this picture sends the place where it is clicked to the server; whether the link leads elsewhere by it must be tried"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    if target.get("usemap") is not None:  # then the areas of the map are links of their own
        return
    link = context.document.closest(target, "a")
    address = (link.get("href", "") if link is not None else "").partition("?")[0].partition("#")[0].strip()
    if READS_PLACES.search(address):
        yield Miss(address, reason="image-map")
    else:
        yield NEEDS_PERSON
