"""Compare the caption of a table with its summary."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, comparable


def check(context: Context, table: Element) -> Iterator[Miss]:
    summary = comparable(table.get("summary") or "").casefold()
    for caption in table.iterchildren("caption"):
        text = context.document.exposed_text(caption)
        if summary and comparable(text).casefold() == summary:
            yield Miss(text, reason="same-words")
