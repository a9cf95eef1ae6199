"""Read the value and the place of a scope; a mistake that a table repeats is told once."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

SCOPES = ("col", "row", "colgroup", "rowgroup")


def check(context: Context, element: Element) -> Iterator[Miss]:
    scope = (element.get("scope") or "").strip()
    if element.tag not in ("td", "th"):
        reason = "no-cell"
    elif scope.lower() not in SCOPES:
        reason = "unknown-value"
    elif element.tag == "td":
        reason = "no-header-cell"
    else:
        return
    told: dict[object, Element] = context.document.memo("scope-valid", dict)
    table = next(element.iterancestors("table"), None)
    if told.setdefault((table, reason, scope), element) is element:
        yield Miss(scope, reason=reason)
