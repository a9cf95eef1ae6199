"""Ask for the field's label first, then for the button's name."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable

# A form that filters a list says so.
SEARCH = re.compile(
    r"(?<!re)search|^(?:apply|filter|refine|find)\b|busca|cerca|b[uú]squeda|recherche|such|pesquis"
    r"|搜|查|検索|검색|поиск|tìm kiếm|بحث|chèche",
    re.IGNORECASE,
)


def check(context: Context, search: Any) -> Iterator[Miss]:
    del context  # the search says it all
    if search.input is None:
        return
    if not search.label:
        placeholder = comparable(search.input.get("placeholder", ""))
        yield Miss(placeholder, reason="placeholder-only" if placeholder else "no-label", element=search.input)
    if search.submit is None or (not search.submit_name and next(search.submit.iter("slot"), None) is not None):
        return
    # A character of an icon font is no name.
    if not re.search(r"\w", search.submit_name or ""):
        yield Miss(reason="unnamed-button", element=search.submit)
    elif not SEARCH.search(search.submit_name):
        yield Miss(search.submit_name, reason="button-without-search", element=search.submit)
