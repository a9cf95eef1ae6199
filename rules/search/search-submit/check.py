"""Look for a submit button in the search: a button beside it that opens or clears the field does no harm."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from govpagecheck.rule_api import Context, Document, Element, Miss

SEARCH = re.compile(r"(?<!re)search|\bgo\b|busca", re.IGNORECASE)


def check(context: Context, search: Any) -> Iterator[Miss]:
    button = search.submit
    if button is None:
        link = _link(context.document, search.input)
        found = "" if link is None else f"a link, “{context.document.dom_text(link) or link.get('title', '')}”"
        yield Miss(found, reason="no-button" if link is None else "not-submit", element=search.input if link is None else link)
    elif button.tag in ("button", "input") and not _submits(button):
        yield Miss(f'`<{button.tag} type="{button.get("type", "")}">`', reason="not-submit", element=button)


def _submits(control: Element) -> bool:
    kind = control.get("type", "").strip().lower()
    return kind in ("submit", "image") or (control.tag == "button" and kind not in ("button", "reset"))


def _link(document: Document, field: Element | None) -> Element | None:
    """Return a link beside the field that a script turns into its button."""
    for around in islice(field.iterancestors(), 3) if field is not None else ():
        if around.tag in ("body", "main", "header"):
            return None
        for link in around.iter("a"):
            if document.precedes(field, link) and SEARCH.search(" ".join((document.dom_text(link), *map(str, link.values())))):
                return link
    return None
