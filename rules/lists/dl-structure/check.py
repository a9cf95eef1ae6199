"""Read the groups of a description list, and find terms and descriptions that stand in none."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, has_custom_tag, is_exposed, normalise, shorten

UNKNOWN = CannotTell("needs-browser", "a custom element stands between the list and its terms; its script says what becomes of them")
ITEMS = ("dt", "dd")
NOT_CONTENT = frozenset(("br", "wbr", "slot"))


def check(context: Context, element: Element) -> Iterator[Miss | CannotTell]:
    if element.tag == "dl":
        yield from _in_list(context.document, element)
        return
    parent = element.getparent()
    around = parent.getparent() if parent is not None and parent.tag == "div" else parent
    if parent is None or around is None or around.tag == "dl" or not context.document.exposed_text(element):
        return
    first: dict[Element, Element] = context.document.memo("dl-structure", dict)
    if first.setdefault(parent, element) is element:
        yield UNKNOWN if any(has_custom_tag(one) or one.tag in ("slot", "template") for one in (parent, around)) else Miss(reason="outside")


def _in_list(document: Document, element: Element) -> Iterator[Miss | CannotTell]:
    children = [one for one in element.iterchildren("*") if is_exposed(document, one)]
    groups = dict.fromkeys(one for one in children if one.tag == "div" and next(one.iterchildren(*ITEMS), None) is not None)
    items = [one for one in children if one.tag in ITEMS]
    for child in children:
        if child.tag in ITEMS or child in groups or child.tag in NOT_CONTENT:
            continue
        if has_custom_tag(child):
            yield UNKNOWN
        elif text := document.exposed_text(child):
            yield Miss(shorten(text, 80), child.tag, "wrong-child", child)
    pieces = [element.text, *(child.tail for child in element)]
    if text := normalise(" ".join(piece for piece in pieces if piece)):
        yield Miss(text, reason="text")
    for run in [items, *([one for one in group.iterchildren(*ITEMS) if is_exposed(document, one)] for group in groups)]:
        if run and run[0].tag == "dd":
            yield Miss(shorten(document.exposed_text(run[0]), 80), reason="no-term", element=run[0])
        if run and run[-1].tag == "dt":
            yield Miss(shorten(document.exposed_text(run[-1]), 80), reason="no-description", element=run[-1])
