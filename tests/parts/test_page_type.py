"""Page type: what a page clearly is, and that everything else is "other"."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts.page_type import find

TRAIL = "<nav aria-label=Breadcrumb><ol><li><a href=/>Home</a><li><a href=/n>{}</a><li>Pond opens</ol></nav>"


def type_of(page: str, url: str | None = None) -> str:
    return find(parse_page(f"<!doctype html><html lang=en>{page}", url=url)).value


@pytest.mark.parametrize(
    ("page", "url", "expected"),
    [
        ("<title>Ponds</title>", "https://www.ponds.gov/", "home"),
        ("<link rel=canonical href=https://www.ponds.gov/>", None, "home"),
        ("<meta property=og:url content=https://www.ponds.gov>", None, "other"),
        ("<link rel=canonical href=https://ponds.gov/front>", "https://www.ponds.gov/", "home"),
        ("<link rel=canonical href=https://www.ponds.gov/en/>", "https://www.ponds.gov/", "home"),
        ("<link rel=canonical href=https://builder.com/pages/12>", "https://www.ponds.gov/", "home"),
        ("<nav aria-label=Breadcrumb><ol><li><a href=/>Home</a></ol></nav>", "https://www.ponds.gov/", "home"),
        ("<p>This page is no longer maintained.</p>", None, "archived"),
        ("<title>Page not found | Ponds</title>", None, "error"),
        ("<title>404 Error</title>", None, "error"),
        ("<title>Search results - Ponds</title>", None, "search"),
        ("<h1>Pond opens</h1><div>Release Date: October 12, 2018</div>", None, "news"),
        ("<h1>Pond opens</h1><div><p>For Immediate Release</p><p>October 12, 2018</p></div>", None, "news"),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', None, "news"),
        (TRAIL.format("Press Releases") + "<p>Published May 3, 2020</p>", None, "news"),
        ("<main><form method=post>" + "".join(f"<input name=line{n}>" for n in range(6)) + "</form></main>", None, "form"),
    ],
)
def test_a_clear_page_is_recognised(page: str, url: str | None, expected: str) -> None:
    assert type_of(page, url) == expected


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("<title>Ponds</title>", None),
        ("<title>Ponds</title>", "https://www.ponds.gov/?page=2"),
        ("<title>What to do when a page is not found</title><p>Ask us.</p>", "https://www.ponds.gov/help"),
        ("<title>Search</title><form role=search><input name=q></form>", None),
        (TRAIL.format("About"), None),
        (TRAIL.format("About"), "https://www.ponds.gov/"),
        ("<link rel=canonical href=https://www.ponds.gov/rules/swimming>", "https://www.ponds.gov/"),
        ("<meta property=og:url content=https://ponds.gov/rules/swimming>", "https://www.ponds.gov/"),
        ('<script type=application/json>{"path": {"isFront": false}}</script>', "https://www.ponds.gov/"),
        (TRAIL.format("Newspapers") + "<p>Published May 3, 2020</p>", None),
        ("".join(f"<li>Release Date: May {day}, 2020</li>" for day in (1, 2, 3)), None),
        ("<meta property=og:type content=article><p>Published May 3, 2020</p>", "https://www.ponds.gov/ponds/rules"),
        ("<main><form method=post><input name=email><input name=zip><textarea name=comment></textarea></form></main>", None),
    ],
)
def test_everything_else_is_other(page: str, url: str | None) -> None:
    assert type_of(page, url) == "other"


def test_a_doubt_is_told() -> None:
    guess = find(parse_page("<link rel=canonical href=https://www.ponds.gov/rules>", url="https://www.ponds.gov/"))
    assert guess.doubt == 'the canonical link\'s path "/rules"'
    assert find(parse_page("<title>Ponds</title>", url="https://www.ponds.gov/")).doubt == ""


def test_the_guess_says_what_it_rests_on() -> None:
    assert find(parse_page("<title>404 Error</title>")).guessed_from == 'the title "404 Error"'
