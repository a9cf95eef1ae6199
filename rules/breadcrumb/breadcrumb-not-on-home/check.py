"""Find a trail that readers see on the home page."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, find_part


def check(context: Context, _root: object) -> Iterator[Miss]:
    trail: Any = find_part(context.document, "breadcrumb")
    if trail is None or not trail.items or context.document.is_hidden(trail.element):
        return
    yield Miss(" > ".join(item.text or "(picture)" for item in trail.items), reason="trail-on-home", element=trail.element)
