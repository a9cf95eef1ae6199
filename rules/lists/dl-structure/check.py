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
    if element.tag == "dt" and _list_after(context.document, element) is not None:
        return  # said of the description
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
            stray = _term_before(document, element) if run is items else None
            wanted = (
                "a `dt`" if stray is None else f"the `dt` “{shorten(document.exposed_text(stray), 80)}” in it, which stands before the list"
            )
            yield Miss(shorten(document.exposed_text(run[0]), 80), wanted, "no-term", run[0])
        if run and run[-1].tag == "dt":
            yield Miss(shorten(document.exposed_text(run[-1]), 80), reason="no-description", element=run[-1])


def _list_after(document: Document, term: Element) -> Element | None:
    """Return the list right after a term that stands outside, where that list begins with a description."""
    following = next((one for one in term.itersiblings("*") if is_exposed(document, one)), None)
    if following is None or following.tag != "dl" or following.get("role"):
        return None
    first = next((one for one in following.iterchildren("*") if is_exposed(document, one)), None)
    return following if first is not None and first.tag == "dd" else None


def _term_before(document: Document, description_list: Element) -> Element | None:
    before = next((one for one in description_list.itersiblings("*", preceding=True) if is_exposed(document, one)), None)
    return before if before is not None and before.tag == "dt" and document.exposed_text(before) else None
