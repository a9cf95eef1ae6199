"""Look for a heading outside of the blocks that sites repeat, on pages whose content comes after such blocks."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Element,
    Miss,
    accessible_name,
    blocks_before_content,
    comparable,
    find_part,
    headings,
    is_in_repeated_block,
    is_visible,
)

BY_SCRIPT = CannotTell("rendered-by-script", "scripts or web components write parts of the page, and perhaps the headings of its content")
NOT_SEEN = CannotTell(
    "needs-browser", "the headings of the content are for screen readers only; whether others see where it begins, a browser shows"
)
NO_HEADING = CannotTell(
    "needs-person", "the page has no heading at all, of which title-h1-one speaks; whether its content needs one, a person must judge"
)


def check(context: Context, _: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    if blocks_before_content(document).block is None:
        return
    exposed = [one.element for one in headings(document) if one.is_exposed]
    own = [one for one in exposed if not is_in_repeated_block(document, one)]
    if any(is_visible(document, one) and accessible_name(document, one) for one in own):
        return
    filled = [one for one in exposed if accessible_name(document, one)]
    page: Any = find_part(document, "metadata")
    # Some designs put the page's title into the header.
    has_title = any(comparable(accessible_name(document, one)) == page.title_parts[0] for one in filled) if page.title_parts else False
    if has_title:
        return
    if page.is_app_shell or any("-" in tag for tag in document.index.by_tag):
        yield BY_SCRIPT
    elif any(accessible_name(document, one) for one in own):
        yield NOT_SEEN
    elif filled:
        yield Miss(accessible_name(document, filled[0]), reason="only-elsewhere", element=filled[0])
    else:
        yield NO_HEADING
