"""Find what is shown before the banner: the first line or named image that is no skip link and no alert."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Any

from govpagecheck.rule_api import Context, Element, Miss

SKIP = re.compile(r"(?:skip|jump|saltar|passer)\b|(?:ir|pasar) al\b|aller (?:au|à)\b", re.IGNORECASE)
SKIP_NAME = re.compile(r"skip", re.IGNORECASE)
ALERT = re.compile(r"(?:^|[\s_-])(?:alerts?|emergency)(?:$|[\s_-])", re.IGNORECASE)
COOKIES = re.compile(r"cookie|consent", re.IGNORECASE)
# Classes that common style sheets hide or show elsewhere: in print, in a window over the page.
UNSEEN = frozenset(
    "sr-only usa-sr-only visually-hidden visuallyhidden u-visually-hidden screen-reader-text screen-reader-only element-invisible "
    "offscreen show-for-sr hidden hide d-none display-none modal print-only visible-print visible-print-block".split()
)
DEEPEST = 40


def check(context: Context, banner: Any) -> Iterator[Miss]:
    above = {banner.element, *banner.element.iterancestors()}
    for text, element in _before(context, banner.element):
        if element in above:
            continue
        around = list(takewhile(lambda one: one not in above, islice((element, *element.iterancestors()), DEEPEST)))
        if any(_is_unseen(one) for one in around) or _is_skip_link(text, around):
            continue
        yield Miss(text, reason="after-alert" if _is_alert(text, around) else "not-first")


def _before(context: Context, banner: Element) -> Iterator[tuple[str, Element]]:
    """Yield the lines and the named images before the banner, with their elements."""
    document, order = context.document, context.document.index.order
    start = order[banner]
    for line in document.lines:
        if order.get(line.element, 0) >= start:
            break
        if not line.is_hidden and any(letter.isalnum() for letter in line.text):
            yield line.text, line.element
    for image in document.index.by_tag["img"]:
        if order[image] >= start:
            break
        if (text := (image.get("alt") or "").strip()) and not document.is_hidden(image):
            yield text, image


def _is_unseen(element: Element) -> bool:
    is_window = element.tag == "dialog" or element.get("role") in ("dialog", "alertdialog")
    return is_window or not UNSEEN.isdisjoint((element.get("class") or "").split())


def _is_skip_link(text: str, around: list[Element]) -> bool:
    if SKIP.match(text) and len(text) <= 200:
        return True
    for one in around:
        if one.tag == "a" and (one.get("href") or "").startswith("#") and len(one.get("href")) > 1:
            return True
        if any(SKIP_NAME.search(one.get(name) or "") for name in ("class", "id")):
            return True
    return False


def _is_alert(text: str, around: list[Element]) -> bool:
    words = [text, *(one.get(name) or "" for one in around for name in ("class", "id"))]
    if any(COOKIES.search(word) for word in words):
        return False
    return any(one.get("role") == "alert" for one in around) or any(ALERT.search(word) for word in words[1:])
