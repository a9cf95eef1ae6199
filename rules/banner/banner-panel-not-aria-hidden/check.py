"""Look for aria-hidden on the panel and on what holds it, as far as the banner reaches."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Element, Miss, find_part


def check(context: Context, panel: Element) -> Iterator[Miss]:
    banner: Any = find_part(context.document, "banner")
    outside = set(banner.element.iterancestors())
    for one in (panel, *panel.iterancestors()):
        if one in outside:
            break
        if one.get("aria-hidden") == "true":
            yield Miss("true", reason="aria-hidden", element=one)
