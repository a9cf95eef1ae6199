"""Judge the text alternative of an icon; one that an ancestor hides from assistive technology hurts nobody."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss, normalise

OUTDATED = frozenset({"Dot gov", "Https"})
DEEPEST = 12


def check(_: Context, icon: Element) -> Iterator[Miss]:
    if any(one.get("aria-hidden") == "true" for one in islice((icon, *icon.iterancestors()), DEEPEST)):
        return
    alt = icon.get("alt")
    text = normalise((icon.get("aria-label") or icon.get("title") or "") if alt is None else alt)
    if alt is None and not text and icon.get("role") not in ("presentation", "none"):
        yield Miss(reason="no-alt")
    elif text in OUTDATED:
        yield Miss(text, reason="outdated-alt")
    elif text:
        yield Miss(text, reason="not-decorative")
