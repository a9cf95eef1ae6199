"""Find two or more paragraphs in a row that hold white space only; those that a script may fill are let be."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss

WITHOUT_CONTENT = frozenset("p br b strong em i span font u small".split())
LOOKED_AT = 10  # elements inside of an empty paragraph
FILLED = ("id", "aria-live", "role")


def check(context: Context, paragraph: Element) -> Iterator[Miss]:
    starts = context.document.memo("empty-paragraphs", lambda: _runs(context.document.index.by_tag.get("p", [])))
    if starts.get(paragraph, 0) > 1:
        yield Miss(reason="several-empty", words={"count": str(starts[paragraph])})


def _runs(paragraphs: list[Element]) -> dict[Element, int]:
    """Return the first paragraph of each run of empty ones, and how many there are."""
    starts: dict[Element, int] = {}
    last: Element | None = None
    start: Element | None = None
    for one in paragraphs:
        if not _is_empty(one):
            continue
        if start is None or last is None or one.getprevious() is not last or (last.tail or "").strip():
            start = one
        starts[start] = starts.get(start, 0) + 1
        last = one
    return starts


def _is_empty(paragraph: Element) -> bool:
    """True for white space that takes up room: a space that does not break, or a line break."""
    if paragraph.text and not paragraph.text.isspace():
        return False
    inside = list(islice(paragraph.iter(), LOOKED_AT))
    if len(inside) == LOOKED_AT or any(one.tag not in WITHOUT_CONTENT or (one.get("class") and one is not paragraph) for one in inside):
        return False
    if any(paragraph.get(name) is not None for name in FILLED):
        return False
    text = "".join((one.text or "") + (one.tail or "" if one is not paragraph else "") for one in inside)
    return not text.strip() and ("\xa0" in text or any(one.tag == "br" for one in inside))
