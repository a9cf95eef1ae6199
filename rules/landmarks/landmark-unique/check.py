"""Count the landmarks that share role and name; the second one stands for all of its kind."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, comparable, landmarks

ROLES = ("navigation", "complementary", "region", "form", "search")


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    miss = document.memo("landmark-unique", lambda: _misses(document)).get(element)
    if miss is not None:
        yield miss


def _misses(document: Document) -> Mapping[Element, Miss]:
    alike: dict[tuple[str, str], list[Element]] = {}
    names: dict[Element, str] = {}
    for one in landmarks(document):
        if one.role in ROLES:
            alike.setdefault((one.role, comparable(one.name).casefold()), []).append(one.element)
            names[one.element] = one.name
    misses: dict[Element, Miss] = {}
    for (role, _), elements in alike.items():
        if len(elements) > 1:
            second = elements[1]
            reason = "same-name" if names[second] else "no-names"
            misses[second] = Miss(names[second], reason=reason, words={"count": str(len(elements)), "role": role})
    return misses
