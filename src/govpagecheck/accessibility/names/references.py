"""Which elements an attribute or a label refers to, each within its own tree: the page's or that of a shadow root."""

from __future__ import annotations

from collections.abc import Mapping

from govpagecheck.document import Document, Element

# HTML, "category-label"; form-associated custom elements are known to scripts only.
_LABELABLE = frozenset(("button", "input", "meter", "output", "progress", "select", "textarea"))


def referenced(document: Document, element: Element, attribute: str) -> tuple[Element, ...]:
    """Return the elements that the ids in the attribute name, in the order of the ids, each once; ids of nothing are left out.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<p id=a>A<p id=b>B<button aria-labelledby="b none a b">')
    >>> [one.get("id") for one in referenced(document, document.select("button")[0], "aria-labelledby")]
    ['b', 'a']
    """
    written = element.get(attribute)
    if not written or not (identifiers := written.split()):
        return ()
    scope = _scopes(document).get(element)
    found = (_first_in_scope(document, one, scope) for one in dict.fromkeys(identifiers))
    return tuple(one for one in found if one is not None)


def labels_of(document: Document, element: Element) -> tuple[Element, ...]:
    """Return the label elements of a form control in document order (HTML, "labeled control")."""
    if element.tag not in _LABELABLE:
        return ()
    return document.memo("labels of controls", lambda: _find_labels(document)).get(element, ())


def control_of(document: Document, label: Element) -> Element | None:
    """Return the form control that a label element labels."""
    return document.memo("controls of labels", lambda: _find_controls(document)).get(label)


def is_labelable(element: Element) -> bool:
    """True for elements that a label element can label."""
    return element.tag in _LABELABLE and (element.tag != "input" or (element.get("type") or "").lower() != "hidden")


def _find_labels(document: Document) -> dict[Element, tuple[Element, ...]]:
    controls = document.memo("controls of labels", lambda: _find_controls(document))
    labels: dict[Element, list[Element]] = {}
    for label in document.index.by_tag.get("label", ()):
        if label in controls:
            labels.setdefault(controls[label], []).append(label)
    return {control: tuple(its_labels) for control, its_labels in labels.items()}


def _find_controls(document: Document) -> dict[Element, Element]:
    index = document.index
    controls: dict[Element, Element] = {}
    if "label" not in index.by_tag:
        return controls
    scopes = _scopes(document)
    for label in index.by_tag["label"]:
        identifier = label.get("for")
        control = _first_in_scope(document, identifier, scopes.get(label)) if identifier else None
        if label.tag == "label" and control is not None and is_labelable(control):
            controls[label] = control
    climbed: set[Element] = set()
    for element in (one for one in index.elements if is_labelable(one)):
        for above in element.iterancestors():
            # A label further up has got an earlier control already: each element is climbed over but once.
            if above in climbed or above.tag == "template":
                break
            climbed.add(above)
            if above.tag == "label" and above.get("for") is None:
                controls.setdefault(above, element)
    return controls


def _first_in_scope(document: Document, identifier: str, scope: Element | None) -> Element | None:
    holders = document.index.by_id.get(identifier)
    if not holders:
        return None
    scopes = _scopes(document)
    if not scopes:
        return holders[0]
    by_scope = document.memo(("first by scope", identifier), lambda: {scopes.get(one): one for one in reversed(holders)})
    return by_scope.get(scope)


def _scopes(document: Document) -> Mapping[Element, Element]:
    """Return the shadow root that each element in one belongs to; empty for nearly every page."""
    return document.memo("shadow scopes", lambda: _find_scopes(document))


def _find_scopes(document: Document) -> dict[Element, Element]:
    scopes: dict[Element, Element] = {}
    if not any(one.get("shadowrootmode") is not None for one in document.index.by_tag.get("template", ())):
        return scopes
    for element in document.index.elements:
        parent = element.getparent()
        if parent is None:
            continue
        scope = parent if parent.tag == "template" else scopes.get(parent)
        if scope is not None:
            scopes[element] = scope
    return scopes
