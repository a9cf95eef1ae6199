"""Compare the description with the names that the page has already."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable, find_part


def check(context: Context, description: Any) -> Iterator[Miss]:
    page: Any = find_part(context.document, "metadata")
    words = _words(description.text)
    names = [page.title.text, *page.title_parts] if page.title else []
    names += [heading.text for heading in page.headings_1]
    if page.site_name and words == _words(page.site_name.text):
        yield Miss(description.text, reason="same-as-site-name")
    elif words in map(_words, names):
        yield Miss(description.text, reason="same-as-title")


def _words(text: str) -> str:
    return comparable(text).casefold().rstrip(" .!")
