"""Destinations of links: which addresses name one page, and which surely name two."""

from __future__ import annotations

import pytest
from lxml import etree

from govpagecheck import parse_page
from govpagecheck.accessibility.link_destinations import Destination, destination_of, leads_nowhere, namesakes, target_on_page


def leads_to(address: str) -> Destination:
    found = destination_of(etree.Element("a", href=address))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.gov/fares/", "http://example.gov/fares"),
        ("https://example.gov/fares/index.html", "https://example.gov/fares/"),
        ("/fares", "https://www.example.gov/fares#new"),
        ("/fares?utm_source=mail&b=1&a=2", "/fares?a=2&b=1"),
        ("#top", "#top"),
    ],
)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert leads_to(one).may_equal(leads_to(other))
    assert not leads_to(one).differs_by_query(leads_to(other))
    assert not leads_to(one).differs_by_site(leads_to(other))


@pytest.mark.parametrize(("one", "other"), [("/a", "/b"), ("#a", "#b"), ("/a?x=1", "/b?x=1"), ("https://a.gov/", "https://b.gov/")])
def test_addresses_of_two_pages(one: str, other: str) -> None:
    assert not leads_to(one).may_equal(leads_to(other))


def test_other_queries() -> None:
    assert leads_to("/order?kind=map").differs_by_query(leads_to("/order?kind=chart"))
    assert not leads_to("/order?kind=map").differs_by_query(leads_to("/ask?kind=chart"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://a.gov/", "https://b.gov/", True),
        ("https://news.a.gov/", "https://a.gov/", False),
        ("https://a.gov/", "/x", False),
        ("https://bit.ly/x", "https://a.gov/", False),
        ("https://a.qld.gov.au/", "https://b.nsw.gov.au/", True),
    ],
)
def test_other_sites(one: str, other: str, expected: bool) -> None:
    assert leads_to(one).differs_by_site(leads_to(other)) is expected


@pytest.mark.parametrize("address", ["", "mailto:a@example.gov", "javascript:x()", "http://[oops/"])
def test_no_destination(address: str) -> None:
    assert destination_of(etree.Element("a", href=address)) is None


@pytest.mark.parametrize(
    ("address", "found"),
    [("#a", "h2"), ("#b", "a"), ("#c%20d", "p"), ("#c d", "p"), ("#e", None), ("#", None), ("/x#a", None), ("#A", None)],
)
def test_target_on_page(address: str, found: str | None) -> None:
    document = parse_page(f"<h2 id=a>A</h2><a name=b>B</a><p id='c d'>C</p><i><a href='{address}'>x</a></i>")
    target = target_on_page(document, document.select("i > a")[0])
    assert (None if target is None else target.tag) == found
    assert leads_nowhere(document, document.select("i > a")[0]) is (found is None and address.startswith("#"))


def test_namesakes() -> None:
    links = (
        "<a href=/a>Fares</a><a href=/b>Piers</a><a href=/c>FARES</a><a href=mailto:x@y.gov>Fares</a><a href=/d hidden>Fares</a>"
        "<a href=/e>More</a><a href=/f>More</a><a href=/g></a><a href=/h></a><a href=tel:1>Tides</a><a href=/i>Tides</a>"
    )
    found = namesakes(parse_page(f"<p>{links}</p>"))
    assert [(link.get("href"), name) for link, name in found] == [("/a", "fares"), ("/c", "fares"), ("/i", "tides")]
