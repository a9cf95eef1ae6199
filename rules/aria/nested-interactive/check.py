"""Find what takes focus in elements whose contents are presentational."""

from collections.abc import Iterator

from govpagecheck.rule_api import ROLES, CannotTell, Context, Document, Element, Miss, is_focusable, role, tab_index

NATIVE = frozenset(("a", "button", "input", "select", "textarea", "summary", "iframe", "audio", "video"))
BY_SCRIPT = CannotTell("needs-person", "something in this control takes focus from scripts only; whether they move it there must be tried")


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    inside = document.memo("focusable in presentational", lambda: _focusable(document)).get(target)
    if inside is None:
        return
    if inside.tag not in NATIVE and (tab_index(inside) or 0) < 0:
        yield BY_SCRIPT
    else:
        yield Miss(document.snippet(inside, 80), reason="control-inside")


def _focusable(document: Document) -> dict[Element, Element]:
    """Return of each element with presentational children what takes focus in it, the clearest case first."""
    found: dict[Element, Element] = {}
    holders: dict[Element, Element] = {}
    for element in document.index.elements:
        parent = element.getparent()
        holder = holders.get(parent) if parent is not None else None
        if holder is not None and is_focusable(document, element):
            known = found.get(holder)
            if known is None or (known.tag not in NATIVE and (tab_index(known) or 0) < 0):
                found[holder] = element
        own = role(document, element)
        if own is not None and ROLES[own].children_presentational:
            holders[element] = element
        elif holder is not None:
            holders[element] = holder
    return found
