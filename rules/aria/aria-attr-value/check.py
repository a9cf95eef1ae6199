"""Compare the value with the kind of value that the attribute has (WAI-ARIA 1.2, section 6.3)."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import ATTRIBUTES, ROLES, CannotTell, Context, Miss, referenced, role

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
LONGEST = 50
INTEGER = re.compile(r"[-+]?\d{1,18}")
LEAST = {"aria-colcount": -1, "aria-rowcount": -1, "aria-rowspan": 0, "aria-setsize": -1}
PLACEHOLDER = re.compile(r"\{\{|\{%|\$\{|<%|\[\[")
FILLED_IN = CannotTell("rendered-by-script", "a script or template fills this value in; the served markup does not hold it")


def check(context: Context, target: Any) -> Iterator[Miss | CannotTell]:
    attribute, value = ATTRIBUTES[target.name], target.value.strip()
    if PLACEHOLDER.search(value):
        yield FILLED_IN
    elif attribute.values:
        words = value.lower().split() if attribute.kind == "token-list" else [value.lower()]
        if not attribute.values.issuperset(words):
            yield Miss(value, ", ".join(sorted(attribute.values)), "no-such-value")
    elif attribute.kind == "number" and not NUMBER.fullmatch(value[:LONGEST]):
        yield Miss(value, "a number", "no-number")
    elif attribute.kind == "integer":
        least = LEAST.get(target.name, 1)
        if not INTEGER.fullmatch(value) or int(value) < least:
            yield Miss(value, f"a whole number of {least} or more", "no-number")
    elif attribute.kind in ("id", "id-list") and not referenced(context.document, target.element, target.name):
        owner = ROLES.get(role(context.document, target.element) or "")
        is_expanded = (target.element.get("aria-expanded") or "").lower() == "true"
        if owner and target.name in owner.required | (owner.required_if_expanded if is_expanded else frozenset()):
            yield Miss(value, f"a {owner.name}" + (" that is expanded" if target.name not in owner.required else ""), "points-nowhere")
