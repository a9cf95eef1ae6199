"""Read the tooltip of an image that screen readers pass over, unless the link, button or figure around it says the same."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, accessible_name, comparable


def check(context: Context, target: Element) -> Iterator[Miss]:
    title = comparable(target.get("title", ""))
    if not title:
        return
    around = context.document.closest(target, "a", "button", "figure")
    said = accessible_name(context.document, around) if around is not None else ""
    if title.casefold() not in comparable(said).casefold():
        yield Miss(title, reason="title-unheard")
