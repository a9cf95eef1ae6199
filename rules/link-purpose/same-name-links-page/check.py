"""Compare the addresses of all links of one name: on two sites they surely are two things; on one site a person must see."""

from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, accessible_name, address_of, destination_of, namesakes

Pair = tuple[Element, Element, str]  # two links and their name
NAMED = 3


def check_all(context: Context, _links: Sequence[Element]) -> Iterator[tuple[Element, Miss | CannotTell]]:
    """Yield what is said of the page's pairs, at the link at which it is said."""
    apart, unsure = _pairs(context.document)
    if apart:
        link, first, name = apart[0]
        others = ", ".join(f"“{pair[2]}”" for pair in apart[1 : NAMED + 1]) + (", …" if len(apart) > NAMED + 1 else "")
        more = f" (and so for {len(apart) - 1} more: {others})" if others else ""
        yield link, Miss(name, address_of(first), "other-site", words={"others": more})
    elif unsure:
        link, first, name = unsure[0]
        others = f", and so for {len(unsure) - 1} more names" if len(unsure) > 1 else ""
        both = f"“{address_of(link)}” and “{address_of(first)}”, both linked as “{name}”"
        said = f"whether {both}, serve one purpose, a person must see{others}"
        yield link, CannotTell("needs-person", said)


def _pairs(document: Document) -> tuple[list[Pair], list[Pair]]:
    """Return one pair a name: those of two sites, and the others whose addresses differ."""
    firsts: dict[str, Element] = {}
    apart: dict[str, Pair] = {}
    unsure: dict[str, Pair] = {}
    for link, key in namesakes(document):
        first = firsts.setdefault(key, link)
        destination, other = destination_of(link), destination_of(first)
        if destination is None or other is None or other == destination:
            continue
        if other.differs_by_site(destination):
            apart.setdefault(key, (link, first, accessible_name(document, link)))
        elif not other.may_equal(destination):
            unsure.setdefault(key, (link, first, accessible_name(document, link)))
    return list(apart.values()), list(unsure.values())
