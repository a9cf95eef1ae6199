"""Find links next to each other, one a picture and one text, with the same address."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, takewhile

from lxml import etree

from govpagecheck.rule_api import (
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    address_of,
    is_exposed,
    visible_text,
)

LEVELS = 3  # elements that may stand around each of two neighbours
NOT_ONE_THING = ("nav", "ul", "ol", "table", "tr", "main", "section", "body")


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss]]:
    document = context.document
    pairs = _pairs(document, [one for one in links if is_exposed(document, one)])
    if pairs:
        picture, text = sorted(pairs[0], key=lambda one: bool(visible_text(document, one)))
        others = len(pairs) - 1
        more = f", and so {'is' if others == 1 else 'are'} {others} more such pair{'s' if others > 1 else ''}" if others else ""
        yield pairs[0][0], Miss(accessible_name(document, picture), accessible_name(document, text), "twice", words={"others": more})


def _pairs(document: Document, links: Sequence[Element]) -> list[tuple[Element, Element]]:
    pairs: list[tuple[Element, Element]] = []
    for (first, address), (second, other) in pairwise((one, address_of(one)) for one in links):
        is_same = address == other not in ("", "#")
        if is_same and _is_picture(document, first) is not _is_picture(document, second) and _are_adjacent(document, first, second):
            pairs.append((first, second))
    return pairs


def _is_picture(document: Document, link: Element) -> bool:
    return not visible_text(document, link) and next(link.iter("img"), None) is not None and bool(accessible_name(document, link))


def _are_adjacent(document: Document, first: Element, second: Element) -> bool:
    """True where no text stands between the two, and at most a few boxes around each."""
    around = set(_boxes(first))
    if not any(box in around for box in _boxes(second)):
        return False
    read = document.memo("adjacent-links: texts before", lambda: _texts_before(document))
    inside = sum(1 for text in first.itertext() if text.strip())
    return read[second] == read[first] + inside


def _boxes(link: Element) -> Iterator[Element]:
    return islice(takewhile(lambda one: one.tag not in NOT_ONE_THING, link.iterancestors()), LEVELS)


def _texts_before(document: Document) -> Mapping[Element, int]:
    """Return how many pieces of text stand before each element."""
    before: dict[Element, int] = {}
    count = 0
    for event, node in etree.iterwalk(document.tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            before[node] = count
        text = node.text if event == "start" else node.tail
        count += bool(text and text.strip())
    return before
