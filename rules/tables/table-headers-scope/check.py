"""Find tables that have headers in two directions, some without a word where they apply."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, direction, grid


def check(context: Context, table: Element) -> Iterator[Miss]:
    document = context.document
    cells = grid(document, table)
    headers = [one for one in cells.cells if one.is_header and not one.is_empty] if cells and cells.is_whole else []
    silent = [one for one in headers if not one.scope]
    if not cells or not silent or any(one.element.get("headers") for one in cells.cells):
        return
    if not {"col", "row"} <= {(direction(document, one.element) or "")[:3] for one in headers}:
        return
    more = f" The same is true of {len(silent) - 1} more." if len(silent) > 1 else ""
    yield Miss(document.exposed_text(silent[0].element), reason="no-scope", element=silent[0].element, words={"more": more})
