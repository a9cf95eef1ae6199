"""The cells of tables and where they stand: the HTML table model, and tables that are made of ARIA roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from govpagecheck.accessibility import roles
from govpagecheck.document import Document, Element

TABLE_ROLES = frozenset({"table", "grid", "treegrid"})
HEADER_ROLES = {"columnheader": "col", "rowheader": "row"}
CELL_ROLES = frozenset({"cell", "gridcell", *HEADER_ROLES})
SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})
# Limits of the HTML standard for the attributes.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
_NUMBER = re.compile(r"[\t\n\f\r ]*\+?0*([0-9]+)")


@dataclass(frozen=True, eq=False)
class TableCell:
    """A cell of a table and the slots that it covers; rows and columns count from 0.

    `scope` is col, row, colgroup or rowgroup for a header whose direction is written out, empty otherwise; `is_header`
    holds for th elements, for cells with the roles columnheader and rowheader, and for td elements with a valid scope.
    """

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int
    is_header: bool
    scope: str
    is_empty: bool

    @property
    def rows(self) -> range:
        """The rows that it covers."""
        return range(self.row, self.row + self.row_span)

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.column_span)


@dataclass(frozen=True)
class TableGrid:
    """A table with its cells in document order.

    `row_groups` holds for each row the number of its group, `column_groups` the columns of each colgroup. `is_whole` is
    false where the spans were more than could be followed in linear time; the places of the cells are then not known.
    """

    element: Element
    cells: tuple[TableCell, ...]
    row_groups: tuple[int, ...]
    column_groups: tuple[range, ...] = ()
    is_whole: bool = True

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.row_groups)

    @cached_property
    def column_count(self) -> int:
        """How many columns the cells cover."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass
class _Row:
    element: Element
    group: int
    cells: list[Element]


def all_grids(document: Document) -> Mapping[Element, TableGrid]:
    """Return the grid of every table: table elements, and other elements with the role table, grid or treegrid."""
    return document.memo("table grids", lambda: _all(document))


def grid(document: Document, table: Element) -> TableGrid | None:
    """Return the cells of a table; None where the element is none."""
    return all_grids(document).get(table)


def grid_of(document: Document, cell: Element) -> TableGrid | None:
    """Return the table that an element is a cell of; None where it is no cell."""
    place = _places(document).get(cell)
    return place[0] if place else None


def cell_of(document: Document, element: Element) -> TableCell | None:
    """Return the place of a cell in its table; None where the element is no cell of a table."""
    place = _places(document).get(element)
    return place[1] if place else None


def whole_number(text: str | None, default: int) -> int:
    """Return a non-negative integer as HTML reads it from an attribute: what follows the digits does not matter.

    >>> whole_number(" +2px", 1), whole_number("-2", 1), whole_number("9" * 5000, 1), whole_number(None, 1)
    (2, 1, 9999999, 1)
    """
    match = _NUMBER.match(text or "")
    return int(match[1][:7]) if match else default


def _places(document: Document) -> Mapping[Element, tuple[TableGrid, TableCell]]:
    return document.memo("table places", lambda: {cell.element: (one, cell) for one in all_grids(document).values() for cell in one.cells})


def _all(document: Document) -> dict[Element, TableGrid]:
    found: dict[Element, TableGrid] = {}
    aria_rows = _aria_rows(document)
    claimed = {cell for rows in aria_rows.values() for row in rows for cell in row.cells}
    tables = [element for element in document.index.by_tag["table"] if element.tag == "table"]
    for element in sorted({*tables, *aria_rows}, key=document.index.order.__getitem__) if aria_rows else tables:
        if element in aria_rows:
            found[element] = _form(document, element, aria_rows[element], (), is_native=False)
        else:
            rows = list(_native_rows(element, claimed))
            found[element] = _form(document, element, rows, tuple(_column_groups(element)), is_native=True)
    return found


def _native_rows(table: Element, claimed: set[Element]) -> Iterator[_Row]:
    """Yield the rows group by group, those of tfoot last; rows without a group make one until the next group begins."""
    groups: list[list[Element]] = []
    feet: list[list[Element]] = []
    loose: list[Element] | None = None
    for child in table.iterchildren(etree.Element):
        if child.tag == "tr":
            if loose is None:
                loose = []
                groups.append(loose)
            loose.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            loose = None
            (feet if child.tag == "tfoot" else groups).append(list(child.iterchildren("tr")))
    for number, rows in enumerate([*groups, *feet]):
        for row in rows:
            yield _Row(row, number, [cell for cell in row.iterchildren("td", "th") if cell not in claimed])


def _column_groups(table: Element) -> Iterator[range]:
    start = 0
    for group in table.iterchildren("colgroup"):
        columns = [_span(column, "span") for column in group.iterchildren("col")]
        width = sum(columns) if columns else _span(group, "span")
        yield range(start, start + width)
        start += width


