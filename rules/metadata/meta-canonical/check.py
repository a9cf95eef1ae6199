"""Judge the canonical links: place, number, form, and host where the page's own address is known."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, find_part

NEEDS_URL = CannotTell("needs-url", "the page's address decides whether the canonical link names its host, and it was not given (--url)")


def check(context: Context, _: Element) -> Iterator[Miss | CannotTell]:
    page: Any = find_part(context.document, "metadata")
    if not page.canonicals:
        yield Miss(reason="missing-canonical")
        return
    first, *others = page.canonicals
    for link in page.canonicals:
        if context.document.closest(link.element, "head") is None:
            yield Miss(link.text, reason="in-body", element=link.element)
    for link in others:
        if link.text != first.text:
            yield Miss(link.text, first.text, "several-canonicals", link.element)
    scheme, host = _scheme_and_host(first.text)
    if scheme not in ("http", "https") or not host:
        yield Miss(first.text, reason="not-absolute", element=first.element)
    elif scheme == "http":
        yield Miss(first.text, reason="not-https", element=first.element)
    elif context.document.host is None:
        yield NEEDS_URL
    elif host.removeprefix("www.") != context.document.host.removeprefix("www."):
        yield Miss(host, context.document.host, "other-host", first.element)


def _scheme_and_host(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        return parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        return "", ""
