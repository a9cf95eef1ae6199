"""Look for each id that a cell names among the cells of its table; a wrong id is told once for a table."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, grid, grid_of


def check(context: Context, cell: Element) -> Iterator[Miss]:
    document = context.document
    own = grid_of(document, cell)
    if own is None:
        return
    table = own.element
    cells = document.memo(("td-headers-ref", table), lambda: _cells_by_id(document, table))
    told: dict[tuple[Element, str], Element] = document.memo("td-headers-ref: told", dict)
    for name in dict.fromkeys((cell.get("headers") or "").split()):
        if any(one is not cell for one in cells.get(name, ())):
            continue
        bearers = document.index.by_id.get(name)
        if cells.get(name):
            yield Miss(name, reason="names-itself")
        elif told.setdefault((table, name), cell) is not cell:
            continue
        elif not bearers:
            yield Miss(name, reason="no-such-id")
        elif grid_of(document, bearers[0]) is not None:
            yield Miss(name, reason="other-table")
        else:
            yield Miss(name, document.snippet(bearers[0], 60), "no-cell")


def _cells_by_id(document: Document, table: Element) -> Mapping[str, list[Element]]:
    """Return the first two cells of the table that have each id."""
    found: dict[str, list[Element]] = {}
    known = grid(document, table)
    for cell in known.cells if known else ():
        bearers = found.setdefault(cell.element.get("id") or "", [])
        if len(bearers) < 2:
            bearers.append(cell.element)
    return found
