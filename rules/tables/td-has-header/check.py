"""Ask the table model for the headers of each data cell; whether a table without any is one of data is often for a person to say."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    grid,
    headers_of,
    is_exposed,
    is_layout_table,
    shorten,
    style,
)

UNSURE = CannotTell(
    "needs-person", "the table has no header cells, and its markup does not tell whether it holds data or arranges contents"
)
LARGE = 3  # rows and columns; axe-core draws the line there too
CELLS = ("cell", "gridcell")
BOLD = 600


def check(context: Context, table: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    cells = grid(document, table)
    if cells is None or not cells.is_whole or cells.row_count < LARGE or cells.column_count < LARGE or is_layout_table(document, table):
        return
    headers = [one for one in cells.cells if one.is_header]
    blank = {column for one in headers if one.is_empty for column in one.columns}  # told by the rule about empty headers
    data = [
        one
        for one in cells.cells
        if not (one.is_header or one.is_empty or one.column_span >= cells.column_count or one.column in blank)
        and one.element.get("role", "cell") in CELLS
        and is_exposed(document, one.element)
    ]
    texts = [document.exposed_text(one.element) for one in data]
    if not any(texts):
        return
    if not headers:
        words = {"rows": str(cells.row_count), "columns": str(cells.column_count)}
        is_data = is_layout_table(document, table) is False and _begins_with_headers(document, table, data, texts)
        if is_data:
            yield Miss(shorten(next(filter(None, texts)), 80), reason="no-headers", words=words)
        elif document.memo("td-has-header: unsure", lambda: table) is table:  # once for a page
            yield UNSURE
        return
    bare = [text for one, text in zip(data, texts, strict=True) if text and headers_of(document, one.element) == ()]
    if bare:
        words = {"count": str(len(bare)), "total": str(len(data))}
        yield Miss(shorten(bare[0], 80), reason="cells-without-header", words=words)


def _begins_with_headers(document: Document, table: Element, data: Sequence[Any], texts: Sequence[str]) -> bool:
    """True where the table says that it is one of data, or its first full row is in bold or, over figures, without figures."""
    if table.tag != "table" or next(table.iterchildren("caption", "thead"), None) is not None:
        return True
    top = data[0].row
    first = [(one, text) for one, text in zip(data, texts, strict=True) if one.row == top]
    rest = [text for one, text in zip(data, texts, strict=True) if one.row > top]
    if len(first) < LARGE or not all(text for _, text in first):
        return False
    has_figures = [any(map(str.isdigit, text)) for text in rest]
    if not any(any(map(str.isdigit, text)) for _, text in first) and sum(has_figures) * 2 >= len(rest) > 0:
        return True
    return all(_is_bold(document, one.element) for one, _ in first) and not all(_is_bold(document, one.element) for one in data)


def _is_bold(document: Document, cell: Element) -> bool:
    holders = [one for one in islice(cell.iter("*"), 10) if (one.text or "").strip()]
    weights = [style(document, one).font_weight for one in holders]
    return bool(weights) and all(isinstance(weight, float) and weight >= BOLD for weight in weights)
