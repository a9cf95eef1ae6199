"""Count the headings of level 1 that people meet, and stop where only a browser knows."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss, comparable

BY_SCRIPT = "the served page has no heading of level 1 and little text of its own; a script writes them when the page is shown"
TWICE = "{} headings of level 1 say “{}”; whether more than one is shown at a time is for the style sheet to say"


def check(_: Context, page: Any) -> Iterator[Miss | CannotTell]:
    filled = [heading for heading in page.headings_1 if heading.text]
    if not page.headings_1:
        if page.is_app_shell:
            yield CannotTell("rendered-by-script", BY_SCRIPT)
        yield Miss(reason="no-h1")
    for heading in page.headings_1:
        if not heading.text:
            yield Miss(reason="empty-h1", element=heading.element)
    for second in filled[1:]:
        if comparable(second.text) != comparable(filled[0].text):
            yield Miss(second.text, filled[0].text, "several-h1", second.element, {"count": str(len(filled))})
    if len(filled) > 1:
        yield CannotTell("needs-browser", TWICE.format(len(filled), filled[0].text))
