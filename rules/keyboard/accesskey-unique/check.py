"""Report the first of several elements with one key that differ; browsers do not tell large letters from small ones."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, is_rendered


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    key = _key(target)
    found = document.memo("accesskey-unique", lambda: _by_key(document))[key]
    if len(found) > 1 and target is found[0]:
        name = accessible_name(document, found[1])
        words = f"a `{found[1].tag}` (“{name}”)" + (f" and {len(found) - 2} more" if len(found) > 2 else "")
        yield Miss(key, reason="twice", words={"others": words})


def _by_key(document: Document) -> dict[str, list[Element]]:
    """Return {key: the elements that have it}, one of several links to one place, such as the logo for narrow screens."""
    found: dict[str, dict[object, Element]] = {}
    for element in document.index.by_attribute["accesskey"]:
        if is_rendered(document, element):
            found.setdefault(_key(element), {}).setdefault(_leads(document, element), element)
    return {key: list(elements.values()) for key, elements in found.items()}


def _leads(document: Document, element: Element) -> object:
    return (accessible_name(document, element) or element.get("href") or element) if element.tag == "a" else element


def _key(element: Element) -> str:
    return element.get("accesskey", "").strip().lower()
