"""Find a trail that readers see on the home page."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss, find_part


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    trail: Any = find_part(context.document, "breadcrumb")
    if trail is None or not trail.items or context.document.is_hidden(trail.element):
        return
    guessed: Any = find_part(context.document, "page_type")
    if context.page_type is None and "og:url" in guessed.guessed_from:  # some templates write the site's address into every page
        yield CannotTell("needs-page-type", "only og:url says that this is the home page, and it may be the same on every page")
        return
    yield Miss(" > ".join(item.text or "(picture)" for item in trail.items), reason="trail-on-home", element=trail.element)
