"""Look for what leads past the blocks before the content: a main landmark, a heading, or a link to a place on the page."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    blocks_before_content,
    elements_with_role,
    find_part,
    headings,
    is_exposed,
    is_in_repeated_block,
    landmarks,
    target_on_page,
)

BY_SCRIPT = CannotTell(
    "rendered-by-script", "scripts or web components write parts of the page, and with them what may lead past its menus"
)
BY_TOGGLE = CannotTell(
    "needs-browser", "a button or script before the content may hide the blocks that come before it; whether it does, only a browser shows"
)
MANY = 5  # controls; fewer without a landmark are no block
BLOCKS = {"navigation": "the navigation", "banner": "the header", "complementary": "the sidebar", "search": "the search"}


def check(context: Context, _: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    before = blocks_before_content(document)
    if (before.block is None and before.controls < MANY) or _has_bypass(document):
        return
    page: Any = find_part(document, "metadata")
    if page.is_app_shell or any("-" in tag for tag in document.index.by_tag):
        yield BY_SCRIPT
    elif _has_toggle(document):
        yield BY_TOGGLE
    else:
        passed = [BLOCKS[before.block.role]] if before.block else []
        passed += [f"the {before.controls} links and controls before the content"] if before.controls > 1 else []
        yield Miss(" and ".join(passed), reason="no-bypass", element=before.block.element if before.block else None)


def _has_bypass(document: Document) -> bool:
    if any(one.role in ("main", "region", "form") for one in landmarks(document)):
        return True
    if any(
        one.is_exposed and accessible_name(document, one.element) and not is_in_repeated_block(document, one.element)
        for one in headings(document)
    ):
        return True
    return any(target_on_page(document, one) is not None for one in elements_with_role(document, "link") if is_exposed(document, one))


def _has_toggle(document: Document) -> bool:
    index = document.index
    scripted = [one for name in ("onclick", "aria-controls", "aria-expanded") for one in index.by_attribute[name]]
    return any(is_exposed(document, one) for one in (*scripted, *index.by_tag["button"], *index.by_tag["summary"]))
