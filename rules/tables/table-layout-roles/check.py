"""Look for a caption and header cells that are the table's own, and have text."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, grid, is_exposed


def check(context: Context, table: Element) -> Iterator[Miss]:
    document = context.document
    for caption in table.iterchildren("caption"):
        if document.exposed_text(caption):
            yield Miss(document.exposed_text(caption), reason="caption", element=caption)
    cells = grid(document, table)
    for cell in cells.cells if cells else ():
        if cell.is_header and is_exposed(document, cell.element) and (text := document.exposed_text(cell.element)):
            yield Miss(text, reason="header-cell", element=cell.element)
            return
