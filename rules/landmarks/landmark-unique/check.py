"""Count the landmarks that share role and name; the second one stands for all of its kind."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, comparable, elements_with_role, landmarks

DIALOGS = ("dialog", "alertdialog")
ROLES = ("navigation", "complementary", "region", "form", "search")


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    miss = document.memo("landmark-unique", lambda: _misses(document)).get(element)
    if miss is not None:
        yield miss


def _misses(document: Document) -> Mapping[Element, Miss]:
    alike: dict[tuple[str, str, Element | None], list[Element]] = {}
    names: dict[Element, str] = {}
    dialogs = _dialogs(document)
    for one in landmarks(document):
        if one.role in ROLES:
            dialog = dialogs.get(one.element)
            alike.setdefault((one.role, comparable(one.name).casefold(), dialog), []).append(one.element)
            names[one.element] = one.name
    misses: dict[Element, Miss] = {}
    for (role, _, dialog), elements in alike.items():
        if len(elements) > 1:
            second = elements[1]
            place = "The page" if dialog is None else "This dialog"
            reason = "same-name" if names[second] else "no-names"
            misses[second] = Miss(names[second], reason=reason, words={"place": place, "count": str(len(elements)), "role": role})
    return misses


def _dialogs(document: Document) -> Mapping[Element, Element]:
    """Return the dialog that each element is in: people who are in one do not meet what is outside."""
    around: dict[Element, Element] = {}
    starts = {one for kind in DIALOGS for one in elements_with_role(document, kind)}
    for element in document.index.elements if starts else ():
        parent = element.getparent()
        if element in starts:
            around[element] = element
        elif parent is not None and parent in around:
            around[element] = around[parent]
    return around
