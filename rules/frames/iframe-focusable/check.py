"""Look for something to operate in the page that `srcdoc` holds; what is behind `src` only a browser can see."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Element,
    Miss,
    is_aria_hidden,
    is_inert,
    is_tabbable,
    is_visible,
    page_in,
    style,
)

NOT_HERE = CannotTell(
    "needs-browser", "this frame is out of the tab order; whether its page has links, buttons or fields is to be seen where it is loaded"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    if is_inert(document, target) or _is_pixel(context, target):
        return
    page = page_in(document, target)
    if page is not None:
        inside = (one for one in page.index.elements if one.tag != "iframe" and is_tabbable(page, one) and is_visible(page, one))
        found = next(inside, None)
        if found is not None:
            yield Miss(f"`{page.snippet(found, 80)}`", reason="out-of-tab-order")
    elif target.get("srcdoc", target.get("src", "")).strip() not in ("", "about:blank") and not is_aria_hidden(document, target):
        yield NOT_HERE


def _is_pixel(context: Context, frame: Element) -> bool:
    size = style(context.document, frame)
    return all(_is_tiny(length, frame.get(name, "")) for length, name in ((size.width, "width"), (size.height, "height")))


def _is_tiny(length: object, attribute: str) -> bool:
    """True for at most one pixel, as a style sheet says or else the attribute."""
    if length == "auto" and (written := re.match(r"\s*([0-9]{1,5}(?:\.[0-9]{1,5})?)(?!%)", attribute)):
        return float(written[1]) <= 1
    return isinstance(length, float) and length <= 1
