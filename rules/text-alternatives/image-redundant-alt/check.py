"""Compare the image's name with the text of the nearest link, button, caption, paragraph, heading, item or cell around it."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, accessible_name, comparable, is_certain, is_exposed

KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("dd", "dt", "li"), "item"),
    "a": "link",
    "button": "button",
    "figure": "figure",
    "label": "label",
    "p": "paragraph",
    "summary": "summary",
}
MOST_INSIDE = 30  # an element that holds more holds more text than an image has
MOST_LEVELS = 8
EITHER_OR = CannotTell(
    "unread-sheets", "the text alternative of this image is also the text beside it; a style sheet that was not read may show only one"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    name = comparable(accessible_name(context.document, target)).casefold()
    for around in islice(target.iterancestors(), MOST_LEVELS) if name else ():
        inside = list(islice(around.iter("*"), MOST_INSIDE))
        if len(inside) == MOST_INSIDE:
            return
        kind = KINDS.get(around.tag)
        text = comparable(context.document.exposed_text(around)).casefold() if kind else ""
        if kind and text:
            if text == name and not any(around.get(key, "").strip() for key in ("aria-label", "aria-labelledby")):
                yield from _judge(context, target, kind, [one for one in inside if (one.text or "").strip()])
            return


def _judge(context: Context, image: Element, kind: str, holders: list[Element]) -> Iterator[Miss | CannotTell]:
    """Yield the miss, unless the text is hidden, or image and text both have a class by which a sheet may choose between them."""
    if not is_certain(context.document) and image.get("class") and any(one.get("class") for one in holders):
        yield EITHER_OR
    elif all(is_exposed(context.document, one) for one in holders):
        yield Miss(accessible_name(context.document, image), kind, "repeats-text")
