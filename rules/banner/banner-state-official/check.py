"""Tell the banner of the United States, or of another country, from one that names a state or local government."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Element, Fragment, Miss, find_part


def check(context: Context, _: Element) -> Iterator[Miss]:
    banner: Any = find_part(context.document, "banner")
    if banner is None:
        return
    text = banner.sentence.text if isinstance(banner.sentence, Fragment) else ""
    if banner.government == "foreign" or (banner.government == "federal" and text):
        yield Miss(text or f"<{banner.element.tag}>", reason="other-government", element=banner.element)
