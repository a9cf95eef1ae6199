"""Calendar dates: what is read from a text that is a date, and what is not a date."""

from __future__ import annotations

import pytest

from govpagecheck.calendar_dates import match_date, parse_date


@pytest.mark.parametrize(
    ("text", "iso", "style"),
    [
        ("October 12, 2018", "2018-10-12", "full-month"),
        ("Thursday, October 1, 2015", "2015-10-01", "full-month"),
        ("11 January 2018", "2018-01-11", "full-month"),
        ("May 10, 2023", "2023-05-10", "full-month"),
        ("12 de octubre de 2018", "2018-10-12", "full-month"),
        ("diciembre 8, 2020", "2020-12-08", "full-month"),
        ("1er mars 2020", "2020-03-01", "full-month"),
        ("12. Oktober 2018", "2018-10-12", "full-month"),
        ("2024年11月15日", "2024-11-15", "full-month"),
        ("11月 1, 2022", "2022-11-01", "full-month"),
        ("Oct. 12, 2018", "2018-10-12", "short-month"),
        ("05-Mar-2024", "2024-03-05", "short-month"),
        ("Tue, 15 Nov 1994 12:45:26 GMT", "1994-11-15", "short-month"),
        ("09/07/2021", "2021-09-07", "numeric"),
        ("18-01-2024 05:37:06", "2024-01-18", "numeric"),
        ("07.04.2022", "2022-04-07", "numeric"),
        ("2020/12/01 09:54", "2020-12-01", "numeric"),
        ("2021-09-07", "2021-09-07", "iso"),
        ("2013-11-12T15:01:24-05:00", "2013-11-12", "iso"),
        ("20000302", "2000-03-02", "iso"),
        ("June 2023", "2023-06-01", "month-only"),
    ],
)
def test_reads_the_day_and_the_style(text: str, iso: str, style: str) -> None:
    written = parse_date(text)
    assert written is not None
    assert (written.value and written.value.isoformat(), written.style) == (iso, style)


@pytest.mark.parametrize("text", ["02/30/2021", "February 30, 2021", "2021-13-01", "00/00/0000"])
def test_a_date_that_no_calendar_has_is_written_without_value(text: str) -> None:
    written = parse_date(text)
    assert written is not None
    assert written.value is None


@pytest.mark.parametrize(
    "text",
    ["", "2021", "March", "October 12", "Month 00, 0000", "call 555-12-3456", "October 12, 2018 to May 1, 2019", "1/2"],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "is_ambiguous"),
    [("09/07/2021", True), ("9/9/2021", False), ("09/13/2021", False), ("2021-09-07", False), ("September 7, 2021", False)],
)
def test_only_numeric_dates_with_two_readings_are_ambiguous(text: str, is_ambiguous: bool) -> None:
    written = parse_date(text)
    assert written is not None
    assert written.is_ambiguous is is_ambiguous


@pytest.mark.parametrize(("text", "year"), [("9/13/21", 2021), ("9/13/99", 1999), ("05-Mar-24", 2024)])
def test_two_digits_of_a_year_are_noticed_and_read(text: str, year: int) -> None:
    written = parse_date(text)
    assert written is not None
    assert written.has_two_digit_year
    assert written.value is not None
    assert written.value.year == year


def test_a_date_inside_a_text_ends_before_the_next_words() -> None:
    text = "Updated May 3, 2020 at 5:59 PM by the web team"
    found = match_date(text, text.index("May"))
    assert found is not None
    assert text[found[1] :] == " by the web team"
