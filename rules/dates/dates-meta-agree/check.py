"""Compare the first visible date of each kind with the metadata of the same kind; one of several that agrees is enough."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, DateMark, Miss, PageDates, find_part

# A draft is created before it is published.
CREATED = ("created", "dcterms.created", "dc.date.created", "datecreated")
ANY_DATE = ("date", "dc.date", "dcterms.date")
FIRST_YEAR = 1991  # earlier values are the zero of some clock


def check(context: Context, mark: DateMark) -> Iterator[Miss]:
    dates = find_part(context.document, "dates")
    if not isinstance(dates, PageDates) or dates.first(mark.kind) is not mark:
        return
    shown = [one for one in dates.visible if one.kind == mark.kind and one.value]
    declared = [one for one in dates.declared if one.kind == mark.kind and one.label.lower() not in CREATED]
    declared = [one for one in declared if one.value and one.value.year >= FIRST_YEAR]
    # A plain "date" may be any of the page's dates.
    if any(other.label.lower() in ANY_DATE and _agree(one, other) for one in dates.visible for other in declared):
        return
    if shown and declared and not any(_agree(one, other) for one in shown for other in declared):
        yield Miss(declared[0].text, shown[0].text, f"{mark.kind}-differs", declared[0].element, {"name": declared[0].label})


def _agree(shown: DateMark, declared: DateMark) -> bool:
    """A moment in the metadata may be the day before or after in another time zone."""
    if shown.value is None or declared.value is None:
        return False
    if "month-only" in (shown.style, declared.style):
        return (shown.value.year, shown.value.month) == (declared.value.year, declared.value.month)
    return any(abs((one - other).days) <= 1 for one in shown.readings for other in declared.readings)
