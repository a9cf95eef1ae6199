"""Look for the page's own text above the notice: a paragraph after the title, or in the main part of a page without one."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import ArchiveNotice, Context, Miss, find_part, word_count

NOT_TEXT = ("nav", "header", "aside", "form", "footer", "button", "figure", "table")
PARAGRAPH = 25  # words: bylines, dates and contacts are shorter


def check(context: Context, notice: ArchiveNotice) -> Iterator[Miss]:
    document = context.document
    page: Any = find_part(document, "metadata")
    title = page.h1.element if page.h1 else None
    inside = set(notice.element.iter())
    for line in document.lines:
        if line.element in inside or (
            document.precedes(notice.element, line.element) and notice.element not in line.element.iterancestors()
        ):
            return
        if line.is_hidden or word_count(line.text) < PARAGRAPH or document.closest(line.element, *NOT_TEXT) is not None:
            continue
        if document.precedes(title, line.element) if title is not None else document.closest(line.element, "main") is not None:
            yield Miss(notice.text, line.text[:80] + "…", "after-text")
            return
