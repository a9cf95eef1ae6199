"""Find header cells without a name; in one table they are told together."""

from collections import defaultdict
from collections.abc import Iterator

from govpagecheck.rule_api import (
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    cell_of,
    cells_of,
    elements_with_role,
    grid_of,
    is_exposed,
    role,
)

HEADERS = ("columnheader", "rowheader")


def check(context: Context, header: Element) -> Iterator[Miss]:
    document = context.document
    cell, table = cell_of(document, header), grid_of(document, header)
    if accessible_name(document, header) or cell is None or table is None:
        return
    if cell.row == cell.column == 0:
        yield Miss(reason="empty-corner")
        return
    known: dict[Element, list[Element]] = document.memo("table-header-empty", lambda: _empty(document))
    empty = known[table.element]
    if empty[0] is header:
        count = len(cells_of(document, header) or ())
        heads = "one cell" if count == 1 else f"{count or 'no'} cells"
        more = f" The table has {len(empty)} such cells." if len(empty) > 1 else ""
        yield Miss(heads, "row" if role(document, header) == "rowheader" else "column", "empty", words={"more": more})


def _empty(document: Document) -> dict[Element, list[Element]]:
    """Return the header cells of each table, but for its corner, that have no name."""
    found: dict[Element, list[Element]] = defaultdict(list)
    for header in elements_with_role(document, *HEADERS):
        table, cell = grid_of(document, header), cell_of(document, header)
        if table is None or cell is None or cell.row == cell.column == 0:
            continue
        if is_exposed(document, header) and not accessible_name(document, header):
            found[table.element].append(header)
    return found