def _span(element: Element, name: str) -> int:
    return min(whole_number(element.get(name), 1) or 1, _MOST_COLUMNS)


def _aria_rows(document: Document) -> dict[Element, list[_Row]]:
    """Return the rows of every table made of roles; a cell ends its row, so that tables inside it are tables of their own.

    A table element with the role none, and its parts, may belong to such a table when they have roles of their own.
    """
    tables: dict[Element, list[_Row]] = {}
    around: dict[Element, tuple[Element | None, _Row | None, int]] = {}  # table, row and group number that hold the element
    nothing: tuple[Element | None, _Row | None, int] = (None, None, 0)
    groups = 0
    has_any = any(
        element.tag != "table" and roles.explicit_role(document, element) in TABLE_ROLES for element in document.index.by_attribute["role"]
    )
    for element in document.index.elements if has_any else ():
        parent = element.getparent()
        table, row, group = around.get(parent, nothing) if parent is not None else nothing
        written = element.get("role")
        role = roles.explicit_role(document, element) if written else None
        if role in TABLE_ROLES and element.tag != "table":
            tables[element] = []
            table, row, group = element, None, 0
        elif element.tag == "table" and role not in ("none", "presentation"):
            table, row = None, None
        elif table is not None and row is None and role == "rowgroup":
            groups += 1
            group = groups
        elif table is not None and row is None and role == "row":
            row = _Row(element, group, [])
            tables[table].append(row)
        elif table is not None and row is not None and role in CELL_ROLES:
            row.cells.append(element)
            table, row = None, None
        if table is not None:
            around[element] = (table, row, group)
    return tables


def _form(document: Document, table: Element, rows: Sequence[_Row], column_groups: tuple[range, ...], *, is_native: bool) -> TableGrid:
    """Place the cells (HTML standard, "forming a table"), following spans by the runs of columns that they cover."""
    prefix = "" if is_native else "aria-"
    ends = _group_ends(rows)
    budget = 20_000 + 16 * sum(len(row.cells) + 1 for row in rows)
    cells: list[TableCell] = []
    covered: list[tuple[int, int, int]] = []  # columns from, to, and the row that is free again; sorted, disjoint
    for number, row in enumerate(rows):
        covered = [one for one in covered if one[2] > number]
        budget -= len(covered)
        added: list[tuple[int, int, int]] = []
        column = following = 0
        for element in row.cells:
            while following < len(covered) and covered[following][0] <= column:
                column = max(column, covered[following][1])
                following += 1
            width = _span(element, prefix + "colspan")
            height = min(whole_number(element.get(prefix + "rowspan"), 1), _MOST_ROWS)
            height = min(height or ends[number], ends[number] - number)  # 0 is all rows of the group
            cells.append(_cell(document, element, number, column, height, width))
            if height > 1:
                end = column + width
                if following < len(covered):  # where cells overlap, which is an error, the earlier one keeps the slots
                    end = min(end, covered[following][0])
                _append(added, (column, end, number + height))
            column += width
        if budget < 0:
            covered = []
        elif added:
            covered = sorted([*covered, *added])
    return TableGrid(table, tuple(cells), tuple(row.group for row in rows), column_groups, is_whole=budget >= 0)


def _append(runs: list[tuple[int, int, int]], run: tuple[int, int, int]) -> None:
    if runs and runs[-1][1] == run[0] and runs[-1][2] == run[2]:
        runs[-1] = (runs[-1][0], run[1], run[2])
    else:
        runs.append(run)


def _group_ends(rows: Sequence[_Row]) -> list[int]:
    """Return for each row the number of the first row after its group; spans end there."""
    ends = [0] * len(rows)
    for number in range(len(rows) - 1, -1, -1):
        is_last = number == len(rows) - 1 or rows[number + 1].group != rows[number].group
        ends[number] = number + 1 if is_last else ends[number + 1]
    return ends


def _cell(document: Document, element: Element, row: int, column: int, height: int, width: int) -> TableCell:
    role = roles.explicit_role(document, element) if element.get("role") else None
    written = (element.get("scope") or "").strip().lower()
    scope = written if written in SCOPES and element.tag in ("th", "td") else ""
    if role is None:
        is_header = element.tag == "th" or bool(scope)
    else:
        is_header = role in HEADER_ROLES
        if is_header and not scope.startswith(HEADER_ROLES[role]):
            scope = HEADER_ROLES[role]
    return TableCell(element, row, column, height, width, is_header, scope if is_header else "", _is_empty(element))


def _is_empty(element: Element) -> bool:
    """True where the cell holds no element and no text but white space, and no attribute gives it a name."""
    if (element.text or "").strip() or (element.get("aria-label") or "").strip() or element.get("aria-labelledby"):
        return False
    return next(element.iterchildren(etree.Element), None) is None and not any((child.tail or "").strip() for child in element)
