"""Dates after today: a day of tolerance for time zones, and no verdict where one reading of the numbers has been."""

from collections.abc import Iterator
from datetime import timedelta

from govpagecheck.rule_api import CannotTell, Context, DateMark, Miss


def check(context: Context, mark: DateMark) -> Iterator[Miss | CannotTell]:
    latest = context.today + timedelta(days=1)
    if mark.value is None or mark.value <= latest:
        return
    if min(mark.readings) <= latest:
        yield CannotTell("ambiguous-date", f"“{mark.text}” is after today with the month first and before it with the day first")
    else:
        yield Miss(found=mark.text, reason="in-future")
