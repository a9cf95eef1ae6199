"""Compare the newest date that readers see with today."""

from collections.abc import Iterator
from datetime import timedelta

from govpagecheck.rule_api import Context, Miss, PageDates, find_part

YEARS = 3


def check(context: Context, _root: object) -> Iterator[Miss]:
    dates = find_part(context.document, "dates")
    marks = [(mark.value, number, mark) for number, mark in enumerate(dates.visible) if mark.value] if isinstance(dates, PageDates) else []
    if not marks:
        return
    newest, _, mark = max(marks)
    try:
        limit = context.today.replace(year=context.today.year - YEARS)
    except ValueError:  # the 29th of February
        limit = context.today.replace(year=context.today.year - YEARS, day=28)
    if newest < limit - timedelta(days=30 if mark.style == "month-only" else 0):
        yield Miss(mark.text, reason="old-and-unmarked", element=mark.element, words={"label": mark.label})
