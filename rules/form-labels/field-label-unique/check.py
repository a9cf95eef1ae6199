"""Look for an earlier field of the same kind and name in the same group of the form, with no heading between them."""

from bisect import bisect
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, comparable, headings, input_type, is_exposed, role

# What stands in a row, an item or a section of its own is told apart by it.
APART = (
    "article",
    "aside",
    "dd",
    "details",
    "dialog",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "li",
    "nav",
    "search",
    "section",
    "td",
    "tr",
)
GROUPS = ("article", "group", "listitem", "radiogroup", "region", "row", "search", "tabpanel", "toolbar")


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    if target in document.memo("field-label-unique", lambda: _repeated(document)):
        yield Miss(accessible_name(document, target), reason="same-label")


def _repeated(document: Document) -> set[Element]:
    index = document.index
    places = [index.order[one.element] for one in headings(document)]
    seen: set[object] = set()
    found: set[Element] = set()
    fields = [one for tag in ("input", "select", "textarea") for one in index.by_tag.get(tag, ()) if one.tag == tag]
    for field in sorted(fields, key=index.order.__getitem__):
        name = comparable(accessible_name(document, field)).casefold()
        if not name or not is_exposed(document, field) or next(field.iterancestors("form"), None) is None:
            continue
        kind = input_type(field) if field.tag == "input" else field.tag
        if kind in ("checkbox", "radio") or role(document, field) == "button":
            continue
        key = (kind, name, _group(document, field), bisect(places, index.order[field]), field.get("aria-describedby", ""))
        if key in seen:
            found.add(field)
        seen.add(key)
    return found


def _group(document: Document, field: Element) -> Element | None:
    return next((one for one in field.iterancestors() if one.tag in APART or role(document, one) in GROUPS), None)
