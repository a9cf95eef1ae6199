"""Compare the marks and links of a trail with its last step: only this page is current, and needs no link to itself."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from govpagecheck.rule_api import Context, Miss, comparable, find_part, without_ellipsis

INDEX = re.compile(r"(?:index|default|home)\.\w{2,5}$", re.IGNORECASE)


def check(context: Context, last: Any) -> Iterator[Miss]:
    trail: Any = find_part(context.document, "breadcrumb")
    for item in trail.items[:-1]:
        if _is_marked(item):
            yield Miss(item.text, last.text, "current-elsewhere", item.element)
    if _is_marked(last) and last.current != "page":
        yield Miss(last.current, "page", "wrong-aria-current")
    if last.href is None and not _is_marked(last):
        yield Miss(last.text, reason="no-aria-current")
    elif last.href is not None:
        if _is_marked(last):
            yield Miss(last.text, reason="linked-current")
        elif _is_this_page(context, last):
            yield Miss(last.text, reason="current-is-link")


def _is_marked(item: Any) -> bool:
    return item.current not in (None, "", "false")


def _is_this_page(context: Context, last: Any) -> bool:
    """The address decides where the page's own is known; else a step with the title's words is this page."""
    page: Any = find_part(context.document, "metadata")
    own = context.document.url or (page.canonical.text if page.canonical else "")
    if last.href.startswith("#"):
        return True
    if own and not last.href.lower().startswith("javascript:"):
        try:
            return _place(urljoin(own, last.href)) == _place(own)
        except ValueError:  # an address that no browser can read leads nowhere
            return False
    text = without_ellipsis(last.text)
    step = comparable(text).casefold()
    titles = [comparable(heading.text).casefold() for heading in page.headings_1]
    is_heading = step in titles or (text != last.text and any(title.startswith(step) for title in titles))
    # A heading that the document's title does not know is a section's, printed on all of its pages.
    return is_heading and (page.title is None or step in comparable(page.title.text).casefold())


def _place(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    return (parts.netloc.lower().removeprefix("www."), INDEX.sub("", parts.path).rstrip("/"), parts.query)
