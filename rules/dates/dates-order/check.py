"""Updates and reviews before publication. Visible dates are compared with visible ones, metadata only where those lack."""

from collections.abc import Iterator
from datetime import date, timedelta

from govpagecheck.rule_api import CannotTell, Context, DateMark, Miss, PageDates, find_part


def check(context: Context, mark: DateMark) -> Iterator[Miss | CannotTell]:
    dates = find_part(context.document, "dates")
    if not isinstance(dates, PageDates) or dates.first(mark.kind) is not mark or mark.value is None:
        return
    published = _published(dates, mark)
    if published is None or published.value is None:
        return
    are_shown = mark.is_visible and published.is_visible
    # Metadata may give the same moment in another time zone; a month without a day is over on its last one.
    slack = timedelta(days=0 if are_shown else 1)
    if mark.style == "month-only":
        slack += timedelta(days=30)
    if published.value <= mark.value + slack:
        return
    if min(published.readings) <= max(mark.readings) + slack:
        yield CannotTell("ambiguous-date", f"whether “{mark.text}” is before “{published.text}” depends on which number is the month")
        return
    reason = f"{mark.kind}-before-published" if are_shown else "metadata-out-of-order"
    yield Miss(found=mark.text, expected=published.text, reason=reason)


def _published(dates: PageDates, mark: DateMark) -> DateMark | None:
    """Return the earliest publication date that readers see, or that machines read, whichever the mark is."""
    known = [one for one in dates.marks if one.kind == "published" and one.value]
    alike = [one for one in known if one.is_visible is mark.is_visible] or known
    return min(alike, key=lambda one: one.value or date.max, default=None)
