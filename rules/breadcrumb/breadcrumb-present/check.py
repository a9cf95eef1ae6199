"""Ask for a trail where the kind of page or the depth of its address says that the site has levels."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Miss, find_part

KINDS = {"news": "news", "archived": "archived", "form": "a form"}
GUESSED = ("news", "archived")  # a form that is guessed may be the frame of the whole page
NO_LEVEL = re.compile(r"\d+|[a-z]{2}(?:-[a-z]{2,4})?|(?:index|default|home)\.\w{2,5}", re.IGNORECASE)
COMPONENT = re.compile(r"-breadcrumbs?$")
LEVELS = 3


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    place = _place(context)
    trail: Any = find_part(context.document, "breadcrumb")
    if place is None or (trail is not None and trail.items and not context.document.is_hidden(trail.element)):
        return
    if any(COMPONENT.search(tag) for tag in context.document.index.by_tag):
        yield RENDERED_BY_SCRIPT
    elif trail is not None and not trail.items:
        yield Miss(" > ".join(trail.structured), reason="not-shown", element=trail.element)
    else:
        yield Miss(place, reason="missing-trail")


def _place(context: Context) -> str | None:
    """Return what says that a trail helps here: the kind of page, or folders in the address; numbers and languages are none."""
    guessed: Any = find_part(context.document, "page_type")
    if kind := KINDS.get(context.page_type or (guessed.value if guessed.value in GUESSED else "")):
        return kind
    page: Any = find_part(context.document, "metadata")
    try:
        parts = urlsplit(context.document.url or (page.canonical.text if page.canonical else ""))
    except ValueError:
        return None
    path = parts.path if parts.netloc else ""
    levels = [one for one in path.split("/") if one and not NO_LEVEL.fullmatch(one)]
    return f"{len(levels)} levels deep (“{path}”)" if len(levels) >= LEVELS else None
