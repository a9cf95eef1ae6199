"""Find visible text of the page after the identifier; dialogs, announcements and the way to the top may come after it."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Line, Miss, word_count

TO_TOP = re.compile(r"(?:(?:back|return|go) to (?:the )?top|top|volver arriba)\W*", re.IGNORECASE)
LAYER = re.compile(r"modal|dialog|popup|overlay|cookie|consent|toast|tooltip|sr-only|visually-?hidden|survey", re.IGNORECASE)
FEWEST_WORDS = 3


def check(context: Context, target: object) -> Iterator[Miss]:
    block: Element = target.element  # type: ignore[attr-defined]
    order = context.document.index.order
    last = max(order.get(one, 0) for one in (block, *block.iterdescendants()))
    for line in context.document.lines:
        if order.get(line.element, 0) > last and word_count(line.text) >= FEWEST_WORDS and belongs_to_page(line):
            yield Miss(line.text, reason="text-after", element=line.element)
            return


def belongs_to_page(line: Line) -> bool:
    if line.is_hidden or TO_TOP.fullmatch(line.text):
        return False
    return not any(
        one.tag == "dialog"
        or "dialog" in one.get("role", "")
        or one.get("aria-live")
        or one.get("aria-modal")
        or LAYER.search(one.get("class", "") + one.get("id", ""))
        for one in (line.element, *line.element.iterancestors())
    )
