"""Find a change that only the metadata tell: later than the publication by more than a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from govpagecheck.rule_api import Context, Miss, PageDates, example_of, find_part, written_out

SOME_DAY = date(2024, 6, 12)


def check(context: Context, _root: object) -> Iterator[Miss]:
    dates = find_part(context.document, "dates")
    if not isinstance(dates, PageDates) or dates.shows_updated:
        return
    published, updated = dates.published, dates.updated
    if published is None or published.value is None or updated is None or updated.value is None or published.is_ambiguous:
        return
    days = 31 if published.style == "month-only" else 1
    if (updated.value - published.value).days > days:
        is_unclear = updated.is_ambiguous or updated.style == "month-only"
        page: Any = find_part(context.document, "metadata")
        example = f"{example_of(context, 'date-labels', 'updated')} {written_out(SOME_DAY if is_unclear else updated.value, page.language)}"
        yield Miss(updated.text, published.text, "change-not-shown", updated.element, {"name": updated.label, "example": example})
