"""Read the heading of in-page navigation, from its markup or from what the component's script will write."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Element, Miss, comparable, find_part, normalise

EXPECTED = "On this page"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def check(context: Context, navigation: Element) -> Iterator[Miss]:
    page: Any = find_part(context.document, "metadata")
    is_filled = bool(context.document.dom_text(navigation))
    headings = [context.document.dom_text(one) for one in navigation.iter(*HEADINGS)]
    heading = next(filter(None, headings), "") if is_filled else normalise(navigation.get("data-title-text", EXPECTED))
    is_english = page.lang is None or page.lang.lower().partition("-")[0] == "en"
    if not heading:
        yield Miss(reason="no-heading")
    elif is_english and comparable(heading).casefold() != EXPECTED.casefold():
        yield Miss(heading, EXPECTED, "heading-differs")
    count = context.document.memo("filled headings", lambda: sum(1 for one in page.headings_1 if one.text))
    if count != 1 and not page.is_app_shell:
        yield Miss(str(count), "1", "not-one-h1")
