"""Which header cells apply to which cells: the `headers` attribute, `scope`, and the search that the HTML standard defines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from govpagecheck.accessibility.table_grid import TableCell, TableGrid, cell_of, grid_of
from govpagecheck.document import Document, Element


@dataclass(frozen=True)
class _Associations:
    """Headers of each cell and cells of each header, in document order."""

    headers: Mapping[Element, tuple[Element, ...]]
    cells: Mapping[Element, tuple[Element, ...]]


class _TooMany(Exception):  # noqa: N818 - an event, not an error
    """The associations of the table are more than can be found in linear time."""


def headers_of(document: Document, cell: Element) -> tuple[Element, ...] | None:
    """Return the header cells that apply to a cell, in document order; None where they cannot be known.

    Header cells have headers too. HTML standard, "forming relationships between data cells and header cells", with three
    differences towards what browsers do: a `headers` attribute that names no cell of the table counts as absent, an empty
    data cell (the corner) does not keep a row or column from being one of headers, and a header without scope that is
    in neither kind of line applies in both directions. Hidden cells count as others do.
    """
    known = _associations(document, cell)
    return None if known is None else known.headers.get(cell, ())


def cells_of(document: Document, header: Element) -> tuple[Element, ...] | None:
    """Return the cells, other headers included, that a header cell applies to; None where they cannot be known."""
    known = _associations(document, header)
    return None if known is None else known.cells.get(header, ())


def direction(document: Document, header: Element) -> str | None:
    """Return where a header cell applies: col, row, colgroup, rowgroup, or both; None for other elements."""
    cell, grid = cell_of(document, header), grid_of(document, header)
    if cell is None or grid is None or not cell.is_header:
        return None
    return _directions(document, grid)[header]


_NONE = _Associations({}, {})


def _associations(document: Document, cell: Element) -> _Associations | None:
    grid = grid_of(document, cell)
    if grid is None:
        return _NONE
    return document.memo(("table headers", grid.element), lambda: _associate(document, grid))


def _associate(document: Document, grid: TableGrid) -> _Associations | None:
    if not grid.is_whole:
        return None
    try:
        found = _search(document, grid)
    except _TooMany:
        return None
    order = document.index.order
    headers: dict[Element, tuple[Element, ...]] = {}
    cells: defaultdict[Element, list[Element]] = defaultdict(list)
    for cell in grid.cells:
        named = _named(document, grid, cell)
        ours = named or {one.element for one in found[cell.element] if not one.is_empty}
        headers[cell.element] = tuple(sorted(ours, key=order.__getitem__))
        for header in headers[cell.element]:
            cells[header].append(cell.element)
    return _Associations(headers, {header: tuple(ours) for header, ours in cells.items()})


def _named(document: Document, grid: TableGrid, cell: TableCell) -> list[Element]:
    """Return the cells of the same table that the `headers` attribute names; of several with one id, the first counts."""
    found: dict[Element, None] = {}
    written = cell.element.get("headers")
    for token in written.split() if written else ():
        bearers = document.index.by_id.get(token)
        if bearers and bearers[0] is not cell.element:
            place = grid_of(document, bearers[0])
            if place is not None and place.element is grid.element:
                found[bearers[0]] = None
    return list(found)


@dataclass
class _Line:
    """What a column holds above a cell, or a row before it, as the search from that cell would meet it.

    `run` are the headers of the block that the line ends with, if it does, and `keys` all their places; `visible` are
    headers of earlier blocks that no later block hides.
    """

    visible: list[TableCell] = field(default_factory=list)
    run: list[TableCell] = field(default_factory=list)
    keys: set[tuple[int, int]] = field(default_factory=set)


class _Budget:
    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _TooMany


def _search(document: Document, grid: TableGrid) -> dict[Element, list[TableCell]]:
    """Return for each cell the headers that the search finds to its left and above, and those of its groups; some more than once."""
    budget = _Budget(20_000 + 16 * len(grid.cells))
    directions = _directions(document, grid)
    found: dict[Element, list[TableCell]] = {cell.element: [] for cell in grid.cells}
    bands = _bands(grid)
    across = sorted(grid.cells, key=lambda cell: (cell.column, cell.row))
    down = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    _sweep(across, lambda cell: cell.rows, lambda cell: (cell.row, cell.row_span), directions, "row", budget, found)
    _sweep(down, bands, lambda cell: (cell.column, cell.column_span), directions, "col", budget, found)
    _add_groups(grid, directions, budget, found)
    return found


def _sweep(
    cells: Sequence[TableCell],
    lines_of: Callable[[TableCell], Iterable[int]],
    place_of: Callable[[TableCell], tuple[int, int]],
    directions: Mapping[Element, str],
    along: str,
    budget: _Budget,
    found: Mapping[Element, list[TableCell]],
) -> None:
    """Walk all lines at once from their beginnings, keeping for each what a search back from here would find.

    Equal to the "internal algorithm for scanning and assigning header cells" from each cell: headers that stand together
    all apply; those of a block further back apply unless a nearer block has one of the same place and width.
    """
    lines: defaultdict[int, _Line] = defaultdict(_Line)
    for cell in cells:
        place = place_of(cell)
        ours = found[cell.element]
        applies = cell.is_header and directions[cell.element] in (along, "both")
        for number in lines_of(cell):
            line = lines[number]
            budget.spend(1 + len(line.run) + len(line.visible))
            if cell.is_header:
                ours += line.run
                ours += [one for one in line.visible if (key := place_of(one)) not in line.keys and key != place]
                line.keys.add(place)
                if applies:
                    line.run.append(cell)
            else:
                if line.keys:
                    line.visible = [one for one in line.visible if place_of(one) not in line.keys] + line.run
                    line.run, line.keys = [], set()
                ours += line.visible


def _add_groups(grid: TableGrid, directions: Mapping[Element, str], budget: _Budget, found: Mapping[Element, list[TableCell]]) -> None:
    """Add the headers of row groups and column groups that begin at or before a cell's last row and column."""
    by_rows: defaultdict[int, list[TableCell]] = defaultdict(list)
    by_columns: defaultdict[int, list[TableCell]] = defaultdict(list)
    starts = [group.start for group in grid.column_groups]

    def column_group(cell: TableCell) -> int | None:
        number = bisect_right(starts, cell.column) - 1
        return number if number >= 0 and cell.column in grid.column_groups[number] else None

    for header in grid.cells:
        if header.is_header and directions[header.element] == "rowgroup":
            by_rows[grid.row_groups[header.row]].append(header)
        elif header.is_header and directions[header.element] == "colgroup" and (number := column_group(header)) is not None:
            by_columns[number].append(header)
    if not by_rows and not by_columns:
        return
    for cell in grid.cells:
        number = column_group(cell)
        near = by_rows.get(grid.row_groups[cell.row], []) + (by_columns.get(number, []) if number is not None else [])
        budget.spend(len(near))
        found[cell.element] += [
            header
            for header in near
            if header is not cell and header.column < cell.column + cell.column_span and header.row < cell.row + cell.row_span
        ]


