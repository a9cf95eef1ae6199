"""The values of dates: one statement of a date, and all that a page makes of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from govpagecheck.calendar_dates import FULL_MONTHS, WrittenDate
from govpagecheck.document import Element

_FIRST_DAY_OF_THE_WEB = date(1990, 12, 20)  # earlier values are the zero of some clock, not a day on which a page changed


@dataclass(frozen=True)
class DateMark:
    """One statement of a date of this page.

    `kind` is "published", "updated" or "reviewed"; `source` is "text" for a visible label with its date, else "meta",
    "json-ld" or "time" (an element whose microdata or RDFa property says what its date is). `style` is as in
    `calendar_dates.WrittenDate`, or "other" where the date is in words that only its `datetime` attribute explains.
    """

    kind: str
    element: Element
    label: str
    text: str
    value: date | None
    style: str
    is_ambiguous: bool
    has_two_digit_year: bool
    is_visible: bool
    source: str
    machine: str | None

    @property
    def iso(self) -> str | None:
        """The day as YYYY-MM-DD, None where the calendar has no such day."""
        return self.value.isoformat() if self.value else None

    @property
    def readings(self) -> tuple[date, ...]:
        """The days that the text can mean: one, two where either number may be the month, none that the calendar has not."""
        if self.value is None:
            return ()
        return (self.value, self.value.replace(month=self.value.day, day=self.value.month)) if self.is_ambiguous else (self.value,)


@dataclass(frozen=True)
class PageDates:
    """All dates that the page states of itself, in page order."""

    marks: tuple[DateMark, ...]

    @cached_property
    def visible(self) -> tuple[DateMark, ...]:
        """The dates that readers see with their label."""
        return tuple(mark for mark in self.marks if mark.is_visible)

    @cached_property
    def declared(self) -> tuple[DateMark, ...]:
        """The dates that only machines read."""
        return tuple(mark for mark in self.marks if not mark.is_visible)

    @property
    def published(self) -> DateMark | None:
        """When the page was published."""
        return self.first("published")

    @property
    def updated(self) -> DateMark | None:
        """When the page was last changed."""
        return self.first("updated")

    @property
    def reviewed(self) -> DateMark | None:
        """When the page was last reviewed."""
        return self.first("reviewed")

    def first(self, kind: str) -> DateMark | None:
        """Return the first date of that kind, a visible one where there is any."""
        return self._firsts.get(kind)

    @cached_property
    def _firsts(self) -> dict[str, DateMark]:
        return {mark.kind: mark for mark in reversed((*self.visible, *self.declared))}

    @property
    def shows_updated(self) -> bool:
        """True when readers see how current the page is: when it was last updated or reviewed."""
        return any(mark.kind in ("updated", "reviewed") for mark in self.visible)

    @property
    def declares_updated(self) -> bool:
        """True when machines can read when the page was last updated or reviewed."""
        return any(mark.kind in ("updated", "reviewed") and mark.value and mark.value > _FIRST_DAY_OF_THE_WEB for mark in self.declared)


def written_out(day: date, language: str) -> str:
    """Return the day with its month in full, in English, Spanish or French; in English for other languages.

    >>> written_out(date(2024, 5, 8), "en"), written_out(date(2024, 5, 8), "es")
    ('May 8, 2024', '8 de mayo de 2024')
    """
    english, spanish, french, *_ = FULL_MONTHS[day.month - 1]
    if language == "es":
        return f"{day.day} de {spanish} de {day.year}"
    return f"{day.day} {french} {day.year}" if language == "fr" else f"{english.capitalize()} {day.day}, {day.year}"


def mark(kind: str, element: Element, label: str, written: WrittenDate, *, source: str, machine: str | None = None) -> DateMark:
    return DateMark(
        kind,
        element,
        label,
        written.text,
        written.value,
        written.style,
        written.is_ambiguous,
        written.has_two_digit_year,
        source == "text",
        source,
        machine,
    )
