"""Count the main landmarks, and stop where a script writes the page."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Document, Miss, is_tabbable, landmarks, mains

BY_SCRIPT = CannotTell("rendered-by-script", "the served page is an empty frame; a script writes its content and the main landmark")


def check(context: Context, page: Any) -> Iterator[Miss | CannotTell]:
    found = mains(context.document)
    if not found and page.is_app_shell:
        yield BY_SCRIPT
    elif not found and _has_more_than_text(context.document):
        yield Miss(reason="no-main")
    for second in found[1:]:
        yield Miss(reason="several-main", element=second, words={"count": str(len(found))})


def _has_more_than_text(document: Document) -> bool:
    """True with links, controls or landmarks; a page of text alone has nothing from which to tell its content."""
    return bool(landmarks(document)) or any(is_tabbable(document, one) for one in document.index.elements)
