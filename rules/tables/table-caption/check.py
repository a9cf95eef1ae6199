"""Look for the name of a data table: its caption, what labels it, or a heading or figure caption that goes with it."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, grid, is_exposed, role, shorten

TITLE = re.compile(r"(?:table|tabla|exhibit|chart)\s+[\dA-Z][\w.-]*\s*[.:–—-]?\s", re.IGNORECASE)
LONGEST = 200  # characters of a title
WRAPPERS = 4  # elements around the table that begin with it
TEXTS = ("p", "div", "span", "strong", "b")
BOXES = ("div", "header", "hgroup", "section")


def check(context: Context, table: Element) -> Iterator[Miss]:
    document = context.document
    cells = grid(document, table)
    if cells is None or cells.row_count < 2 or cells.column_count < 2 or not any(one.is_header for one in cells.cells):
        return
    if accessible_name(document, table) or (table.get("summary") or "").strip() or _is_in_figure(document, table):
        return
    if cells.cells[0].column_span >= cells.column_count:  # told by the rule about titles in a row
        return
    before = _before(document, table)
    if before is not None and role(document, before) == "heading":
        return
    title = document.exposed_text(before) if before is not None and before.tag in TEXTS else ""
    if len(title) <= LONGEST and TITLE.match(title):
        yield Miss(title, reason="title-outside")
    begins = next((text for one in cells.cells if (text := document.exposed_text(one.element))), "")
    yield Miss(shorten(begins, 80), reason="no-name", words={"rows": str(cells.row_count), "columns": str(cells.column_count)})


def _is_in_figure(document: Document, table: Element) -> bool:
    figure = next(table.iterancestors("figure", "table"), None)
    return figure is not None and any(document.exposed_text(one) for one in figure.iterchildren("figcaption"))


def _before(document: Document, table: Element) -> Element | None:
    """Return the element before the table, or before the wrappers that begin with it; of wrappers, the last one inside."""
    place: Element | None = table
    for _ in range(WRAPPERS):
        if place is None or place.tag in ("td", "th", "li", "body", "main"):
            return None
        previous = next((one for one in place.itersiblings("*", preceding=True) if is_exposed(document, one)), None)
        for _ in range(WRAPPERS):
            if previous is None or previous.tag not in BOXES or not len(previous):
                break
            previous = previous[-1]
        if previous is not None:
            return previous
        place = place.getparent()
    return None
