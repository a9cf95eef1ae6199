"""Compare the last step of a trail with the page's title: words count, capitals do not."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable, find_part

ELLIPSES = ("…", "...")
SITE_NAME_FOLLOWS = re.compile(r"\s+(?:[|:»]+|-)\s+|:\s+")


def check(context: Context, last: Any) -> Iterator[Miss]:
    page: Any = find_part(context.document, "metadata")
    step = _words(last.text)
    headings = [heading for heading in page.headings_1 if heading.text]
    below = [heading for heading in headings if context.document.precedes(last.element, heading.element)]
    titles = {_words(heading.text) for heading in headings}
    expected = next((heading.text for heading in (*below, *headings)), "")
    if not below and page.title:
        # The only headings stand above the trail, where sites print their own name: the document's title decides.
        names = SITE_NAME_FOLLOWS.split(comparable(page.title.text))
        titles |= {_words(name) for name in (page.title.text, *names)}
        expected = names[0] if _words(expected) in map(_words, names[1:]) else expected
    is_cut = _without_ellipsis(last.text) != last.text and any(title.startswith(step) for title in titles)
    if step not in titles:
        yield Miss(last.text, expected, "truncated" if is_cut else "differs")


def _words(text: str) -> str:
    return _without_ellipsis(comparable(text)).casefold()


def _without_ellipsis(text: str) -> str:
    """Return the text up to the ellipsis after its last word; a pattern would try each of a heading full of dots."""
    end = next((number for number in range(len(text), 0, -1) if text[number - 1].isalnum()), 0)
    starts = [start for mark in ELLIPSES if (start := text.find(mark, end)) >= 0]
    return text[: min(starts)].rstrip() if starts else text
