"""Find links whose text is an address, a file name or punctuation; the first of each kind is told, with the number of others."""

import re
from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, address_of

ENDINGS = "pdf|docx?|xlsx?|pptx?|csv|zip|html?|aspx?|php|jpe?g|png"
LONG = 40  # characters; shorter addresses are written to be read and typed
KINDS = {
    # Marks of notes (* † ^) lead to a place on the page and are left out below.
    "signs": re.compile(r"[^\w\s](?:\s*[^\w\s]){0,9}"),
    "file-name": re.compile(rf"[^\s/:?]{{0,120}}\w[_.-][^\s/:?]{{0,120}}\.(?:{ENDINGS})", re.IGNORECASE),
    "address": re.compile(rf"(?=\S{{{LONG}}})(?:https?://|www\.)[^\s/]+/\S*", re.IGNORECASE),
}


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss]]:
    document = context.document
    found: dict[str, list[Element]] = {}
    for link in links:
        if kind := _kind(accessible_name(document, link), link):
            found.setdefault(kind, []).append(link)
    for kind, of_kind in found.items():
        yield of_kind[0], _miss(document, kind, of_kind)


def _kind(name: str, link: Element) -> str | None:
    if not name or len(name) > 300 or (name[0].isalnum() and "." not in name and "/" not in name):
        return None
    kind = next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(name)), None)
    address = address_of(link) if kind else ""
    if address.lower().startswith("mailto:"):
        return None
    return None if kind == "signs" and (address.startswith("#") or not address) else kind


def _miss(document: Document, kind: str, links: list[Element]) -> Miss:
    others = len(links) - 1
    more = f", and so is that of {others} more link{'s' if others > 1 else ''}" if others else ""
    return Miss(accessible_name(document, links[0]), reason=kind, words={"others": more})
