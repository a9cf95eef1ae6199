"""Ask for the publication date with its label, and quote how it is written in the page's language."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from govpagecheck.rule_api import Context, Miss, PageDates, example_of, find_part, written_out

SOME_DAY = date(2024, 5, 8)


def check(context: Context, _root: object) -> Iterator[Miss]:
    dates = find_part(context.document, "dates")
    page: Any = find_part(context.document, "metadata")
    published = dates.published if isinstance(dates, PageDates) else None
    is_clear = published is not None and not published.is_ambiguous and published.style != "month-only"
    day = published.value if published and published.value and is_clear else SOME_DAY
    expected = f"{example_of(context, 'date-labels', 'published')} {written_out(day, page.language)}"
    if published is None:
        yield Miss("", expected, "missing-date")
    elif not published.is_visible:
        yield Miss(published.text, expected, "not-shown", published.element)
