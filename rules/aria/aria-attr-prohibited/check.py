"""Ask whether the role that the element has, or has not, takes a name; one finding an element."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import ROLES, Context, Document, Element, Miss, explicit_role, is_empty, prohibits_name, referenced, role

NAMES = ("aria-label", "aria-labelledby", "aria-braillelabel", "aria-roledescription", "aria-brailleroledescription")


def check(context: Context, target: Any) -> Iterator[Miss]:
    document, element = context.document, target.element
    if target.name != next((name for name in NAMES if _is_prohibited(document, element, name)), None):
        return
    own, given = role(document, element), explicit_role(document, element)
    if given in ("none", "presentation") or (own is not None and own == given):
        yield Miss(given or "", reason="role-without-name", words={"said": _said(document, target)})
    else:
        found = f"{element.tag} without a role" if own is None else f"{element.tag} ({own})"
        reason = "lost-name" if is_empty(document, element) else "passed-over-name"
        yield Miss(found, reason=reason, words={"said": _said(document, target)})


def _said(document: Document, target: Any) -> str:
    if target.name != "aria-labelledby":
        return f"“{target.value.strip()}”"
    text = " ".join(document.dom_text(one) for one in referenced(document, target.element, target.name)).strip()
    return f"“{text}”" if text else f"what is to be at “{target.value}”"


def _is_prohibited(document: Document, element: Element, name: str) -> bool:
    if not (element.get(name) or "").strip():
        return False
    own = role(document, element)
    if "label" in name:
        return prohibits_name(document, element)
    # WAI-ARIA 1.3 keeps descriptions of the role from generic elements, and ACT kb1m8s from those that are none.
    if explicit_role(document, element) in ("none", "presentation"):
        return True
    return prohibits_name(document, element) and name in ROLES[own or "generic"].prohibited
