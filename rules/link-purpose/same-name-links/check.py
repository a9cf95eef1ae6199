"""Compare the addresses of links that share name and block: of one page with two queries they surely say too little."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    address_of,
    block_of,
    comparable,
    destination_of,
    elements_with_role,
    is_exposed,
    is_vague,
)

Verdicts = Mapping[Element, Miss | CannotTell]


def check(context: Context, link: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    verdict = document.memo("same-name-links", lambda: _verdicts(document)).get(link)
    if verdict is not None:
        yield verdict


def _verdicts(document: Document) -> Verdicts:
    """Return what is said at which link; what a person must compare is said once, at the first of them."""
    verdicts: dict[Element, Miss | CannotTell] = {}
    firsts: dict[tuple[Element, str], Element] = {}
    for link in elements_with_role(document, "link"):
        name, destination = accessible_name(document, link), destination_of(link)
        if destination is None or not name or is_vague(name) or not is_exposed(document, link):
            continue
        first = firsts.setdefault((block_of(document, link), comparable(name).casefold()), link)
        other = destination_of(first)
        if other is None or other.may_equal(destination):
            continue
        if other.differs_by_query(destination):
            verdicts[link] = Miss(name, address_of(first), "other-query")
        elif not verdicts:
            said = f"whether “{address_of(link)}” and “{address_of(first)}”, both linked as “{name}”, serve one purpose, a person must see"
            verdicts[link] = CannotTell("needs-person", said)
    return verdicts
