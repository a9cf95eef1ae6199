"""Count the fields of a fieldset that has no legend and no name; one field alone needs no group."""

from collections import Counter
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, is_exposed, role


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    if accessible_name(document, target) or next(target.iterchildren("legend"), None) is not None:
        return
    fields = document.memo("fieldset-legend", lambda: _count(document))[target]
    if fields > 1:
        yield Miss(str(fields), reason="no-legend")


def _count(document: Document) -> Counter[Element]:
    """Return how many fields each fieldset holds, those of fieldsets inside it left out."""
    counts: Counter[Element] = Counter()
    for tag in ("input", "select", "textarea"):
        for field in document.index.by_tag.get(tag, ()):
            if is_exposed(document, field) and role(document, field) != "button":
                around = next(field.iterancestors("fieldset"), None)
                if around is not None:
                    counts[around] += 1
    return counts
