"""Compare the addresses of the steps between home and this page with each other and with the page's own."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

from govpagecheck.rule_api import CannotTell, Context, Miss, find_part

NOT_AN_ADDRESS = ("#", "javascript:", "mailto:")
INDEX = re.compile(r"(?:pages/)?(?:index|default|home)\.\w{2,5}$")  # SharePoint keeps it in a folder of its own


def check(context: Context, _last: object) -> Iterator[Miss | CannotTell]:
    trail: Any = find_part(context.document, "breadcrumb")
    page: Any = find_part(context.document, "metadata")
    own = context.document.url or (page.canonical.text if page.canonical else "")
    between = [item for item in trail.items[1:-1] if item.href is not None and not item.href.strip().lower().startswith(NOT_AN_ADDRESS)]
    if not between:
        return
    if not own.lower().startswith(("http://", "https://")):
        yield CannotTell("needs-url", "the page's address decides whether the trail follows it, and it was not given (--url)")
        return
    here = _place(own, own)
    steps = [(item, _place(own, item.href)) for item in between]
    same_site = [(item, place) for item, place in steps if place and here and place[0] == here[0]]
    for (item, (_, path)), (_, (_, later)) in pairwise(same_site):
        if path != later and path.startswith(later):
            yield Miss(path, later, "narrow-before-wide", item.element, {"step": item.text})
    for item, (_, path) in same_site:
        if here and not here[1].startswith(path):
            yield Miss(path, here[1], "other-way", item.element, {"step": item.text})


def _place(own: str, address: str) -> tuple[str, str] | None:
    """Return host and path of an address in lower case, the path with a slash at its end; None where no browser can read it."""
    try:
        parts = urlsplit(urljoin(own, address.strip()).lower())
    except ValueError:
        return None
    return parts.netloc.removeprefix("www."), INDEX.sub("", parts.path).rstrip("/") + "/"
