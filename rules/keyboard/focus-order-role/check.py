"""Tell a stop at plain text from controls, from boxes that scroll and from places that a script or link moves the focus to."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, role

NATIVE = frozenset("button input select textarea summary iframe embed object audio video details canvas".split())
# Roles of text, whose elements do nothing and seldom scroll.
OF_TEXT = frozenset(
    "heading paragraph listitem img image presentation none generic strong emphasis code term definition time mark caption cell "
    "blockquote deletion insertion subscript superscript text legend".split()
)
SCROLLS = re.compile(r"scroll|overflow|responsive|table|code|slider|carousel|slick|swiper|panel|editor", re.IGNORECASE)
BOXES = frozenset("div pre figure ul ol dl table tbody section article aside nav main form fieldset".split())
MOST_CHARACTERS = 160  # more may need a box that scrolls
MAY_SCROLL = CannotTell("needs-browser", "the Tab key stops at this box, which has no role; look whether it scrolls, and then name it")


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    kind = role(document, target)
    if target.tag in NATIVE or "-" in target.tag or (kind is not None and kind not in OF_TEXT):
        return
    if target.get("contenteditable") is not None or _is_target(document, target):
        return
    pieces = [piece for one in islice(target.iter("*"), 60) for piece in (one.text, None if one is target else one.tail) if piece]
    text = " ".join(" ".join(pieces).split())
    label = text or target.get("alt") or target.get("aria-label") or ""
    if not label:
        return
    hints = f"{target.get('class', '')} {target.get('style', '')} {target.get('id', '')}"
    if target.tag in BOXES and (target.tag == "pre" or len(text) > MOST_CHARACTERS or SCROLLS.search(hints)):
        yield MAY_SCROLL
    else:
        yield Miss(f"“{kind}”" if kind else "none", reason="no-role", words={"label": label[:60]})


def _is_target(document: Document, target: Element) -> bool:
    """True where a link of the page leads to the element."""
    identifier = target.get("id")
    return bool(identifier) and identifier in document.memo("focus-order-role", lambda: _fragments(document))


def _fragments(document: Document) -> set[str]:
    return {one.get("href", "")[1:] for one in document.index.by_tag["a"] if one.get("href", "").startswith("#")}
