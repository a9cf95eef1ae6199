"""Find a label that has the sanctioned words and other capitals."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Fragment, Miss, comparable


def check(context: Context, label: Fragment) -> Iterator[Miss]:
    book = context.books["us-identifier"]
    expected = book.replacement("link", label.text).example
    if book.matching("link", label.text) is None and comparable(label.text).lower() == comparable(expected).lower():
        yield Miss(label.text, expected, "letter-case")
