"""Compare the texts of the field's labels; those that are empty, hidden, say the same or tell of an error do no harm."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss, comparable, is_exposed, labels_of, name_of, visible_text

MANY = 20


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    labels = labels_of(document, target)
    if len(labels) < 2 or name_of(document, target).source != "label":
        return
    if len(document.index.by_id.get(target.get("id", ""), ())) > 1:
        return  # its twin has the other label; dup-id-referenced or form-field-name says so
    texts: dict[str, str] = {}
    for label in islice(labels, MANY):
        if is_exposed(document, label) and "error" not in label.get("class", "").lower() and (text := visible_text(document, label)):
            texts.setdefault(comparable(text).casefold(), text)
    if len(texts) > 1:
        first, second, *_ = texts.values()
        yield Miss(first, second, reason="two-labels", words={"count": "two" if len(texts) == 2 else str(len(texts))})
