"""Look for landmarks that begin after the identifier ends."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from govpagecheck.rule_api import Context, Element, Miss

LANDMARKS = ("main", "nav", "header", "footer", "aside")
ROLES = ("main", "navigation", "banner", "contentinfo", "complementary", "search")
WINDOWS = ("dialog", "alertdialog")


def check(context: Context, identifier: Any) -> Iterator[Miss]:
    document = context.document
    inside = set(identifier.element.iter())
    for one in islice(document.index.elements, document.index.order[identifier.element], None):
        role = one.get("role", "").strip().lower()
        is_landmark = role in ROLES or (not role and one.tag in LANDMARKS)
        if is_landmark and one not in inside and not document.is_hidden(one) and not _in_window(one):
            yield Miss(document.snippet(one), reason="landmark-after", element=one)
            return


def _in_window(element: Element) -> bool:
    return any(one.get("role") in WINDOWS or one.tag == "dialog" for one in (element, *element.iterancestors()))
