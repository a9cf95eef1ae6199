"""Compare the element with the states that the role given to it requires; inputs bring some with them."""

from collections.abc import Iterator

from govpagecheck.rule_api import ROLES, Context, Element, Miss, explicit_role, implicit_role, input_type, is_focusable, role

NATIVE = {"checkbox": "aria-checked", "radio": "aria-checked", "number": "aria-valuenow", "range": "aria-valuenow"}
INSTEAD = {"aria-controls": "aria-owns"}  # how a combobox named its list in WAI-ARIA 1.0


def check(context: Context, target: Element) -> Iterator[Miss]:
    given = explicit_role(context.document, target)
    if given is None or given != role(context.document, target) or given == implicit_role(context.document, target):
        return
    definition, why = ROLES[given], ""
    required = definition.required
    if definition.required_if_expanded and (target.get("aria-expanded") or "").strip().lower() == "true":
        required, why = required | definition.required_if_expanded, " while it is expanded"
    if definition.required_if_focusable and is_focusable(context.document, target):
        required, why = required | definition.required_if_focusable, " though it takes focus"
    native = NATIVE.get(input_type(target)) if target.tag == "input" else "aria-valuenow" if target.tag in ("meter", "progress") else None
    missing = sorted(name for name in required if name != native and not _has(target, name))
    if missing:
        yield Miss(given, " and ".join(missing), "missing-state", words={"why": why})


def _has(element: Element, name: str) -> bool:
    return any((element.get(one) or "").strip() for one in (name, INSTEAD.get(name, name)))
