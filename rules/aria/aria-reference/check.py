"""Look for what the attribute points at; what is not open yet may be made when it is."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import ROLES, Context, Element, Miss, is_exposed, referenced, role


def check(context: Context, target: Any) -> Iterator[Miss]:
    document, element, name = context.document, target.element, target.name
    if _says(element, "aria-expanded") == "false" or _says(element, "aria-selected") == "false":
        return
    if name == "aria-controls" and _says(element, "aria-haspopup") not in ("", "false"):
        return
    own = ROLES.get(role(document, element) or "")
    if own is not None and name in own.required | own.required_if_expanded:
        return
    if name == "aria-errormessage" and _says(element, "aria-invalid") in ("", "false"):
        return
    found = referenced(document, element, name)
    if not found:
        yield Miss(target.value, reason="points-nowhere")
    elif name == "aria-errormessage" and not any(is_exposed(document, one) for one in found):
        yield Miss(target.value, reason="hidden-message")


def _says(element: Element, name: str) -> str:
    return (element.get(name) or "").strip().lower()
