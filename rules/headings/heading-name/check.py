"""Say why a heading has no name; one that the role of its parent makes plain text is none."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss, accessible_name, headings, normalise

PICTURES = ("img", "{http://www.w3.org/2000/svg}svg", "input", "object", "canvas", "video")
NO_TEXT = ("script", "style", "template")
LOOKED_AT = 100  # elements inside a heading: as many as anyone writes


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    levels = document.memo("heading-name", lambda: {one.element: one.level for one in headings(document) if one.is_exposed})
    if element not in levels or accessible_name(document, element):
        return
    inside = [one for one in islice(element.iter("*"), LOOKED_AT) if one.tag not in NO_TEXT]
    pieces = [text for one in inside for text in (one.text, one.tail if one is not element else "") if text]
    text = normalise(" ".join(pieces))
    words = {"level": str(levels[element])}
    if (element.get("aria-labelledby") or "").strip():
        yield Miss("its `aria-labelledby` leads to no text", reason="no-name", words=words)
    elif text:
        yield Miss(f"its text “{text}” is hidden from them", reason="no-name", words=words)
    elif any(one.tag in PICTURES for one in inside):
        yield Miss("it holds a picture without an alternative and no text", reason="no-name", words=words)
    else:
        yield Miss(reason="empty", words=words)
