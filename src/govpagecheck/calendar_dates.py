"""Calendar dates as pages write them: what day is meant, in which style, and whether a reader can be sure of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FULL_MONTHS = (
    ("january", "enero", "janvier", "januar", "jänner", "gennaio", "janeiro"),
    ("february", "febrero", "février", "fevrier", "februar", "febbraio", "fevereiro"),
    ("march", "marzo", "mars", "märz", "março"),
    ("april", "abril", "avril", "aprile"),
    ("may", "mayo", "mai", "maggio", "maio"),
    ("june", "junio", "juin", "juni", "giugno", "junho"),
    ("july", "julio", "juillet", "juli", "luglio", "julho"),
    ("august", "agosto", "août", "aout"),
    ("september", "septiembre", "setiembre", "septembre", "settembre", "setembro"),
    ("october", "octubre", "octobre", "oktober", "ottobre", "outubro"),
    ("november", "noviembre", "novembre", "novembro"),
    ("december", "diciembre", "décembre", "decembre", "dezember", "dicembre", "dezembro"),
)
SHORT_MONTHS = (
    ("jan", "ene", "janv", "gen"),
    ("feb", "févr", "fév", "fev"),
    ("mar", "mär"),
    ("apr", "abr", "avr"),
    ("mag",),
    ("jun", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "ago"),
    ("sep", "sept", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dic", "déc", "dez"),
)
_FULL = {name: number for number, names in enumerate(FULL_MONTHS, 1) for name in names}
_SHORT = {name: number for number, names in enumerate(SHORT_MONTHS, 1) for name in names}
_WEEKDAYS = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun|"
    "lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica"
)
_MONTH = "|".join(sorted({**_FULL, **_SHORT}, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:(?:{_WEEKDAYS})\.?,?\s(?:(?:el|le|the|den)\s)?|(?:el|le|the)\s)?(?:
      (?P<iso>(?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?=T\d|\D|$)
    | (?P<compact>(?:19|20)\d{{6}})(?=T\d|\D|$)
    | (?P<year_first>\d{{4}})\s?[/.-]\s?(?P<month_second>\d{{1,2}})\s?[/.-]\s?(?P<day_third>\d{{1,2}})(?!\d)
    | (?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<numeric_year>\d{{4}}|\d\d)(?![\d/-])
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?(?:\s|-|\s?de\s)(?:of\s|de\s)?(?P<month>{_MONTH})\b\.?
      (?:,?\s(?:de\s|del\s)?|-|,)(?P<year>\d{{4}}|'?\d\d)(?!\w)
    | (?P<us_month>{_MONTH})\b\.?(?:\s|-)(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s(?:de\s|del\s)?|-)(?P<us_year>\d{{4}}|'\d\d)(?!\w)
    | (?P<lone_month>{_MONTH})\b\.?,?\s(?:de\s|del\s)?(?P<lone_year>\d{{4}})(?!\w)
    | (?P<east_year>\d{{4}})\s?[年년]\s?(?P<east_month>\d{{1,2}})\s?[月월]\s?(?P<east_day>\d{{1,2}})\s?[日일]
    | (?P<east_month_2>\d{{1,2}})\s?[月월]\s?(?P<east_day_2>\d{{1,2}}),?\s(?P<east_year_2>\d{{4}})(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"(?:T|,?\s(?:at\s|@\s|-\s|a\slas\s|à\s|um\s)?)\d{1,2}(?:[:h]\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:\s?[ap]\.?m\.?)?(?:\s?Z|\s?[+-]\d\d:?\d\d)?"
    r"(?:\s\(?(?:GMT|UTC|[ECMPAH][SD]?T|AK[SD]T)\)?)?(?![\w:])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WrittenDate:
    """A date as written: the day it means and what its form leaves open.

    `value` is None where the text names no day of the calendar (02/30/2021); for `month-only` it is the first of the
    month. `style` is "full-month", "short-month", "numeric", "iso" or "month-only". A numeric date is read in US order,
    month first, except where that is impossible or full stops separate the parts, as is usual where days come first;
    `is_ambiguous` says that the other order would be a date too.
    """

    text: str
    value: date | None
    style: str
    is_ambiguous: bool = False
    has_two_digit_year: bool = False


def parse_date(text: str) -> WrittenDate | None:
    """Read a text that is one date, with a weekday and a time of day at most; None where it is anything else.

    >>> parse_date("Friday, October 12, 2018").value.isoformat()
    '2018-10-12'
    >>> parse_date("09/07/2021").is_ambiguous
    True
    """
    text = " ".join(text.split())
    found = match_date(text)
    return found[0] if found and found[1] == len(text) else None


def match_date(text: str, start: int = 0) -> tuple[WrittenDate, int] | None:
    """Read the date that begins exactly at `start`; return it and where it ends, a time of day that follows included."""
    match = _DATE.match(text, start)
    if match is None:
        return None
    time = _TIME.match(text, match.end())
    return _written(match), time.end() if time else match.end()


def _written(match: re.Match[str]) -> WrittenDate:
    found = match.groupdict()
    text = match[0]
    if found["iso"]:
        return WrittenDate(text, _day(found["iso_year"], found["iso_month"], found["iso_day"]), "iso")
    if compact := found["compact"]:
        return WrittenDate(text, _day(compact[:4], compact[4:6], compact[6:]), "iso")
    if found["year_first"]:
        return WrittenDate(text, _day(found["year_first"], found["month_second"], found["day_third"]), "numeric")
    if found["first"]:
        return _numeric(text, found["first"], found["second"], found["numeric_year"], found["mark"])
    if found["lone_month"]:
        return WrittenDate(text, _day(found["lone_year"], _month(found["lone_month"]), 1), "month-only")
    if found["month"] or found["us_month"]:
        name, year = found["month"] or found["us_month"] or "", found["year"] or found["us_year"] or ""
        style = "full-month" if name.lower() in _FULL else "short-month"
        return WrittenDate(text, _day(year, _month(name), found["day"] or found["us_day"]), style, False, len(year) < 4)
    east = "" if found["east_year"] else "_2"
    return WrittenDate(text, _day(found["east_year" + east], found["east_month" + east], found["east_day" + east]), "full-month")


def _numeric(text: str, first: str, second: str, year: str, mark: str) -> WrittenDate:
    # Full stops are written where the day comes first, so that order is not in doubt.
    is_ambiguous = mark != "." and int(first) <= 12 and int(second) <= 12 and int(first) != int(second)
    days_first = int(first) > 12 or (mark == "." and int(second) <= 12)
    month, day = (second, first) if days_first else (first, second)
    return WrittenDate(text, _day(year, month, day), "numeric", is_ambiguous, len(year) < 4)


def _month(name: str) -> int:
    return _FULL.get(name.lower()) or _SHORT[name.lower()]


def _day(year: str | None, month: str | int | None, day: str | int | None) -> date | None:
    """Return the day, None where the calendar has none; two digits of a year mean 1970 to 2069."""
    number = int((year or "0").lstrip("'"))
    if len((year or "").lstrip("'")) == 2:
        number += 2000 if number < 70 else 1900
    try:
        return date(number, int(month or 0), int(day or 0))
    except ValueError:
        return None
