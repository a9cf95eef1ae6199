"""Guess from type or file name what the object shows, and read its name; documents have texts of their own."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, accessible_name

KINDS = (
    (re.compile(r"image/(?!svg)|\.(?:png|jpe?g|gif|webp|avif|bmp|ico|tiff?)$"), "a picture"),
    (re.compile(r"audio/|\.(?:mp3|wav|ogg|oga|m4a|aac|flac|wma|midi?)$"), "a sound"),
    (re.compile(r"video/|\.(?:mp4|m4v|webm|ogv|mov|avi|wmv|mpe?g)$"), "a film"),
)
DRAWING = re.compile(r"image/svg|\.svgz?$")
HAS_OWN_TEXT = CannotTell(
    "needs-person", "this `object` shows an SVG drawing and has no name; look whether the drawing has a title of its own"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    if accessible_name(context.document, target):
        return
    address = target.get("data", "").strip().lower()
    path = address[5:].partition(",")[0] if address.startswith("data:") else address.partition("?")[0].partition("#")[0]
    kind = target.get("type", "").strip().lower() or path
    shown = next((name for pattern, name in KINDS if pattern.search(kind)), None)
    if shown is None:
        if DRAWING.search(kind):
            yield HAS_OWN_TEXT
    elif target.get("aria-labelledby", "").strip():
        yield Miss(shown, reason="empty-reference")
    else:
        yield Miss(shown, reason="alt-attribute" if target.get("alt", "").strip() else "no-name")
