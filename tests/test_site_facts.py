"""What a page tells about its site: each kind of fact from a small page, and that facts stay small and travel."""

from __future__ import annotations

import json
from typing import Any

import pytest

from govpagecheck import Page, parse_page
from govpagecheck.site_facts import MOST_ADDRESSES, MOST_LINKS, site_facts, unread_page
from govpagecheck.site_groups import is_copy, joined, language_of, majority, parted, primary_language
from govpagecheck.site_page import Dated, Help, Link, Menu, SitePage, from_json, normalised
from govpagecheck.site_store import Variant

URL = "https://www.example.gov/ponds/boats"
TEXT = "<p>" + "The keeper of the pond counts the boats in May. " * 5 + "</p>"


def facts(body: str = "", head: str = "<title>Boats | Bureau of Ponds</title>", url: str | None = URL, lang: str = "en-US") -> SitePage:
    source = f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"
    return site_facts(parse_page(source, url=url), Page(source.encode(), "boats.html", url))


def test_head() -> None:
    page = facts(
        "<h1>Our boats</h1>",
        "<title>Boats | Bureau of Ponds</title><meta name=Description content='All boats.'><link rel=canonical href=/boats#top>"
        "<meta name=robots content='noindex, follow'><link rel=alternate hreflang=ES href=/es/barcos><link rel=alternate hreflang=fr>",
    )
    assert (page.title, page.heading, page.description) == ("Boats | Bureau of Ponds", "Our boats", "All boats.")
    assert (page.path, page.address, page.language, page.page_type) == ("boats.html", URL, "en-US", "other")
    assert page.canonical == "https://www.example.gov/boats"
    assert not page.is_indexed
    assert page.alternates == (Link("es", "https://www.example.gov/es/barcos"),)


def test_empty_page_tells_nothing() -> None:
    page = facts("", "", None, "''")
    assert page == SitePage("boats.html", None, language=page.language)
    assert set(page.as_json()) <= {"path", "address", "language"}


def test_long_texts_are_cut() -> None:
    page = facts(f"<h1>{'boat ' * 200}</h1>", f"<title>{'pond ' * 200}</title>")
    assert len(page.title or "") <= 300
    assert len(page.heading or "") <= 300


def test_page_in_archive_and_its_notice() -> None:
    notice = "<main><h1>Boats of 2016</h1><p>This page is archived and is no longer updated.</p></main>"
    page = facts(notice, url="https://www.example.gov/news/Archive/2016/boats")
    assert page.archive_folder == "/news/Archive/"
    assert page.archive_notice == "This page is archived and is no longer updated."
    assert facts(url="https://archive.example.gov/a/b").archive_folder == "/"
    assert facts(url="https://www.example.gov/archive/").archive_folder is None
    assert facts(url="https://www.example.gov/archive/2016").archive_folder is None
    assert facts().archive_folder is None


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("<main><h1>Boats</h1><p>Published May 4, 2026</p>{}</main>", "top"),
        ("<main><h1>Boats</h1>{}<p>Published May 4, 2026</p></main>", "bottom"),
        ("<main><h1>Boats</h1>{0}<p>Published May 4, 2026</p>{0}</main>", "middle"),
        ("<main><p>Published May 4, 2026</p>{}<h1>Boats</h1>{}</main>", "top"),
        ("<nav>{0}{0}</nav><main><h1>Boats</h1><p>Published May 4, 2026</p>{0}</main><footer>{0}</footer>", "top"),
        ("<h1>Boats</h1><p>Published May 4, 2026</p>{}", "top"),
        ("<h1>Boats</h1>{0}{0}<p>Published May 4, 2026</p><footer>Ponds</footer>", "bottom"),
        ("<div>{0}{0}</div><h1>Boats</h1><p>Published May 4, 2026</p>{0}", "top"),
    ],
)
def test_place_of_a_date(body: str, place: str) -> None:
    assert facts(body.format(TEXT, TEXT)).dates == (Dated("published", place),)


def test_first_date_of_each_kind() -> None:
    body = f"<main><h1>Boats</h1><p>Published May 4, 2026</p>{TEXT}<p>Updated May 6, 2026</p><p>Published May 7, 2026</p></main>"
    assert facts(body).dates == (Dated("published", "top"), Dated("updated", "bottom"))


