"""Follow the addresses that led to the page: from HTTP to the same host over HTTPS, and never back."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import SplitResult, urlsplit

from govpagecheck.rule_api import Context, Element, Miss


def check(context: Context, target: Element) -> Iterator[Miss]:
    del target  # the page as a whole
    for before, after in pairwise([*context.page.redirects, context.page.url or ""]):
        try:
            one, other = urlsplit(before), urlsplit(after)
        except ValueError:  # no address that anybody can follow
            continue
        if other.scheme == "http":
            reason = "back-to-http" if one.scheme == "https" else "http-again"
        elif one.scheme == "http" and one.hostname != other.hostname:
            reason = "other-host"
        else:
            continue
        yield Miss(before, _secure(one), reason=reason, words={"next": after})


def _secure(address: SplitResult) -> str:
    return f"https://{address.hostname or ''}/"