def _bands(grid: TableGrid) -> Callable[[TableCell], range]:
    """Return a function that gives the runs of columns a cell covers, cut where any cell begins or ends: few even for wide spans."""
    edges = sorted({edge for cell in grid.cells for edge in (cell.column, cell.column + cell.column_span)})
    return lambda cell: range(bisect_left(edges, cell.column), bisect_left(edges, cell.column + cell.column_span))


def _directions(document: Document, grid: TableGrid) -> Mapping[Element, str]:
    """Return where each header applies."""
    return document.memo(("table directions", grid.element), lambda: _decide(grid))


def _decide(grid: TableGrid) -> dict[Element, str]:
    """Read the scope of each header, or else whether its rows, or its columns, hold no data cells.

    Where both hold some, empty data cells are left out of account; where that decides nothing, it is both directions.
    """
    bands = _bands(grid)
    all_data = [cell for cell in grid.cells if not cell.is_header]
    full_data = [cell for cell in all_data if not cell.is_empty]
    tests = [(_none_in(data, lambda cell: cell.rows), _none_in(data, bands)) for data in (all_data, full_data)]
    found: dict[Element, str] = {}
    for cell in grid.cells:
        if cell.is_header:
            found[cell.element] = cell.scope or _direction(cell.rows, bands(cell), tests)
    return found


_Test = Callable[[range], bool]


def _direction(rows: range, columns: range, tests: Sequence[tuple[_Test, _Test]]) -> str:
    strictly, leniently = tests
    if strictly[0](rows):
        return "col"
    if strictly[1](columns):
        return "row"
    is_column, is_row = leniently[0](rows), leniently[1](columns)
    return "both" if is_column == is_row else "col" if is_column else "row"


def _none_in(cells: Sequence[TableCell], lines_of: Callable[[TableCell], range]) -> _Test:
    """Return a test that tells whether none of the cells covers any line of a range."""
    changes: defaultdict[int, int] = defaultdict(int)
    for cell in cells:
        lines = lines_of(cell)
        changes[lines.start] += 1
        changes[lines.stop] -= 1
    starts = sorted(changes)
    covering = list(accumulate(changes[start] for start in starts))  # how many cells cover the lines from each start on
    filled = [0]  # the lines that are covered before each start
    for number, start in enumerate(starts[:-1]):
        filled.append(filled[-1] + (starts[number + 1] - start if covering[number] else 0))

    def covered_before(line: int) -> int:
        number = bisect_right(starts, line) - 1
        return 0 if number < 0 else filled[number] + (line - starts[number] if covering[number] else 0)

    return lambda lines: covered_before(lines.stop) == covered_before(lines.start)
