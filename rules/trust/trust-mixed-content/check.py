"""Tell what is loaded over HTTP, unless the page itself is: there https-scheme says it once."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

# The reader's own machine is not on the network, and browsers let it be.
ADDRESS = re.compile(r"http://(?!(?:localhost|127\.0\.0\.1)(?:[:/]|$))", re.IGNORECASE)
SHOWN = ("img", "source", "audio", "video")


def check(context: Context, element: Element) -> Iterator[Miss]:
    address = (element.get("src") or element.get("data") or element.get("href") or "").strip()
    is_on_http = (context.page.url or "").lower().startswith("http:")
    if not is_on_http and ADDRESS.match(address):
        yield Miss(address, reason="picture-over-http" if element.tag in SHOWN else "active-over-http")
