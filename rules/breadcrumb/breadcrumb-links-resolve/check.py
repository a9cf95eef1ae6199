"""Read the address of every step before the last, which is this page and may link to itself."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, find_part

NOWHERE = ("", "#", "#0", "#!", "about:blank")


def check(context: Context, crumb: Any) -> Iterator[Miss]:
    trail: Any = find_part(context.document, "breadcrumb")
    if crumb is trail.last or crumb.href is None:
        return
    address = crumb.href.strip().lower()
    if address in NOWHERE:
        yield Miss(crumb.href, reason="no-address")
    elif address.startswith("javascript:"):
        yield Miss(crumb.href, reason="script-address")
