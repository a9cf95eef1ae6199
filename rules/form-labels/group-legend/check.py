"""Gather the buttons of one name in one form, and look for the group around the first of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, elements_with_role, is_exposed, role

# In those the buttons are parts of one thing with rules of its own.
OTHER_GROUPS = ("grid", "listbox", "menu", "menubar", "row", "tablist", "toolbar", "tree")


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    members = document.memo("group-legend", lambda: _members(document)).get(target, ())
    if len(members) < 2 or all(_says_more(one) for one in members):
        return
    group = _group_around(document, target)
    # An unnamed fieldset is told by fieldset-legend or legend-empty.
    if group is not None and (
        group.tag in ("fieldset", "table") or role(document, group) in OTHER_GROUPS or accessible_name(document, group)
    ):
        return
    names = [f"“{name}”" for one in members[:2] if (name := accessible_name(document, one))]
    found = f"{' and '.join(names)}{' …' if len(members) > 2 else ''}" if names else f"with the name “{target.get('name')}”"
    kind = "" if group is None else role(document, group) or ""
    reason = "checkboxes" if role(document, target) == "checkbox" else "unnamed-group" if kind else "no-group"
    yield Miss(found, kind, reason, words={"count": str(len(members))})


def _members(document: Document) -> Mapping[Element, list[Element]]:
    """Return the exposed buttons of each set by the first of them."""
    sets: defaultdict[tuple[str | None, Element | None, str], list[Element]] = defaultdict(list)
    for one in elements_with_role(document, "checkbox", "radio"):
        if one.tag == "input" and one.get("name") and is_exposed(document, one):
            sets[role(document, one), next(one.iterancestors("form"), None), one.get("name", "")].append(one)
    return {members[0]: members for members in sets.values()}


def _says_more(one: Element) -> bool:
    return len(one.get("aria-labelledby", "").split()) > 1 or bool(one.get("aria-describedby", "").strip())


def _group_around(document: Document, element: Element) -> Element | None:
    for around in element.iterancestors():
        if around.tag == "fieldset" or role(document, around) in ("group", "radiogroup", *OTHER_GROUPS):
            return None if around.tag in ("details", "optgroup") else around
        if around.tag in ("form", "table", "body"):
            # Checkboxes in a table choose its rows.
            return around if around.tag == "table" and role(document, element) == "checkbox" else None
    return None
