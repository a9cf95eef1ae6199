"""Link contexts: which words around a link assistive technology ties to it."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility.link_context import block_of, has_context, is_named_beside, is_vague, stands_alone


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>New boats cross. <a href=/x>More</a></p>", True),
        ("<p>New boats cross.</p><p><a href=/x>More</a></p>", False),
        ("<div><h2>Boats</h2><p>They cross.</p><a href=/x>More</a></div>", False),
        ("<div>They cross. <a href=/x>More</a></div>", True),
        ("<div>They cross. <span><b><a href=/x>More</a></b></span></div>", True),
        ("<ul><li><h2>Boats</h2><div><a href=/x>More</a></div></li></ul>", True),
        ("<ul><li>Boats</li><li><a href=/x>More</a></li></ul>", False),
        ("<ul><li>Boats<ul><li><a href=/x>More</a></li></ul></li></ul>", True),
        ("<div role=list><div role=listitem><p>Boats</p><p><a href=/x>More</a></p></div></div>", True),
        ("<p><a href=/x>More</a> | <a href=/y>Read more</a>.</p>", False),
        ("<p><a href=/x>More</a> <a href=/y>Fares</a></p>", True),
        ("<p><img src=b alt=Boats> <a href=/x>More</a></p>", True),
        ("<p><img src=b alt=''> <a href=/x>More</a></p>", False),
        ("<p><span hidden>Boats</span><a href=/x>More</a></p>", False),
        ("<p id=d>Boats</p><a href=/x aria-describedby=d>More</a>", True),
        ("<table><tr><th>Boats</th><td>12</td></tr><tr><td>x</td><td><a href=/x>More</a></td></tr></table>", False),
        ("<table><tr><th>Pier</th><th>Boats</th></tr><tr><td>12</td><td><a href=/x>More</a></td></tr></table>", True),
        ("<p><script>var boats</script><a href=/x>More</a></p>", False),
        ("<a href=/x>More</a>", False),
    ],
)
def test_has_context(markup: str, expected: bool) -> None:
    document = parse_page(f"<!doctype html><html lang=en><title>t</title><body>{markup}")
    assert has_context(document, document.select("a[href='/x']")[0]) is expected


def test_block_of() -> None:
    document = parse_page("<ul><li><div id=i><a href=/x>x</a></div></li></ul><div id=d><b><a href=/y>y</a></b></div>")
    assert [block_of(document, link).get("id") for link in document.select("a")] == ["i", "d"]


@pytest.mark.parametrize("text", ["Click here", "here", "…more", "Learn More >", "(link)", "Más información", "view more"])
def test_empty_phrases(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize("text", ["", "Moreland", "More boats", "Link to the fares", "Hereford", "Mass", "Read the report", "The links"])
def test_words_that_say_something(text: str) -> None:
    assert not is_vague(text)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<article><h2><a href=/b>Boats</a></h2><p><a href=/b id=l>More</a></p></article>", True),
        ("<article><h2><a href=/b>Boats</a></h2><p><a href=/c id=l>More</a></p></article>", False),
        ("<article><h2><a href=/b hidden>Boats</a></h2><p><a href=/b id=l>More</a></p></article>", False),
        ("<main><h2><a href=/b>Boats</a></h2><p><a href=/b id=l>More</a></p></main>", False),
    ],
)
def test_is_named_beside(markup: str, expected: bool) -> None:
    document = parse_page(markup)
    assert is_named_beside(document, document.select("#l")[0]) is expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>- <a href=/b><b>Work</b>shop</a> -</p>", True),
        ("<p>The <a href=/b>Workshop</a></p>", False),
        ("<p><a href=/b>Workshop</a> and <a href=/c>Report</a></p>", False),
        ("<div><h2>Boats</h2><a href=/b>HTML</a></div>", True),
    ],
)
def test_stands_alone(markup: str, expected: bool) -> None:
    document = parse_page(markup)
    assert stands_alone(document, document.select("a")[0]) is expected
