"""Metadata: root language, title, description, first headings, canonical link, main landmark."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import metadata


def of(markup: str) -> metadata.Metadata:
    return metadata.find(parse_page(markup))


@pytest.mark.parametrize(
    ("markup", "lang"),
    [
        ("<html lang=' en-US '><p>Ferry times", "en-US"),
        ("<html lang=''><p>Ferry times", None),
        ("<html xml:lang=en><p>Ferry times", None),
        ("<html><body lang=en><p lang=es>Horarios", None),
    ],
)
def test_lang_is_that_of_the_root(markup: str, lang: str | None) -> None:
    assert of(markup).lang == lang


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>\n Ferry  Board </title><title>Second</title>", "Ferry Board"),
        ("<body><svg><title>Lock</title></svg>", None),
        ("<body><svg><title>Lock</title></svg><title>Ferry Board</title>", "Ferry Board"),
        ("<title> </title><title>Second</title>", None),
    ],
)
def test_title_is_the_first_html_title(markup: str, title: str | None) -> None:
    found = of(markup).title
    assert (found.text if found else None) == title


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<meta name=Description content='Times of  all ferries'>", "Times of all ferries"),
        ("<meta name=description content=' '><meta name=description content='Times'>", "Times"),
        ("<meta property='og:description' content='Times'>", None),
        ("<meta name='dc.description' content='Times'>", None),
        ("<meta http-equiv=description content='Times'>", None),
    ],
)
def test_description(markup: str, text: str | None) -> None:
    found = of(markup).description
    assert (found.text if found else None) == text


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<h1>Ferry <b>Board</b></h1>", ["Ferry Board"]),
        ("<h1><img alt='Ferry Board'></h1>", ["Ferry Board"]),
        ("<h1></h1><h1>Board</h1>", ["", "Board"]),
        ("<div role=heading aria-level=1>Board</div>", ["Board"]),
        ("<div role=heading>Board</div>", []),
        ("<h1 role=presentation>Board</h1>", []),
        ("<h1 aria-level=2>Board</h1><h2>Ferries</h2>", []),
        ("<div style='display:none'><h1>Board</h1></div><h1 hidden>Board</h1>", []),
    ],
)
def test_headings_of_level_1(markup: str, texts: list[str]) -> None:
    assert [heading.text for heading in of(markup).headings_1] == texts


def test_h1_is_the_first_that_is_not_empty() -> None:
    found = of("<h1></h1><h1>Board</h1>").h1
    assert found is not None
    assert found.text == "Board"


def test_canonical_is_an_address() -> None:
    found = of("<link rel=canonical><link rel='Canonical shortlink' href='https://ferry.example.gov/'>").canonical
    assert found is not None
    assert found.text == "https://ferry.example.gov/"


def test_every_canonical_is_kept() -> None:
    assert [one.text for one in of("<link rel=canonical href=/a><body><link rel=canonical href=/b>").canonicals] == ["/a", "/b"]


def test_viewport_and_robots() -> None:
    found = of("<meta name=viewport content='width=device-width'><meta name=ROBOTS content=noindex>")
    assert (found.viewport and found.viewport.text, found.robots and found.robots.text) == ("width=device-width", "noindex")


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<main>x</main>", 1),
        ("<div role=main>x</div>", 1),
        ("<main role=main>x</main>", 1),
        ("<main hidden>x</main><main>y</main>", 1),
        ("<div id=main>x", 0),
    ],
)
def test_main_landmarks_that_are_visible(markup: str, count: int) -> None:
    assert len(of(markup).main) == count


@pytest.mark.parametrize(
    ("markup", "has_head"),
    [
        ("<title>Ferry Board</title>", True),
        ("<meta charset=utf-8><p>Ferry times", True),
        ("<link rel=icon href=/f.ico><p>Ferry times", True),
        ("<body><p>Ferry times<meta name=description content=Times>", True),
        ("<body><p>Ferry times", False),
        ("<script src=/a.js></script><p itemscope>Ferry<meta itemprop=price content=1><link itemprop=url href=/f>", False),
        ("<body><svg><title>Lock</title></svg>", False),
    ],
)
def test_a_page_without_title_meta_and_link_has_no_head(markup: str, has_head: bool) -> None:
    assert of(markup).has_head is has_head
