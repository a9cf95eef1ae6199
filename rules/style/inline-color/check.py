"""Tell the first style attribute that sets the colour of text without its background, and how many more there are."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss, is_exposed, is_visible, style_attribute

NEAR = 5
OPEN = ("inherit", "initial", "unset", "revert", "revert-layer", "currentcolor", "transparent")


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    alone = document.memo("text colours alone", lambda: [one for one in document.index.by_attribute["style"] if _is_alone(context, one)])
    if alone and target is alone[0]:
        others = f", and so do {len(alone) - 1} more on this page" if len(alone) > 1 else ""
        color = style_attribute(target, "color")
        yield Miss(reason="text-colour-alone", found=color.text if color else "", words={"others": others})


def _is_alone(context: Context, element: Element) -> bool:
    color = style_attribute(element, "color")
    if color is None or color.text.lower() in OPEN or element.tag[0] == "{":
        return False
    if not is_exposed(context.document, element) or not is_visible(context.document, element):
        return False
    return context.document.dom_text(element) != "" and not _has_background(element)


def _has_background(element: Element) -> bool:
    """True where the element or one near above it sets a background in its style attribute too."""
    near = (element, *islice(element.iterancestors(), NEAR))
    return any(one.get("style") and style_attribute(one, name) for one in near for name in ("background-color", "background-image"))
