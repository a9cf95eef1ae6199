"""The rendered child nodes of an element, text and elements, with shadow roots and slots (accname 1.2 step 2F, "Determine Child Nodes")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govpagecheck.accessibility.names.references import referenced
from govpagecheck.document import Document, Element

Node = str | Element


@dataclass(frozen=True)
class ShadowTrees:
    """The shadow root of each host, and what is assigned to each slot that something is assigned to."""

    roots: Mapping[Element, Element]
    assigned: Mapping[Element, Sequence[Node]]


def rendered_children(document: Document, element: Element) -> Iterator[Node]:
    """Yield the element's child nodes as rendered, then the elements that it takes over with aria-owns."""
    shadows = shadow_trees(document)
    if element in shadows.roots:
        yield from _child_nodes(shadows.roots[element])
    elif element in shadows.assigned:
        yield from shadows.assigned[element]
    else:
        yield from _child_nodes(element)
    if element.get("aria-owns") is not None:
        for owned in referenced(document, element, "aria-owns"):
            yield " "
            yield owned


def shadow_trees(document: Document) -> ShadowTrees:
    """Return the page's declarative shadow roots and what their slots hold."""
    return document.memo("shadow trees", lambda: _find_shadow_trees(document))


def is_unfilled_slot(document: Document, element: Element) -> bool:
    """True for a slot with nothing in it, which a script may fill."""
    return (
        element.tag == "slot" and element not in shadow_trees(document).assigned and not len(element) and not (element.text or "").strip()
    )


def _child_nodes(element: Element) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            yield child
        if child.tail:  # of comments too: they do not part the text around them
            yield child.tail


def _find_shadow_trees(document: Document) -> ShadowTrees:
    roots: dict[Element, Element] = {}
    for template in document.index.by_tag.get("template", ()):
        host = template.getparent()
        if template.get("shadowrootmode") is not None and host is not None:
            roots.setdefault(host, template)
    slots: dict[Element, dict[str, Element]] = {}
    for slot in document.index.by_tag.get("slot", ()) if roots else ():
        scope = next(slot.iterancestors("template"), None)
        if scope is not None:
            slots.setdefault(scope, {}).setdefault(slot.get("name") or "", slot)
    assigned: dict[Element, list[Node]] = {}
    for host, template in roots.items():
        own = slots.get(template, {})
        for node in _child_nodes(host):
            chosen = own.get("" if isinstance(node, str) else node.get("slot") or "")
            if chosen is not None and node is not template and not (isinstance(node, str) and not node.strip() and chosen not in assigned):
                assigned.setdefault(chosen, []).append(node)
    return ShadowTrees(roots, assigned)
