"""Is a table there for data or for layout: what its markup says, as browsers and axe-core read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from govpagecheck.accessibility import roles
from govpagecheck.accessibility.table_grid import HEADER_ROLES, TableGrid, grid, whole_number
from govpagecheck.document import Document, Element

_LAYOUT_TAGS = frozenset("table main nav header footer aside iframe object embed applet h1 h2".split())
_MIXED_TAGS = frozenset("form input select textarea button h3 h4 h5 h6 ul ol dl video audio canvas".split())
_LANDMARKS = frozenset("banner complementary contentinfo form main navigation region search".split())
# From https://asurkov.blogspot.com/2011/10/data-vs-layout-table.html, which Firefox and axe-core follow.
_MANY_COLUMNS = 5
_MANY_ROWS = 20
_FEW_CELLS = 10
_SHORT_TEXT = 60


@dataclass
class _Contents:
    """What a table holds outside of tables nested in it."""

    has_layout: bool = False
    is_mixed: bool = False


def is_layout_table(document: Document, table: Element) -> bool | None:
    """True for a table that only arranges its contents, false for one of data, None where the markup does not tell.

    The role decides, then markup that only data tables have (caption, th, thead, scope, headers, summary ...), then what
    data tables do not hold (another table, landmarks, one row or column only). Browsers go on to measure the rendered
    table; here only many columns or rows, a border, or a regular grid of short texts count as data.
    """
    return document.memo(("layout table", table), lambda: _judge(document, table))


def _judge(document: Document, table: Element) -> bool | None:
    cells = grid(document, table)
    if cells is None or table.tag != "table":
        return None if cells is None else False
    if roles.role(document, table) in ("none", "presentation"):
        return True
    written = roles.explicit_role(document, table)
    if written is not None and written not in ("none", "presentation"):
        return False
    if table.get("datatable") == "0":
        return True
    if _has_data_markup(table, cells):
        return False
    contents = _contents(document).get(table, _Contents())
    has_summary = bool((table.get("summary") or "").strip())
    if contents.has_layout or cells.row_count < 2 or cells.column_count < 2:
        return None if has_summary else True  # old layout tables often have a summary that says so
    return False if has_summary else _by_shape(document, table, cells, contents)


def _has_data_markup(table: Element, cells: TableGrid) -> bool:
    if next(table.iterchildren("caption", "thead", "tfoot", "colgroup"), None) is not None:
        return True
    for cell in cells.cells:
        element = cell.element
        if cell.is_header or any(element.get(name) for name in ("scope", "headers", "abbr")):
            return True
        if (element.get("role") or "").strip().lower() in HEADER_ROLES:
            return True
        if [child.tag for child in islice(element.iterchildren(etree.Element), 2)] == ["abbr"] and not (element.text or "").strip():
            return True
    return False


def _by_shape(document: Document, table: Element, cells: TableGrid, contents: _Contents) -> bool | None:
    if contents.is_mixed:
        return None
    widths = [0] * cells.row_count
    for cell in cells.cells:
        widths[cell.row] += 1
    if widths[len(widths) // 2] >= _MANY_COLUMNS or cells.row_count >= _MANY_ROWS:
        return False
    if whole_number(table.get("border"), 0) > 0:
        return False
    is_regular = min(widths) == max(widths) and len(cells.cells) > _FEW_CELLS and cells.row_count > 2
    short = sum(0 < len(document.dom_text(cell.element)) <= _SHORT_TEXT for cell in cells.cells) if is_regular else 0
    return False if is_regular and short * 4 >= len(cells.cells) * 3 else None


def _contents(document: Document) -> Mapping[Element, _Contents]:
    return document.memo("table contents", lambda: _gather(document))


def _gather(document: Document) -> dict[Element, _Contents]:
    """Note for each table what tells of layout; an element counts for the nearest table around it only."""
    found: dict[Element, _Contents] = {}
    nearest: dict[Element, Element] = {}
    has_any = bool(document.index.by_tag["table"])
    for element in document.index.elements if has_any else ():
        parent = element.getparent()
        table = nearest.get(parent) if parent is not None else None
        if table is not None:
            role = (element.get("role") or "").strip().lower()
            if element.tag in _LAYOUT_TAGS or role in _LANDMARKS:
                found[table].has_layout = True
            elif element.tag in _MIXED_TAGS:
                found[table].is_mixed = True
        if element.tag == "table":
            found[element] = _Contents()
            table = element
        if table is not None:
            nearest[element] = table
    return found
