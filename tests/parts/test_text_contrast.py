"""Text contrast: colours come together as they reach the eye, texts are told once for a pair, and hostile pages end."""

from __future__ import annotations

import time

import pytest

from govpagecheck import parse_page
from govpagecheck.parts import CannotTell, text_contrast
from govpagecheck.parts.text_contrast import TextContrast


def found(body: str, css: str = "", sheets: dict[str, str] | None = None) -> list[TextContrast | CannotTell]:
    link = "".join(f'<link rel=stylesheet href="{href}">' for href in sheets or {})
    page = f"<!doctype html><html lang=en><title>t</title>{link}<style>{css}</style><body>{body}"
    return list(text_contrast.find(parse_page(page, sheets=sheets)))


def colors(body: str, css: str = "", sheets: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    return [(one.color, one.background, one.ratio) for one in found(body, css, sheets) if isinstance(one, TextContrast)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p style='color:#777'>word", ("#777777", "#ffffff", "4.47")),
        ("<div style='background:#000'><p style='color:#fff'>word", ("#ffffff", "#000000", "21")),
        ("<p style='color:rgb(0 0 0 / 50%)'>word", ("#808080", "#ffffff", "3.97")),
        ("<div style='opacity:.5'><p style='color:#000'>word", ("#808080", "#ffffff", "3.97")),
        ("<div style='background:#000'><p style='background:rgb(255 255 255 / 50%);color:#fff'>word", ("#ffffff", "#808080", "3.97")),
        ("<p style='background:#eee;opacity:.5;color:#000'>word", ("#808080", "#f6f6f6", "3.69")),
    ],
)
def test_colors_as_they_reach_the_eye(body: str, expected: tuple[str, str, str]) -> None:
    assert colors(body) == [expected]


def test_linked_sheets_count() -> None:
    assert colors("<p>word", sheets={"a.css": "p { color: #777 }"}) == [("#777777", "#ffffff", "4.47")]


def test_texts_of_a_pair_are_told_five_times() -> None:
    texts = found("<p>word</p>" * 8)
    assert [one.others for one in texts if isinstance(one, TextContrast)] == [
        " The page has 3 more texts in these colours.",
        "",
        "",
        "",
        "",
    ]


def test_a_placed_picture_stays_within_what_places_it() -> None:
    hero = "<div style='position:relative'><img src=a style='position:absolute' alt=''><p>over</p></div><p>beside</p>"
    assert [one.unknown is None for one in found(hero) if isinstance(one, TextContrast)] == [False, True]


def test_a_placed_menu_with_text_is_no_background() -> None:
    assert colors("<ul style='position:absolute;background:#eee'><li>menu</ul><p style='color:#777'>word") == [
        ("#000000", "#eeeeee", "18.09"),
        ("#777777", "#ffffff", "4.47"),
    ]


def test_better_color_has_the_ratio() -> None:
    (one,) = found("<p style='color:#c88;background:#fee'>word")
    assert isinstance(one, TextContrast)
    better = one.better_minimum.split()[3]
    (after,) = found(f"<p style='color:{better};background:#fee'>word")
    assert isinstance(after, TextContrast)
    assert after.meets_minimum is True


def test_no_color_is_better_on_a_middle_grey() -> None:
    (one,) = found("<p style='color:#fff;background:#777'>word")
    assert isinstance(one, TextContrast)
    assert one.better_enhanced.startswith("No text colour")


@pytest.mark.parametrize(
    "body",
    [
        "<p style='color:#aaa'>some words</p>" * 20_000,
        "<div style='opacity:.999'>word a" * 10_000,
        "<div>word a" * 20_000,
        "<div style='position:absolute;background:#fff'>" * 10_000 + "word",
        "".join(f"<p style='color:#{number:06x}'>word</p>" for number in range(0, 4_000_000, 400)),
    ],
)
def test_hostile_pages_end(body: str) -> None:
    started = time.perf_counter()
    found(body)
    assert time.perf_counter() - started < 10
