"""Find a second address for the same language."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Document, Miss, find_part


def check(context: Context, alternate: Any) -> Iterator[Miss]:
    first = _first_addresses(context.document)[alternate.language.lower()]
    if alternate.href != first:
        yield Miss(alternate.href, first, "duplicate")


def _first_addresses(document: Document) -> dict[str, str]:
    page: Any = find_part(document, "metadata")
    return document.memo("first addresses", lambda: {one.language.lower(): one.href for one in reversed(page.alternates)})
