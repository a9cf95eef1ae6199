"""Ask for the control's name; a placeholder is gone as soon as one types."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss


def check(context: Context, field: Any) -> Iterator[Miss]:
    del context  # the field says it all
    if not field.name:
        kind = {"textarea": "text field", "select": "menu", "button": "button", "a": "link"}.get(field.element.tag, "field")
        yield Miss(kind, reason="placeholder-only" if field.placeholder else "no-label")
