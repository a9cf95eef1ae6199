"""Read the first HTML title, which browsers show wherever it stands; one that a script may write cannot be told."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, find_part

BY_SCRIPT = CannotTell("rendered-by-script", "the served page is an empty frame without a title; its script may write one")


def check(context: Context, _: Element) -> Iterator[Miss | CannotTell]:
    metadata: Any = find_part(context.document, "metadata")
    if metadata.title is not None:
        return
    title = next((one for one in context.document.index.by_tag["title"] if one.tag == "title"), None)
    if metadata.is_app_shell:
        yield BY_SCRIPT
    elif title is not None:
        yield Miss(reason="empty-title", element=title)
    else:
        yield Miss(reason="missing-title")
