"""Descriptions: accname 1.2 section 4.2 and HTML-AAM 1.0 section 4.2, in their order of precedence."""

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility import accessible_description
from govpagecheck.accessibility.names import Name, description_of


def sourced(html: str) -> tuple[str, str]:
    document = parse_page(f"<!doctype html><html lang=en><title>Page</title><body>{html}")
    one = description_of(document, document.select("#it")[0])
    return one.text, one.source


def test_4_2_row_1_describedby_comes_first() -> None:
    html = (
        '<input id=it aria-label=n title=t aria-description=d aria-describedby="b a"><p id=a>first</p><p id=b>second <i hidden>no</i></p>'
    )
    assert sourced(html) == ("second first", "aria-describedby")


@pytest.mark.parametrize("hiding", ["hidden", "aria-hidden=true", 'style="visibility:hidden"'])
def test_4_2_row_1_hidden_target_counts_with_all_that_is_in_it(hiding: str) -> None:
    assert sourced(f"<input id=it aria-describedby=a><p id=a {hiding}>Nine <b hidden>digits</b></p>")[0] == "Nine digits"


def test_4_2_row_1_an_empty_target_is_the_first_source_nevertheless() -> None:
    assert sourced("<input id=it aria-label=n title=t aria-describedby=a><p id=a></p>") == ("", "aria-describedby")


def test_4_2_row_1_ids_of_nothing_are_no_source() -> None:
    assert sourced("<input id=it aria-label=n title=t aria-describedby=none>") == ("t", "title")


def test_4_2_row_1_references_are_not_followed_further() -> None:
    assert sourced("<input id=it aria-describedby=a><p id=a aria-labelledby=b>one</p><p id=b>two</p>")[0] == "one"


def test_4_2_row_2_description_attribute() -> None:
    assert sourced('<button id=it title=t aria-description=" saves\nall ">Save</button>') == ("saves all", "aria-description")
    assert sourced('<button id=it title=t aria-description=" ">Save</button>') == ("t", "title")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table id=it aria-label=n><caption>Rates</caption></table>", ("Rates", "caption")),
        ("<table id=it summary=s title=t><caption>Rates</caption></table>", ("s", "summary")),
        ("<table id=it title=t><caption>Rates</caption></table>", ("t", "title")),
        ("<details><summary id=it aria-label=n title=t>More</summary></details>", ("More", "contents")),
        ("<input id=it type=submit aria-label=n value=Send>", ("Send", "value")),
        ("<svg id=it role=img><title>Seal</title><desc>An eagle</desc></svg>", ("An eagle", "svg-desc")),
    ],
)
def test_4_2_row_3_host_language_where_the_name_does_not_use_it(html: str, expected: tuple[str, str]) -> None:
    assert sourced(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a id=it href=x title=t>Home</a>", "t"),
        ("<img id=it src=x alt=a title=t>", "t"),
        ("<img id=it src=x title=t>", ""),
        ("<input id=it type=submit value=Send>", ""),
        ("<input id=it placeholder=p>", ""),
        ("<details><summary id=it>More</summary></details>", ""),
    ],
)
def test_4_2_row_4_tooltip_where_the_name_does_not_use_it(html: str, expected: str) -> None:
    assert sourced(html)[0] == expected


def test_what_is_hidden_has_no_description() -> None:
    document = parse_page("<button hidden title=t>Save</button>")
    assert accessible_description(document, document.select("button")[0]) == ""
    assert description_of(document, document.select("button")[0]) == Name("", "none")
