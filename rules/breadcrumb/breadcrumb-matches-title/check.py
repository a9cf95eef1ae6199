"""Compare the last step of a trail with the page's title: words count, capitals do not."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable, find_part, without_ellipsis


def check(context: Context, last: Any) -> Iterator[Miss]:
    page: Any = find_part(context.document, "metadata")
    step = _words(last.text)
    headings = [heading for heading in page.headings_1 if heading.text]
    below = [heading for heading in headings if context.document.precedes(last.element, heading.element)]
    titles = {_words(heading.text) for heading in headings}
    # Of several headings the one that the document's title agrees with is the page's.
    names_of_page = set(map(_words, (page.title.text, *page.title_parts))) if page.title else set()
    agreeing = [heading for heading in below if _words(heading.text) in names_of_page]
    expected = next((heading.text for heading in (*agreeing, *below, *headings)), "")
    if not below and page.title:
        # The only headings stand above the trail, where sites print their own name: the document's title decides.
        names = page.title_parts
        titles |= {_words(name) for name in (page.title.text, *names)}
        expected = names[0] if _words(expected) in map(_words, names[1:]) else expected
    is_cut = without_ellipsis(last.text) != last.text and any(title.startswith(step) for title in titles)
    if step not in titles:
        yield Miss(last.text, expected, "truncated" if is_cut else "differs")


def _words(text: str) -> str:
    return without_ellipsis(comparable(text)).casefold()