@pytest.mark.parametrize(
    ("around", "place"),
    [
        ("<header>{}</header>", "header"),
        ("<footer>{}</footer>", "footer"),
        ("<aside>{}</aside>", "aside"),
        ("<footer><nav>{}</nav></footer>", "footer"),
        ("<div role=banner><div class=footer>{}</div></div>", "header"),
        ("<div id=site-header><div>{}</div></div>", "header"),
        ("<div class='region siteFooter'>{}</div>", "footer"),
        ("<div id=content><div class=header>{}</div></div>", "header"),
        ("<div id=page-sidebar>{}</div>", "aside"),
        ("<div class=content>{}</div>", "elsewhere"),
        ("<div class=card-header>{}</div>", "elsewhere"),
        ("{}", "elsewhere"),
    ],
)
def test_place_of_help(around: str, place: str) -> None:
    body = around.format("<a href=/contact>Contact us</a>")
    assert facts(f"<h1>Boats</h1>{body}").help == (Help("contact", place, "Contact us", "https://www.example.gov/contact"),)


def test_help_comes_in_order_and_that_of_the_text_is_left_out() -> None:
    page = facts(
        "<header><a href=tel:+12025550100>202-555-0100</a><a href=/faq>FAQ</a><a href=/chat>Live chat</a>"
        "<a href=#contact>Contact</a></header>"
        "<main><h1>Boats</h1><a href=/contact>Contact us</a><a href=mailto:one@example.gov>one</a></main>"
        "<footer><a href=/feedback>Feedback</a><a href=mailto:two@example.gov>two</a><a href=mailto:two@example.gov>again</a>"
        "<a href=/contact hidden>Contact us</a></footer>"
    )
    assert [(one.kind, one.place) for one in page.help] == [
        ("phone", "header"),
        ("faq", "header"),
        ("chat", "header"),
        ("feedback", "footer"),
        ("email", "footer"),
    ]


def test_many_ways_of_one_kind_are_cut() -> None:
    assert len(facts("".join(f"<a href=tel:+1202555{number:04}>{number}</a>" for number in range(50))).help) == 4


@pytest.mark.parametrize(
    ("body", "offers"),
    [
        ("<select><option>English<option>Español</select>", True),
        ("<button>Español</button>", True),
        ("<a href=#>Español</a>", True),
        ("<a href='javascript:go()'>Tiếng Việt</a>", True),
        ("<div id=google_translate_element></div>", True),
        ("<button>Select language: English</button>", True),
        ("<p class=languages><span data-to=es>Español</span></p>", True),
        ("<ul><li><a href=/es/>Español</a></ul>", False),
        ("<button>Search</button><select><option>English literature of all the years from 1900 to 1950</select>", False),
    ],
)
def test_languages_offered_by_script(body: str, offers: bool) -> None:
    assert facts(body).offers_languages is offers


def test_search_menus_and_trail() -> None:
    page = facts(
        "<header><form role=search action=/search><label>Search <input type=search name=q></label>"
        "<button>Search</button></form></header>"
        "<nav aria-label=Primary><a href=/>Home</a><a href=../ponds/>Ponds</a><a href=mailto:a@example.gov>Write</a></nav>"
        "<nav aria-label=Breadcrumbs><ol><li><a href=/>Home</a><li><a href=/ponds/>Ponds</a>"
        "<li aria-current=page>Boats</ol></nav><h1>Boats</h1>"
    )
    assert page.search_place == "header"
    assert page.menus == (
        Menu("Primary", "elsewhere", (Link("Home", "https://www.example.gov/"), Link("Ponds", "https://www.example.gov/ponds/"))),
    )
    assert page.trail == (Link("Home", "https://www.example.gov/"), Link("Ponds", "https://www.example.gov/ponds/"), Link("Boats", ""))


def test_links_and_anchors() -> None:
    page = facts(
        "<base href=/base/><p id=one><a name=two></a><a href=a>A</a><a href=/base/a>A</a><a href=a#b>B</a><a href=a#:~:text=c>C</a>"
        "<a href=https://other.example.gov/>D</a><a href=mailto:a@example.gov>E</a><area href=map><iframe src=frame></iframe>"
    )
    assert page.links == tuple(f"https://www.example.gov/base/{one}" for one in ("a", "a#b", "map", "frame"))
    assert page.anchors == ("one", "two")
    assert facts("<div id=root></div><script src=app.js></script>").anchors is None


def test_many_links_lose_their_fragments_and_then_are_cut() -> None:
    links = facts("".join(f"<a href=/{number}#a>x</a><a href=/{number}#b>x</a>" for number in range(MOST_ADDRESSES + 50))).links
    assert len(links) == MOST_ADDRESSES
    assert links[0].endswith("/0#a")
    assert links[-1].endswith(f"/{MOST_ADDRESSES - MOST_LINKS // 2 - 1}")
    assert facts("".join(f"<i id=a{number}></i>" for number in range(MOST_LINKS + 50))).anchors is None


