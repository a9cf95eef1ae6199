"""Refresh: what browsers read from a meta element's content."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import refresh


@pytest.mark.parametrize(
    ("content", "seconds", "address", "wait"),
    [
        ("5", 5, "", "short"),
        (" 0;url=/new", 0, "/new", "none"),
        ("0.9; URL = '/new'", 0, "/new", "none"),
        (".5, /new", 0, "/new", "none"),
        ("30 /new", 30, "/new", "short"),
        ("300; url=", 300, "", "short"),
        ("72000", 72000, "", "short"),
        ("72001;", 72001, "", "more than 20 hours"),
        ("9" * 5000, 10**12 - 1, "", "more than 20 hours"),
    ],
)
def test_time_and_address(content: str, seconds: int, address: str, wait: str) -> None:
    found = refresh.find(parse_page(f'<meta http-equiv=Refresh content="{content}">'))
    assert found is not None
    assert (found.seconds, found.address, found.wait) == (seconds, address, wait)


@pytest.mark.parametrize("content", ["", "; 5", "+5", "-1", "soon", "0: /new", "5x", "url=/new"])
def test_what_browsers_ignore(content: str) -> None:
    assert refresh.find(parse_page(f'<meta http-equiv=refresh content="{content}">')) is None


def test_first_valid_one_counts_and_noscript_does_not() -> None:
    markup = "<noscript><meta http-equiv=refresh content=1></noscript><meta http-equiv=refresh content=x>"
    found = refresh.find(parse_page(markup + "<meta http-equiv=refresh content=7><meta http-equiv=refresh content=0>"))
    assert found is not None
    assert found.seconds == 7
