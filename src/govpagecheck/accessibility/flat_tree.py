"""The flat tree: where declarative shadow roots put an element, which is what rendering and inheritance follow.

Without shadow roots, which is nearly always, the flat tree is the tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govpagecheck.document import Document, Element


@dataclass(frozen=True)
class FlatTree:
    """Elements in an order in which parents come first, and each one's parent.

    Elements without a place (children of a host that no slot takes, fallback of a slot that is filled, the shadow roots
    themselves) are in neither.
    """

    order: Sequence[Element]
    parents: Mapping[Element, Element]


def flat_tree(document: Document) -> FlatTree:
    """Return the page's flat tree (DOM, "flat tree" of CSS Scoping 1)."""
    return document.memo("flat tree", lambda: _compute(document))


def _compute(document: Document) -> FlatTree:
    elements = document.index.elements
    templates = document.index.by_tag.get("template", [])
    shadow_roots: dict[Element, Element] = {}
    for template in templates:
        host = template.getparent()
        if template.get("shadowrootmode") is not None and host is not None and host not in shadow_roots:
            shadow_roots[host] = template
    parents: dict[Element, Element] = {}
    if not shadow_roots:
        for element in elements:
            parent = element.getparent()
            if parent is not None:
                parents[element] = parent
        return FlatTree(elements, parents)
    return _with_shadows(elements, shadow_roots)


def _with_shadows(elements: Sequence[Element], shadow_roots: Mapping[Element, Element]) -> FlatTree:
    roots = {template: host for host, template in shadow_roots.items()}
    slots = _slots(elements, roots)
    filled: set[Element] = set()
    for host, template in shadow_roots.items():
        own = slots.get(template, {})
        for child in host.iterchildren("*"):
            slot = own.get(child.get("slot") or "")
            if child is not template and slot is not None:
                filled.add(slot)
        if "" in own and ((host.text or "").strip() or any((child.tail or "").strip() for child in host)):
            filled.add(own[""])
    children: dict[Element | None, list[Element]] = {}
    parents: dict[Element, Element] = {}
    for element in elements:
        if element in roots:
            continue
        parent = element.getparent()
        if parent is not None and parent in roots:
            parent = roots[parent]
        elif parent is not None and parent in shadow_roots:
            parent = slots.get(shadow_roots[parent], {}).get(element.get("slot") or "")
            if parent is None:
                continue
        elif parent in filled:
            continue
        children.setdefault(parent, []).append(element)
        if parent is not None:
            parents[element] = parent
    order: list[Element] = []
    stack = list(reversed(children.get(None, [])))
    while stack:
        element = stack.pop()
        order.append(element)
        stack.extend(reversed(children.get(element, [])))
    return FlatTree(order, parents)


def _slots(elements: Sequence[Element], roots: Mapping[Element, Element]) -> dict[Element, dict[str, Element]]:
    """Return the slots of each shadow root by their names; the first of a name counts."""
    scopes: dict[Element, Element] = {}
    slots: dict[Element, dict[str, Element]] = {}
    for element in elements:
        parent = element.getparent()
        scope = None if parent is None else parent if parent in roots else scopes.get(parent)
        if scope is None:
            continue
        scopes[element] = scope
        if element.tag == "slot":
            slots.setdefault(scope, {}).setdefault(element.get("name") or "", element)
    return slots