def test_banner_and_identifier() -> None:
    page = facts(
        "<section class=usa-banner><header class=usa-banner__header>"
        "<p class=usa-banner__header-text>An official website of the United States government</p>"
        "<button class=usa-banner__button aria-controls=gov-banner>Here’s how you know</button></header>"
        "<div class=usa-banner__content id=gov-banner><p><strong>Official websites use .gov</strong><br>"
        "A .gov website belongs to an official government organization in the United States."
        "<p><strong>Secure .gov websites use HTTPS</strong><br>"
        "A lock or https:// means you’ve safely connected to the .gov website.</div></section><h1>Boats</h1>"
        "<div class=usa-identifier><p>www.example.gov<p>An official website of the <a href=/>Bureau</a>"
        "<nav aria-label='Important links'><a href=/about>About BP</a><a href=/foia>FOIA requests</a></nav></div>"
    )
    assert (page.banner, page.banner_generation, page.banner_language, page.has_identifier) == ("us-federal-gov", "uswds-2", "en", True)
    assert page.banner_wording == (
        "An official website of the United States government / Official websites use .gov / Secure .gov websites use HTTPS"
    )
    assert (facts("<h1>Boats</h1>").banner, facts("<h1>Boats</h1>").has_identifier) == ("none", False)
    shell = facts("<div id=root></div><script src=app.js></script>")
    assert (shell.banner, shell.has_identifier) == (None, None)
    assert facts("<usa-banner></usa-banner><h1>Boats</h1>").banner_wording is None


def test_page_that_was_not_read() -> None:
    page = unread_page(Page(b"", None, "https://www.example.gov/b", unreadable="404", status=404, redirects=("http://www.example.gov/a",)))
    assert page == SitePage(None, "https://www.example.gov/b", False, 404, ("http://www.example.gov/a",))
    assert from_json(json.loads(json.dumps(page.as_json()))) == page


def test_facts_travel_as_json() -> None:
    page = facts(
        "<header><a href=/contact>Contact us</a></header><nav><a href=/>Home</a></nav>"
        "<main><h1>Boats</h1><p>Published May 4, 2026</p></main>",
        "<title>Boats</title><link rel=alternate hreflang=es href=/es/>",
    )
    assert page.help
    assert page.dates
    assert from_json(json.loads(json.dumps(page.as_json()))) == page


@pytest.mark.parametrize(
    "row", [{"path": None}, {"path": "a", "address": None, "menus": [["x"]]}, {"path": "a", "address": None, "odd": 1}]
)
def test_what_are_no_facts_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no facts"):
        from_json(row)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://WWW.Example.GOV:80/a%7Eb/index.html?q=1#x", "http://www.example.gov/a~b/?q=1"),
        ("https://www.example.gov", "https://www.example.gov/"),
        ("https://[::1]:8443/a", "https://[::1]:8443/a"),
        ("https://www.example.gov/%ff%2f", "https://www.example.gov/%FF/"),
        ("https://www.example.gov:port/", None),
        ("https://[::1/", None),
        ("javascript:alert(1)", None),
        ("mailto:a@example.gov", None),
        ("", None),
        (None, None),
        ("\ud800", None),
    ],
)
def test_normalised_addresses(address: str | None, expected: str | None) -> None:
    assert normalised(address) == expected


@pytest.mark.parametrize(
    ("address", "canonical", "expected"),
    [
        (URL, None, False),
        (URL, "http://example.gov/ponds/boats/", False),
        (URL, "https://www.example.gov/ponds/boats.html", False),
        (URL, "https://www.example.gov/ponds", True),
        (f"{URL}?sheet=2", URL, True),
        (None, URL, False),
    ],
)
def test_copies(address: str | None, canonical: str | None, expected: bool) -> None:
    assert is_copy(SitePage("a", address, canonical=canonical)) is expected


def test_languages() -> None:
    assert language_of(SitePage("a", None, language="ES-419")) == "es"
    assert language_of(SitePage("a", None)) == ""
    assert [primary_language(tag) for tag in ("nb", "", None, "x", "i-klingon", " en ")] == ["no", "", "", "", "", "en"]


@pytest.mark.parametrize(
    ("numbers", "expected"), [((3,), 0), ((2,), None), ((4, 2), 0), ((4, 3), None), ((3, 1, 1), None), ((2, 9), 1), ((), None)]
)
def test_majority(numbers: tuple[int, ...], expected: int | None) -> None:
    variants = [Variant(str(number), number, []) for number in numbers]
    assert majority(variants) == (None if expected is None else variants[expected])


def test_joined_values_come_apart() -> None:
    assert parted(joined(["a\nb", "", "c"])) == ["a b", "", "c"]
