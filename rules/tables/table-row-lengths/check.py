"""Count the columns that the cells of each row cover; HTML calls columns and rows without cells of their own a table model error."""

from collections.abc import Iterator
from itertools import accumulate

from govpagecheck.rule_api import Context, Element, Miss, grid, is_layout_table


def check(context: Context, table: Element) -> Iterator[Miss]:
    document = context.document
    cells = grid(document, table)
    if cells is None or not cells.is_whole or is_layout_table(document, table) is not False:
        return
    changes = [0] * (cells.row_count + 1)
    first: dict[int, Element] = {}
    for cell in cells.cells:
        first.setdefault(cell.row, cell.element)
        changes[cell.row] += cell.column_span
        changes[min(cell.row + cell.row_span, cells.row_count)] -= cell.column_span
    covered = list(accumulate(changes))
    short = [row for row in first if covered[row] < cells.column_count]
    if short:
        more = f" So are {len(short) - 1} more rows." if len(short) > 2 else ""
        words = {"row": str(short[0] + 1), "more": more}
        yield Miss(str(covered[short[0]]), str(cells.column_count), "uneven-rows", first[short[0]].getparent(), words)
    begun = len({cell.column for cell in cells.cells})
    if begun < cells.column_count:
        yield Miss(str(begun), str(cells.column_count), reason="unused-columns")
