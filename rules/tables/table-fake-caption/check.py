"""Find a first row that is one cell across the whole table, over a row of headers."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, grid

LONGEST = 200  # characters of a title
NO_TITLE = ("a", "button", "input", "select", "table", "img")


def check(context: Context, table: Element) -> Iterator[Miss]:
    document = context.document
    cells = grid(document, table)
    if cells is None or not cells.is_whole or cells.column_count < 2 or cells.row_count < 3:
        return
    title, *rest = cells.cells
    is_over_headers = title.column_span >= cells.column_count and any(one.is_header for one in rest)
    if not is_over_headers or any(document.exposed_text(one) for one in table.iterchildren("caption")):
        return
    if 0 < len(text := document.exposed_text(title.element)) <= LONGEST and next(title.element.iter(*NO_TITLE), None) is None:
        yield Miss(text, reason="title-in-a-row", element=title.element)
