"""Compare the attribute with those that the element's role supports, and with the few that depend on more than the role."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import (
    ROLES,
    Context,
    Document,
    Element,
    Miss,
    allowed_attributes,
    explicit_role,
    has_custom_tag,
    input_type,
    is_focusable,
    owner_of,
    role,
)

USUAL = (
    "button link checkbox radio switch tab option menuitem textbox combobox listbox slider progressbar dialog heading columnheader "
    "row cell table grid treegrid listitem treeitem"
).split()
# What a script is told to operate, though the keyboard does not reach it.
OPERATED = ("onclick", "onkeydown", "onmousedown", "aria-controls", "data-toggle", "data-bs-toggle")
IN_TREEGRID = frozenset(("aria-expanded", "aria-level", "aria-posinset", "aria-setsize"))


def check(context: Context, target: Any) -> Iterator[Miss]:
    document, element, name = context.document, target.element, target.name
    own = role(document, element)
    if own is None and has_custom_tag(element) and explicit_role(document, element) is None:
        return  # its script may give it a role
    if name in ROLES[own or "generic"].prohibited:
        return  # aria-attr-prohibited's
    if own is not None and name in ROLES[own].supported_once:
        return  # role-deprecated's
    if name not in allowed_attributes(document, element):
        what = f"the role “{own}”" if own else f"a `{element.tag.rpartition('}')[2]}` without a role"
        if _is_plain(document, element):
            yield Miss(name, reason="tells-nobody", words={"what": what})
        else:
            yield Miss(name, _expected(name), "unsupported", words={"what": what})
    elif own == "row" and name in IN_TREEGRID and (table := _table(document, element)) in ("grid", "table"):
        yield Miss(table or "", "treegrid", "outside-treegrid")
    elif name == "aria-checked" and element.tag == "input" and input_type(element) == "checkbox":
        state = "true" if element.get("checked") is not None else "false"
        if target.value.strip().lower() not in (state, ""):
            yield Miss(target.value, "checked" if state == "true" else "not checked", "contradicts-control")


def _expected(name: str) -> str:
    """Return what would do instead: the most usual of the roles that have the attribute."""
    roles = [one for one in USUAL if name in ROLES[one].supported][:5]
    return f"expected it on an element with a role such as {', '.join(roles)}" if roles else "expected no such attribute here"


def _is_plain(document: Document, element: Element) -> bool:
    """True for what nobody operates and nobody called by a role: it has no state that could be lost."""
    own = role(document, element)
    if explicit_role(document, element) is not None or is_focusable(document, element) or (own is not None and ROLES[own].is_widget):
        return False
    return all(element.get(name) is None for name in OPERATED)


def _table(document: Document, row: Element) -> str | None:
    owner = owner_of(document, row)
    if owner is not None and role(document, owner) == "rowgroup":
        owner = owner_of(document, owner)
    return role(document, owner) if owner is not None else None
