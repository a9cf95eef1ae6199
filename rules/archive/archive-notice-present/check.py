"""Quote what says that the page is archived when no notice on the page does."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Miss, example_of, find_part

WHERE = {"url": "address", "breadcrumb": "breadcrumb", "title": "title", "class": "class attribute", "meta": "metadata"}


def check(context: Context, _root: object) -> Iterator[Miss]:
    signals = find_part(context.document, "archive_signals")
    if find_part(context.document, "archive_notice") is None and isinstance(signals, tuple):
        for signal in signals:
            words = {"where": WHERE[signal.kind], "heading": example_of(context, "archive-notices", "heading")}
            yield Miss(signal.text, example_of(context, "archive-notices", "notice"), "missing-notice", words=words)
