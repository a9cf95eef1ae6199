"""Where links of a site lead: fates of addresses, what pages tell of one thing, pages without a link, and the facts these read."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from govpagecheck import Page, parse_page
from govpagecheck.site_facts import MOST_ADDRESSES, MOST_LINKS, site_facts
from govpagecheck.site_links import Fate, comparable_address, fates
from govpagecheck.site_page import Link, SitePage
from govpagecheck.site_store import Place, Site, SiteStore

HOME = "https://www.example.gov/"


@pytest.fixture
def store() -> Iterator[SiteStore]:
    with closing(SiteStore()) as opened:
        yield opened


def site_of(store: SiteStore, *pages: SitePage, is_whole: bool = True) -> Site:
    for page in pages:
        store.add(page)
    return Site("www.example.gov", store, date(2026, 6, 1), is_whole)


def page(path: str, **facts: object) -> SitePage:
    return SitePage(f"{path or 'index.html'}", HOME + path, **facts)  # type: ignore[arg-type]


def facts_of(html: str, url: str | None = HOME + "a/b.html") -> SitePage:
    source = f"<!doctype html><html lang=en><title>Ponds</title>{html}"
    return site_facts(parse_page(source, url=url), Page(content=source.encode(), url=url))


@pytest.mark.parametrize(
    ("address", "fate"),
    [
        ("rules.html", Fate.PAGE),
        ("rules", Fate.PAGE),
        ("rules/", Fate.PAGE),
        ("rules.htm", Fate.PAGE),
        ("news", Fate.PAGE),
        ("news/index.php", Fate.PAGE),
        ("news/index.html", Fate.PAGE),
        ("lost.html", Fate.GONE),
        ("taken-down", Fate.GONE),
        ("busy", Fate.PAGE),
        ("soft", Fate.ERROR_PAGE),
        ("404.html", Fate.PAGE),
        ("nowhere.html", Fate.MISSING),
        ("nowhere/", Fate.MISSING),
        ("nowhere", Fate.MISSING),
        ("search", Fate.PERHAPS),
        ("en/api/ponds", Fate.PERHAPS),
        (".well-known/nothing", Fate.PERHAPS),
        ("plan.pdf", Fate.UNKNOWN),
        ("nowhere.html?page=2", Fate.UNKNOWN),
    ],
)
def test_fate_of_an_address(store: SiteStore, address: str, fate: Fate) -> None:
    site = site_of(
        store,
        page(""),
        page("rules.html"),
        page("news/"),
        page("404.html", page_type="error"),
        page("soft", page_type="error"),
        page("lost.html", is_read=False, status=404),
        page("taken-down", is_read=False, status=410),
        page("busy", is_read=False, status=503),
    )
    assert fates(site)(HOME + address) is fate


def test_fate_in_a_part_of_a_site_is_unknown(store: SiteStore) -> None:
    fate = fates(site_of(store, page(""), page("a/"), is_whole=False))
    assert fate(HOME + "nowhere.html") is Fate.UNKNOWN


def test_fate_outside_of_the_folder_or_the_host_is_unknown(store: SiteStore) -> None:
    fate = fates(site_of(store, page("ponds/"), page("ponds/rules/")))
    assert fate(HOME + "nowhere.html") is Fate.UNKNOWN
    assert fate("https://other.example.gov/ponds/nowhere.html") is Fate.UNKNOWN
    assert fate(HOME + "ponds/nowhere.html") is Fate.MISSING


def test_address_without_an_ending_misses_no_page_where_no_page_has_such_an_address(store: SiteStore) -> None:
    fate = fates(site_of(store, page(""), page("rules.html")))
    assert fate(HOME + "nowhere/") is Fate.PERHAPS


def test_fate_of_what_is_no_address_is_unknown(store: SiteStore) -> None:
    fate = fates(site_of(store, page("")))
    assert [fate(one) for one in ("", "mailto:a@example.gov", "https://[", "\ud800")] == [Fate.UNKNOWN] * 4


def test_comparable_addresses_forget_what_servers_add() -> None:
    same = {comparable_address(HOME + one) for one in ("news", "news/", "news.html", "news.HTM")}
    assert same == {"www.example.gov/news"}
    assert comparable_address(HOME + "news?b=1") == "www.example.gov/news?b=1"
    assert comparable_address("") == ""


def test_place_knows_the_other_scheme_and_the_addresses_that_led_to_a_page(store: SiteStore) -> None:
    site = site_of(store, page("rules.html", redirects=(HOME + "old",)), page("gone", is_read=False, status=404))
    assert site.place("http://www.example.gov/rules") == site.place(HOME + "old") == Place(1, True, None)
    assert site.place(HOME + "gone/") == Place(2, False, 404)
    assert site.place(HOME + "other") is None
    assert site.place("javascript:go()") is None


def test_variants_name_what_pages_tell_differently(store: SiteStore) -> None:
    told = {"a": ["x"], "b": ["y"], "c": ["y", "y", "z"], "d": []}
    site = site_of(store, *(page(name) for name in told))

    def told_by(one: SitePage) -> Iterator[tuple[str, str]]:
        for value in told[one.name]:
            yield "thing", value
        yield "same", "for all"

    [(thing, variants)] = site.variants(told_by, most=1)
    assert thing == "thing"
    assert [(one.value, one.number, [here.name for here in one.pages]) for one in variants] == [
        ("y", 2, ["b"]),
        ("x", 1, ["a"]),
        ("z", 1, ["c"]),
    ]
    assert [thing for thing, _ in site.variants(told_by, least=1)] == ["same", "thing"]


def test_variants_may_be_asked_while_others_are_read(store: SiteStore) -> None:
    site = site_of(store, page("a"), page("b"))
    outer = site.variants(lambda one: [("name", one.name), ("\ud800", one.name + "\ud800")])
    found = [(thing, [one.value for _, [one] in site.variants(lambda one: [(one.name, "1")], least=1)]) for thing, _ in outer]
    assert [values for _, values in found] == [["1", "1"]] * 2


def test_unlinked_pages_are_those_that_only_link_to_themselves(store: SiteStore) -> None:
    site = site_of(
        store,
        page("", links=(HOME + "rules#boats", HOME + "nowhere")),
        page("rules.html", links=(HOME,)),
        page("alone.html", links=(HOME + "alone", HOME)),
        page("es/", links=()),
        page("map.html", alternates=(Link("es", HOME + "es/"),)),
    )
    assert [one.name for one in site.unlinked()] == ["alone.html", "map.html"]


def test_asking_about_many_pages_needs_little_memory(store: SiteStore) -> None:
    for number in range(4000):
        links = tuple(f"{HOME}p{(number * 7 + step) % 4000}.html" for step in range(30))
        store.add(page(f"p{number}.html", links=links))
    site = Site("www.example.gov", store, date(2026, 6, 1), True)
    tracemalloc.start()
    try:
        fate = fates(site)
        assert list(site.variants(lambda one: ((link, "") for link in one.links if fate(link) is not Fate.PAGE), least=1)) == []
        assert list(site.unlinked()) == []
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_links_of_a_page_are_those_of_its_host_with_their_fragments() -> None:
    found = facts_of(
        "<meta http-equiv=refresh content='5; url=/start'><a href='c.html#Fees'>Fees</a><a href='c.html#Fees'>Fees</a>"
        "<a href='#'>Top</a><a href='c.html#x:~:text=boats'>Boats</a><a href='https://other.gov/'>Other</a><a href='mailto:a@b'>Mail</a>"
        "<map name=m><area href=/map></map><iframe src=/level title=Level></iframe>"
        "<form action=/search/></form><form action=/send></form>"
    )
    names = [link.removeprefix(HOME) for link in found.links]
    assert names == ["a/c.html#Fees", "a/b.html", "a/c.html#x", "map", "level", "search/", "start"]


def test_links_need_an_address() -> None:
    assert facts_of("<a href='c.html'>Fees</a>", url=None).links == ()


def test_long_lists_of_links_lose_their_fragments_and_then_end() -> None:
    rows = "".join(f"<a href='c{number // 10}.html#f{number}'>{number}</a>" for number in range(MOST_LINKS + 1000))
    links = facts_of(rows).links
    assert len(links) == MOST_LINKS + 100
    assert links[-1] == HOME + "a/c299.html"
    rows = "".join(f"<a href='d{number}.html'>{number}</a>" for number in range(MOST_ADDRESSES + 5))
    assert len(facts_of(rows).links) == MOST_ADDRESSES


def test_anchors_are_ids_and_names_of_links() -> None:
    assert facts_of("<h2 id=fees>Fees</h2><a name='old%20fees'>Old</a><input name=q>").anchors == ("fees", "old fees")


@pytest.mark.parametrize(
    "html",
    [
        "<div id=root></div><script src=app.js></script>",
        "<aside class='usa-in-page-nav'></aside><h2>Fees</h2>",
        "".join(f"<i id=a{number}></i>" for number in range(MOST_LINKS + 1)),
    ],
)
def test_anchors_are_unknown_where_a_script_writes_them_or_there_are_too_many(html: str) -> None:
    assert facts_of(html).anchors is None


def test_required_links_are_those_that_serve_as_such() -> None:
    found = facts_of(
        "<main><p>The state's <a href=/other>privacy policy</a> says that ponds are public and open to all.</p></main>"
        "<footer><a href=/privacy>Privacy policy</a> <a href=https://oig.gov/>Office of the Inspector General</a></footer>"
    )
    assert found.required_links == (Link("oig", "https://oig.gov/"), Link("privacy", HOME + "privacy"))
