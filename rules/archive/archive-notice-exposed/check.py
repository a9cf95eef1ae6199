"""Look at the notice and the boxes around it for what hides it from, or shouts it at, people who listen."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import ArchiveNotice, Context, Miss


def check(context: Context, notice: ArchiveNotice) -> Iterator[Miss]:
    around = (notice.element, *notice.element.iterancestors())
    if any(one.get("aria-hidden") == "true" for one in around) or not context.document.exposed_text(notice.element):
        yield Miss(reason="hidden-from-readers")
    for one in islice(around, 4):
        if one.tag in ("body", "main") or any(inner.tag in ("h1", "main") for inner in islice(one.iterdescendants(), 200)):
            return
        role, live = (one.get("role") or "").lower(), (one.get("aria-live") or "").lower()
        if role == "alert" or live == "assertive":
            yield Miss('role="alert"' if role == "alert" else 'aria-live="assertive"', reason="alert")
