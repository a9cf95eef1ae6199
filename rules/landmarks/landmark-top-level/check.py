"""Find headers, footers and main landmarks in other landmarks, and second headers and footers."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Landmark, Miss, landmarks

ROLES = ("banner", "contentinfo", "main")
OLD_BANNER = "usa-banner__header"  # of versions that put it into a div; banner-current-version speaks of them


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    miss = document.memo("landmark-top-level", lambda: _misses(document)).get(element)
    if miss is not None:
        yield miss


def _misses(document: Document) -> Mapping[Element, Miss]:
    misses: dict[Element, Miss] = {}
    at_top: dict[str, list[Element]] = {}
    for one in landmarks(document):
        if one.role not in ROLES or OLD_BANNER in one.element.get("class", "").split() or _is_main_in_main(one):
            continue
        words = {"markup": document.snippet(one.element, 60)}
        if one.parent is not None:
            misses[one.element] = Miss(one.role, one.parent.role, "inside", words=words)
        elif one.role != "main":
            at_top.setdefault(one.role, []).append(one.element)
    for role, elements in at_top.items():
        if len(elements) > 1:
            words = {"markup": document.snippet(elements[1], 60), "count": str(len(elements))}
            misses[elements[1]] = Miss(role, reason="several", words=words)
    return misses


def _is_main_in_main(landmark: Landmark) -> bool:
    """True for a second main in the first, of which structure-main-one speaks."""
    return landmark.role == "main" and landmark.parent is not None and landmark.parent.role == "main"
