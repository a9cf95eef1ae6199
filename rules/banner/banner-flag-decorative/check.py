"""Judge the text alternative of the flag; one that an ancestor hides from assistive technology hurts nobody."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss, comparable

FILE = re.compile(r"\S+\.(?:png|svg|gif|jpe?g|webp)|\w+_\w+", re.IGNORECASE)
SVG = "{http://www.w3.org/2000/svg}"
DEEPEST = 12


def check(_: Context, flag: Element) -> Iterator[Miss]:
    if any(one.get("aria-hidden") == "true" for one in islice((flag, *flag.iterancestors()), DEEPEST)):
        return
    image = next(flag.iter("img"), flag)
    text = comparable(_name(image))
    if not text and image.tag == "img" and image.get("alt") is None and image.get("role") not in ("presentation", "none"):
        yield Miss(reason="no-alt")
    elif FILE.fullmatch(text):
        yield Miss(text, reason="file-name-alt")
    elif text == "U.S. flag":
        yield Miss(text, reason="outdated-alt")
    elif text:
        yield Miss(text, reason="not-decorative")


def _name(image: Element) -> str:
    title = next(image.iter(f"{SVG}title"), None)
    if image.get("alt") == "":
        return ""
    return image.get("alt") or image.get("aria-label") or image.get("title") or (title.text if title is not None and title.text else "")
