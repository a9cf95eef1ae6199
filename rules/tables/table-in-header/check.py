"""Find the tables that are nearer to a header cell than to any other cell."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, elements_with_role, is_exposed

TABLES = ("table", "grid", "treegrid")
CELLS = ("td", "th")


def check(context: Context, header: Element) -> Iterator[Miss]:
    document = context.document
    if header in document.memo("table-in-header", lambda: _holders(document)):
        yield Miss(reason="table-inside")


def _holders(document: Document) -> frozenset[Element]:
    tables = (one for one in elements_with_role(document, *TABLES) if is_exposed(document, one))
    return frozenset(cell for table in tables if (cell := next(table.iterancestors(*CELLS), None)) is not None)
