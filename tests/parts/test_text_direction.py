"""The text for which `dir` speaks, and which way its letters are written."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from govpagecheck import parse_page
from govpagecheck.parts import text_direction

HEBREW = "זהו משפט שלם בעברית"


def found(markup: str) -> list[tuple[str, str, str]]:
    return [(one.says, one.letters, one.text) for one in text_direction.find(parse_page(markup))]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p dir=rtl>One whole sentence here", [("rtl", "ltr", "One whole sentence here")]),
        (f"<p dir=ltr>{HEBREW}", [("ltr", "rtl", HEBREW)]),
        (f"<p dir=ltr>One whole sentence <b>{HEBREW}</b>", [("ltr", "both", f"One whole sentence {HEBREW}")]),
        (f"<p dir=ltr>One whole sentence <b dir=rtl>{HEBREW}</b>", [("ltr", "ltr", "One whole sentence"), ("rtl", "rtl", HEBREW)]),
        (f"<p dir=ltr>{'One whole sentence, ' * 9}{HEBREW}", [("ltr", "both", f"{'One whole sentence, ' * 3}"[:59].rstrip() + "…")]),
        ("<p dir=ltr>Two words", []),
        ("<p dir=ltr>a 1 b 2 c 3 letters https://agency.gov/one/two help@agency.gov", []),
        ("<p dir=ltr>" + "12 345<br>" * 50 + "and then three words", [("ltr", "ltr", "12 345 " * 8 + "12…")]),
        ("<p dir=auto>One whole sentence here", []),
        ("<pre dir=rtl>One whole sentence here</pre>", []),
        ("<noscript><p dir=rtl>One whole sentence here</p></noscript>", []),
        ("<p dir=rtl>One<script>whole sentence here</script>", []),
        ("<p dir=rtl><!-- -->One whole<!-- --> sentence here", [("rtl", "ltr", "One whole sentence here")]),
    ],
)
def test_letters_of_the_text(markup: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(markup) == expected


def test_every_letter_that_runs_to_the_left_is_seen() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(code)) in ("R", "AL")]
    assert [one for one in letters if one.isalpha() and not text_direction._RUNS_LEFT.search(one)] == []
