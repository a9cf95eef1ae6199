"""Find headers, footers and main landmarks in other landmarks, and second headers and footers."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, landmarks

ROLES = ("banner", "contentinfo", "main")


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    miss = document.memo("landmark-top-level", lambda: _misses(document)).get(element)
    if miss is not None:
        yield miss


def _misses(document: Document) -> Mapping[Element, Miss]:
    misses: dict[Element, Miss] = {}
    at_top: dict[str, list[Element]] = {}
    for one in landmarks(document):
        if one.role not in ROLES:
            continue
        words = {"markup": document.snippet(one.element, 60)}
        if one.parent is not None:
            misses[one.element] = Miss(one.role, one.parent.role, "inside", words=words)
        elif one.role != "main":  # of which structure-main-one speaks
            at_top.setdefault(one.role, []).append(one.element)
    for role, elements in at_top.items():
        if len(elements) > 1:
            words = {"markup": document.snippet(elements[1], 60), "count": str(len(elements))}
            misses[elements[1]] = Miss(role, reason="several", words=words)
    return misses
