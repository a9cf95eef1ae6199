"""Read the children of a list; those that nobody meets, and custom elements, which may be items, are let be."""

from collections.abc import Iterator

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    has_custom_tag,
    is_exposed,
    is_focusable,
    normalise,
    role,
    shorten,
)

UNKNOWN = CannotTell("needs-browser", "the list holds custom elements, whose script says whether they are list items")
NOT_CONTENT = frozenset(("br", "wbr", "slot"))
PICTURES = ("img", "input", "select", "textarea", "{http://www.w3.org/2000/svg}svg")


def check(context: Context, element: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    others: list[Element] = []
    is_unknown = False
    for child in element.iterchildren("*"):
        kind = role(document, child)
        if kind in ("listitem", "separator") or not is_exposed(document, child):
            continue
        if has_custom_tag(child) and kind is None:
            is_unknown = True
        elif child.tag == "li":
            if any(map(str.isalnum, document.exposed_text(child))):  # dots between page numbers are no item
                others.append(child)
        elif child.tag not in NOT_CONTENT and _has_content(document, child):
            others.append(child)
    for first in others[:1]:
        more = f" {len(others)} of its children are no items." if len(others) > 1 else ""
        kind = role(document, first)
        if first.tag == "li":
            yield Miss(kind or "generic", reason="item-of-another-role", element=first, words={"more": more})
        else:
            text = document.exposed_text(first) or accessible_name(document, first) or document.snippet(first, 60)
            yield Miss(shorten(text, 80), first.tag.rpartition("}")[2], "wrong-child", first, {"more": more})
    pieces = [element.text, *(child.tail for child in element)]
    if text := normalise(" ".join(piece for piece in pieces if piece)):
        yield Miss(text, reason="text")
    if is_unknown:
        yield UNKNOWN


def _has_content(document: Document, element: Element) -> bool:
    """True where the element has text, a picture or a control; without, it is a mark that nobody meets."""
    if document.exposed_text(element) or is_focusable(document, element):
        return True
    return element.tag in PICTURES or next(element.iter(*PICTURES), None) is not None
