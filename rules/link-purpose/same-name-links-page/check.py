"""Compare the addresses of all links of one name: on two sites they surely are two things; on one site a person must see."""

from collections.abc import Iterator

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Destination,
    Document,
    Element,
    Miss,
    accessible_name,
    address_of,
    comparable,
    destination_of,
    elements_with_role,
    is_exposed,
    is_vague,
)

Pair = tuple[Element, Element, str]  # two links and their name
NAMED = 3


def check(context: Context, link: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    verdict = document.memo("same-name-links-page", lambda: _verdict(document))
    if verdict is not None and verdict[0] is link:
        yield verdict[1]


def _verdict(document: Document) -> tuple[Element, Miss | CannotTell] | None:
    """Return what is said of the page's pairs, and the link at which it is said."""
    apart, unsure = _pairs(document)
    if apart:
        link, first, name = apart[0]
        others = ", ".join(f"“{pair[2]}”" for pair in apart[1 : NAMED + 1]) + (", …" if len(apart) > NAMED + 1 else "")
        more = f" (and so for {len(apart) - 1} more: {others})" if others else ""
        return link, Miss(name, address_of(first), "other-site", words={"others": more})
    if unsure:
        link, first, name = unsure[0]
        others = f", and so for {len(unsure) - 1} more names" if len(unsure) > 1 else ""
        both = f"“{address_of(link)}” and “{address_of(first)}”, both linked as “{name}”"
        said = f"whether {both}, serve one purpose, a person must see{others}"
        return link, CannotTell("needs-person", said)
    return None


def _pairs(document: Document) -> tuple[list[Pair], list[Pair]]:
    """Return one pair a name: those of two sites, and the others whose addresses differ."""
    firsts: dict[str, tuple[Element, Destination]] = {}
    apart: dict[str, Pair] = {}
    unsure: dict[str, Pair] = {}
    for link in elements_with_role(document, "link"):
        name, destination = accessible_name(document, link), destination_of(link)
        if destination is None or not name or is_vague(name) or not is_exposed(document, link):
            continue
        key = comparable(name).casefold()
        first, other = firsts.setdefault(key, (link, destination))
        if other.differs_by_site(destination):
            apart.setdefault(key, (link, first, name))
        elif not other.may_equal(destination):
            unsure.setdefault(key, (link, first, name))
    return list(apart.values()), list(unsure.values())
