"""Look for any date by which readers of an archived page can place it in time."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import ArchiveNotice, Context, Miss, PageDates, comparable, find_part

LONGEST = 90  # characters of a line that is a date and little else; dates in sentences are of other things
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|janv|f[ée]v|avr|mai|juin|juil|ao[ûu]t|d[ée]c"
YEAR = r"(?:19|20)\d\d\b"
DATE = re.compile(
    rf"\b(?:{MONTHS})[a-zé]*\.? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:de )?{YEAR}"
    rf"|\b\d{{1,2}}\.? (?:de )?(?:{MONTHS})[a-zé]*\.? (?:de )?{YEAR}"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)


def check(context: Context, _root: object) -> Iterator[Miss]:
    document = context.document
    dates = find_part(document, "dates")
    notice = find_part(document, "archive_notice")
    if not isinstance(dates, PageDates) or dates.visible:
        return
    if isinstance(notice, ArchiveNotice) and DATE.search(comparable(notice.text)):
        return
    if any(not document.is_hidden(one) and document.dom_text(one) for one in document.index.by_tag["time"]):
        return
    if any(not line.is_hidden and len(line.text) <= LONGEST and DATE.search(comparable(line.text)) for line in document.lines):
        return
    declared = next((mark for mark in dates.declared if mark.value), None)
    if declared is not None:
        yield Miss(declared.text, reason="not-shown", element=declared.element)
    signals = find_part(document, "archive_signals")
    yield Miss(signals[0].text if isinstance(signals, tuple) else "", reason="no-date")
