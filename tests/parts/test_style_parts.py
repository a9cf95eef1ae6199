"""Parts about style attributes and sheets: spacing, turned content, outlines, direction, abbreviations."""

from __future__ import annotations

import time

import pytest

from govpagecheck import parse_page
from govpagecheck.document import Document
from govpagecheck.parts import CannotTell, abbreviations, find_part, focus_outline, inline_spacing, text_direction, turned_content

WORDS = "At high water the landing is closed, and the ferry stops at the mill."


def page(body: str, head: str = "") -> Document:
    return parse_page(f"<!doctype html><html lang=en><title>t</title>{head}<body>{body}")


@pytest.mark.parametrize(
    ("style", "times"),
    [
        ("letter-spacing:.1em !important", "0.1"),
        ("letter-spacing:2px !important;font-size:10px", "0.2"),
        ("word-spacing:normal!important", "0"),
        ("line-height:1.5!important", "1.5"),
        ("line-height:120%!important", "1.2"),
        ("line-height:normal!important", "1.2"),
        ("line-height:30px!important;font-size:20px", "1.5"),
    ],
)
def test_spacing_in_times_of_the_font_size(style: str, times: str) -> None:
    assert [one.times for one in inline_spacing.find(page(f"<p style='{style}'>{WORDS}"))] == [times]


@pytest.mark.parametrize(
    ("body", "is_enough"),
    [
        (f"<p style='line-height:1!important;width:90px'>{WORDS}", False),
        (f"<p style='line-height:1!important;width:1200px'>{WORDS}", True),
        ("<p style='line-height:1!important'>Closed.", True),
        ("<p style='line-height:1!important'>Closed<br>today", False),
        (f"<p><b style='line-height:1!important'>{WORDS * 9}</b>", True),
    ],
)
def test_lines_are_too_close_only_where_there_are_two(body: str, is_enough: bool) -> None:
    assert [one.is_enough for one in inline_spacing.find(page(body))] == [is_enough]


def test_length_of_a_line_may_be_unknown() -> None:
    (one,) = inline_spacing.find(page(f"<p style='line-height:1!important'>{WORDS}"))
    assert isinstance(one.is_enough, CannotTell)


def test_turned_content_is_told_once() -> None:
    css = "<style>@media (orientation:portrait){main,p{transform:rotate(90deg)}}</style>"
    (one,) = turned_content.find(page("<main><p>Words</main>", css))
    assert (one.tag, one.keeps_upright, one.angle, one.side) == ("main", False, "90", "portrait")


@pytest.mark.parametrize(
    ("css", "is_replaced"),
    [
        ("a:focus{outline:none}", [False]),
        ("a:focus{outline:none;box-shadow:0 0 3px red}", [True]),
        ("a:focus{outline:none} a:focus-visible{outline:2px solid}", [True]),
        ("a:focus{outline:none} b:focus{border:1px solid}", [False]),
        ("a{outline:0 !important}", [False]),
        ("a:focus:not(:focus-visible){outline:none}", []),
        ("a:focus{outline-offset:0}", []),
        ("/* a:focus{outline:none} */ a{color:red}", []),
        ("a:is(:focus{outline:none}", []),
        ("a:focus{outline: none; outline: 3px solid}", [True]),
    ],
)
def test_outline_that_is_taken_away(css: str, is_replaced: list[bool]) -> None:
    assert [one.is_replaced for one in focus_outline.find(page("<a href=x>Book</a>", f"<style>{css}</style>"))] == is_replaced


def test_direction_speaks_for_text_without_a_direction_of_its_own() -> None:
    found = text_direction.find(page("<div dir=rtl>هذا نص باللغة العربية<p dir=ltr>Some words in English</p></div>"))
    assert [(one.says, one.letters) for one in found] == [("rtl", "rtl"), ("ltr", "ltr")]


@pytest.mark.parametrize(
    ("body", "expansion"),
    [
        ("<abbr>RSX</abbr> measures.", ""),
        ("<abbr title='River Survey'>RSX</abbr>", "title"),
        ("The River Survey Extension (<abbr>RSX</abbr>)", "text"),
        ("<abbr>RSX</abbr> (River Survey Extension)", "text"),
        ("<abbr>BLQ</abbr>. Board of the Landings and Quays.", "text"),
        ("Bring papers (<abbr>QTF</abbr>).", ""),
    ],
)
def test_where_the_long_form_stands(body: str, expansion: str) -> None:
    assert [one.expansion for one in abbreviations.find(page(body))] == [expansion]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("inline_spacing", f"<div style='line-height:1!important;letter-spacing:0!important'>{WORDS}<br>more" * 10_000),
        ("turned_content", "<style>@media (orientation:portrait){*{rotate:90deg}}</style>" + "<div>words" * 5_000),
        ("focus_outline", "<style>" + "a.b:focus{outline:none}" * 5_000 + "</style>" + "<a class=b href=x>words</a>" * 5_000),
        ("text_direction", "<div dir=rtl>some words to read" * 10_000),
        ("abbreviations", "".join(f"<abbr>A{chr(65 + number % 26)}{number}</abbr> of the and " for number in range(10_000))),
    ],
)
def test_hostile_pages_end(name: str, body: str) -> None:
    document = page(body)
    started = time.perf_counter()
    find_part(document, name)
    assert time.perf_counter() - started < 10
