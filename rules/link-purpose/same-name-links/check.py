"""Compare the addresses of links that share name and block: of one page with two queries they surely say too little."""

from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, accessible_name, address_of, block_of, destination_of, namesakes


def check_all(context: Context, _links: Sequence[Element]) -> Iterator[tuple[Element, Miss | CannotTell]]:
    """Yield what is said at which link; what a person must compare is said once, at the first of them."""
    document = context.document
    firsts: dict[tuple[Element, str], Element] = {}
    is_said = False
    for link, key in namesakes(document):
        first = firsts.setdefault((block_of(document, link), key), link)
        destination, other = destination_of(link), destination_of(first)
        if destination is None or other is None or other.may_equal(destination):
            continue
        name = accessible_name(document, link)
        if other.differs_by_query(destination):
            yield link, Miss(name, address_of(first), "other-query")
        elif is_said:
            continue
        else:
            said = f"whether “{address_of(link)}” and “{address_of(first)}”, both linked as “{name}”, serve one purpose, a person must see"
            yield link, CannotTell("needs-person", said)
        is_said = True
