"""Compare the `datetime` of a visible date with its text."""

import re
from collections.abc import Iterator
from datetime import date

from govpagecheck.rule_api import Context, DateMark, Element, Miss

MACHINE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T ]\d\d:?\d\d)")
LABEL = re.compile(r"updat|modif|revis|review|chang|edit|publi|post|releas|issu|creat|date", re.IGNORECASE)
PARAGRAPH = 80  # characters: the dateline of a press release opens a paragraph


def check(context: Context, mark: DateMark) -> Iterator[Miss]:
    if mark.value is None or _is_dateline(context, mark):
        return
    is_month = mark.style == "month-only"
    expected = mark.value.isoformat()[: 7 if is_month else 10]
    machine = (mark.machine or "").strip()
    if not machine and _is_told_elsewhere(context, mark):
        return
    if not machine:
        yield Miss("nothing", expected, "no-time")
        return
    found = MACHINE.match(machine)
    day = _day(found)
    if found is None or day is None:
        yield Miss(machine, expected, "not-a-date")
    elif is_month or found[3] is None:
        if (day.year, day.month) != (mark.value.year, mark.value.month):
            yield Miss(machine, expected, "differs")
    # A moment may fall on the day before or after in the time zone of its readers.
    elif min(abs((day - one).days) for one in mark.readings) > (1 if found.end() < len(machine) else 0):
        yield Miss(machine, expected, "differs")


def _is_told_elsewhere(context: Context, mark: DateMark) -> bool:
    """True where a `time` element of the page says the same day to machines."""
    days = context.document.memo("dates-machine-readable: days", lambda: {_time_day(one) for one in context.document.index.by_tag["time"]})
    return mark.style != "month-only" and mark.value in days


def _time_day(element: Element) -> date | None:
    return _day(MACHINE.match(element.get("datetime", "").strip()))


def _day(found: re.Match[str] | None) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def _is_dateline(context: Context, mark: DateMark) -> bool:
    return not LABEL.search(mark.label) and mark.element.tag != "time" and len(context.document.dom_text(mark.element)) >= PARAGRAPH
