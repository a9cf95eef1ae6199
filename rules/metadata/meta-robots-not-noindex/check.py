"""Find a robots meta element that keeps the page out of search results."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, find_part, normalise

ROBOTS = {"robots": "all search engines", "googlebot": "Google", "bingbot": "Bing"}


def check(context: Context, _: Element) -> Iterator[Miss]:
    for meta in context.document.index.by_tag["meta"]:
        engine = ROBOTS.get(meta.get("name", "").strip().lower())
        content = normalise(meta.get("content", ""))
        if engine and {"noindex", "none"} & set(re.split(r"[\s,;]+", content.lower())):
            is_archived = context.page_type == "archived" or find_part(context.document, "archive_signals")
            yield Miss(content, engine, "noindex-archived" if is_archived else "noindex", meta)
            return
