"""Tell the first style attribute that sets the colour of text without its background, and how many more there are."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, is_visible, style_attribute

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
    has_background = any(style_attribute(element, name) for name in ("background-color", "background-image"))
    return not has_background and is_visible(context.document, element) and context.document.dom_text(element) != ""
