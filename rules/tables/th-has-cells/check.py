"""Ask the table model which cells a header applies to; a table that a script fills cannot be told."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, cell_of, cells_of, grid_of, is_exposed

BY_SCRIPT = CannotTell("rendered-by-script", "the table holds header cells only; a script of the page may fill it with data")
ALONG = {"col": "its column has no other cell", "row": "its row has no other cell", "": "neither its column nor its row has a cell for it"}


def check(context: Context, header: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    table, cell = grid_of(document, header), cell_of(document, header)
    if table is None or cell is None or cells_of(document, header) != () or header.get("id") in _labels(document):
        return
    if all(one.is_header for one in table.cells):
        if next((one.element for one in table.cells if is_exposed(document, one.element)), header) is header:
            yield from [BY_SCRIPT] if document.index.by_tag.get("script") else [Miss(reason="headers-only")]
        return
    yield Miss(ALONG.get(cell.scope[:3], ALONG[""]), reason="no-cells")


def _labels(document: Document) -> frozenset[str]:
    """Return the ids that cells name with aria-labelledby, the other way to give a cell its header."""

    def find() -> frozenset[str]:
        cells = (one for one in document.index.by_attribute.get("aria-labelledby", ()) if grid_of(document, one) is not None)
        return frozenset(name for cell in cells for name in (cell.get("aria-labelledby") or "").split())

    return document.memo("th-has-cells: labels", find)
