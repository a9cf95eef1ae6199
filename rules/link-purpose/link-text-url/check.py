"""Find links whose text is an address, a file name or punctuation; the first of each kind is told, with the number of others."""

import re
from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, address_of, elements_with_role, is_exposed

ENDINGS = "pdf|docx?|xlsx?|pptx?|csv|zip|html?|aspx?|php|jpe?g|png"
LONG = 40  # characters; shorter addresses are written to be read and typed
KINDS = {
    # Marks of notes (* † ^) lead to a place on the page and are left out below.
    "signs": re.compile(r"[^\w\s](?:\s*[^\w\s]){0,9}"),
    "file-name": re.compile(rf"[^\s/:?]{{0,120}}\w[_.-][^\s/:?]{{0,120}}\.(?:{ENDINGS})", re.IGNORECASE),
    "address": re.compile(rf"(?=\S{{{LONG}}})(?:https?://|www\.)[^\s/]+/\S*", re.IGNORECASE),
}


def check(context: Context, link: Element) -> Iterator[Miss]:
    document = context.document
    found = document.memo("link-text-url", lambda: _found(document)).get(link)
    if found is not None:
        yield found


def _found(document: Document) -> Mapping[Element, Miss]:
    links: dict[str, list[Element]] = {}
    for link in elements_with_role(document, "link"):
        if is_exposed(document, link) and (kind := _kind(accessible_name(document, link), address_of(link))):
            links.setdefault(kind, []).append(link)
    return {of_kind[0]: _miss(document, kind, of_kind) for kind, of_kind in links.items()}


def _kind(name: str, address: str) -> str | None:
    if not name or len(name) > 300 or address.lower().startswith("mailto:"):
        return None
    kind = next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(name)), None)
    return None if kind == "signs" and (address.startswith("#") or not address) else kind


def _miss(document: Document, kind: str, links: list[Element]) -> Miss:
    others = len(links) - 1
    more = f", and so is that of {others} more link{'s' if others > 1 else ''}" if others else ""
    return Miss(accessible_name(document, links[0]), reason=kind, words={"others": more})
