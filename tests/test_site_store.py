"""The store of a run's pages: order, sites, what pages share and where they differ, addresses, hostile facts, and memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from govpagecheck.site_page import Link, Menu, SitePage
from govpagecheck.site_store import MOST_VARIANTS, Site, SiteStore, names, number_of

HOST = "https://www.example.gov"


@pytest.fixture
def store() -> Iterator[SiteStore]:
    with closing(SiteStore()) as opened:
        yield opened


def site_of(store: SiteStore, *pages: SitePage, name: str = "www.example.gov") -> Site:
    for page in pages:
        store.add(page)
    return Site(name, store, date(2026, 6, 1))


def page(path: str, **facts: object) -> SitePage:
    return SitePage(f"{path.strip('/') or 'index'}.html", f"{HOST}{path}", **facts)  # type: ignore[arg-type]


def test_pages_come_in_the_order_they_went_and_as_they_were(store: SiteStore) -> None:
    menus = (Menu("Primary", "header", (Link("Home", f"{HOST}/"),)),)
    pages = [page(f"/{number}", title=f"Pond {number}", menus=menus, anchors=None, dates=()) for number in range(450)]
    site = site_of(store, *pages)
    assert list(site.pages()) == pages
    assert list(site.pages()) == pages
    assert len(site) == 450


def test_sites_are_hosts_and_one_is_without_addresses(store: SiteStore) -> None:
    lost = SitePage(None, "https://lost.example.gov/", is_read=False, status=404)
    others = [SitePage("a.html", None), lost, SitePage("b", "http://WWW.example.gov/b"), SitePage("c", "https://data.example.gov/")]
    site = site_of(store, page("/a"), *others)
    assert store.sites() == ["www.example.gov", "pages without an address", "data.example.gov"]
    assert [one.path for one in site.pages()] == ["a.html", "b"]
    assert site.has_addresses
    assert not Site(store.sites()[1], store, site.today).has_addresses


def test_page_that_was_not_read_is_found_by_its_address_only(store: SiteStore) -> None:
    gone = SitePage(None, f"{HOST}/gone", is_read=False, status=410)
    site = site_of(store, page("/a"), gone)
    assert site.at(f"{HOST}/gone") == gone
    assert site.place(f"{HOST}/gone") == (2, False, 410)
    assert [one.path for one in site.pages()] == ["a.html"]
    assert len(site) == 1


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("/boats", "/boats"),
        ("/boats", "/boats/"),
        ("/boats/", "/boats"),
        ("/boats.html", "/boats"),
        ("/boats", "/boats.html"),
        ("/boats.htm", "/boats/"),
        ("/boats/", "/boats/index.html"),
        ("/boats", "/boats/index.html"),
        ("/boats/", "/boats/default.aspx"),
        ("/boats?id=1", "/boats/?id=1"),
        ("/b%7Eats", "/b~ats"),
        ("/", ""),
        ("/", "/index.php"),
    ],
)
def test_addresses_are_found_with_the_endings_that_servers_add(store: SiteStore, stored: str, asked: str) -> None:
    site = site_of(store, SitePage("it", _stored(f"{HOST}{stored}")))
    for address in (f"{HOST}{asked}", f"http://www.example.gov{asked}", f"{HOST}{asked}#part"):
        found = site.at(address)
        assert found is not None, address
        assert found.path == "it"


def _stored(address: str) -> str | None:
    from govpagecheck.site_page import normalised

    return normalised(address)


@pytest.mark.parametrize("asked", ["/boat", "/boats2", "/Boats", "/boats?id=1", "/boats/a", "", "/boats.pdf"])
def test_other_addresses_are_not_found(store: SiteStore, asked: str) -> None:
    site = site_of(store, page("/boats"))
    assert site.at(f"{HOST}{asked}") is None
    assert site.place(f"{HOST}{asked}") is None


@pytest.mark.parametrize(
    "asked", ["", "mailto:a@example.gov", "https://[::1", "https://www.example.gov:port/", "\ud800", "/boats", "https://"]
)
def test_what_is_no_address_is_not_found(store: SiteStore, asked: str) -> None:
    assert site_of(store, page("/boats")).at(asked) is None


def test_first_page_of_an_address_stays_and_redirects_lead_there(store: SiteStore) -> None:
    old = f"{HOST}/old"
    site = site_of(store, page("/new", redirects=(old,), title="first"), page("/new", title="second"), page("/old", title="third"))
    assert [found.title for asked in ("/new", "/old") if (found := site.at(f"{HOST}{asked}"))] == ["first", "first"]
    assert len(site) == 3


def test_pages_of_other_sites_of_the_run_are_found(store: SiteStore) -> None:
    site = site_of(store, page("/a"), SitePage("b", "https://es.example.gov/b"))
    assert site.at("https://es.example.gov/b") is not None


def test_alike_and_tally(store: SiteStore) -> None:
    titles = ["A", "B", "A", None, "C", "B", "A", "A"]
    site = site_of(store, *(page(f"/{number}", title=title) for number, title in enumerate(titles)))
    shared = [(value, number, [one.path for one in pages]) for value, number, pages in site.alike(lambda one: one.title, most=2)]
    assert shared == [("A", 4, ["0.html", "2.html"]), ("B", 2, ["1.html", "5.html"])]
    assert dict(site.tally(lambda one: one.title)) == {"A": 4, "B": 2, "C": 1}


def test_variants(store: SiteStore) -> None:
    places = ["header", "footer", "footer", "header", "footer"]
    site = site_of(store, *(page(f"/{number}", search_place=place) for number, place in enumerate(places)))

    def told(one: SitePage) -> list[tuple[str, str]]:
        return [("search", one.search_place or ""), ("search", one.search_place or ""), ("alone", "x")]

    [(thing, [first, second])] = site.variants(told, most=2)
    assert (thing, first.value, first.number, second.value, second.number) == ("search", "footer", 3, "header", 2)
    assert [one.path for one in first.pages] == ["1.html", "2.html"]
    assert {thing for thing, _ in site.variants(told, least=1)} == {"search", "alone"}


def test_variants_are_told_up_to_a_number(store: SiteStore) -> None:
    site = site_of(store, *(page(f"/{number}") for number in range(MOST_VARIANTS + 20)))
    [(_, values)] = site.variants(lambda one: [("address", one.address or "")])
    assert len(values) == MOST_VARIANTS


def test_rules_may_ask_one_thing_while_another_is_answered(store: SiteStore) -> None:
    site = site_of(store, *(page(f"/{number}", title=f"T{number % 2}", heading=f"H{number % 3}") for number in range(300)))
    seen = []
    for _, number, pages in site.alike(lambda one: one.title if site.at(one.address or "") else None):
        first = next(one.path for one in site.pages())
        assert dict(site.tally(lambda one: one.title)) == {"T0": 150, "T1": 150}
        seen.append((number, pages[0].path, first, len(list(site.alike(lambda one: one.heading)))))
    assert seen == [(150, "0.html", "0.html", 3), (150, "1.html", "0.html", 3)]


def test_unlinked_pages(store: SiteStore) -> None:
    def leading(path: str, *links: str, **facts: object) -> SitePage:
        return page(path, links=tuple(f"{HOST}{link}" for link in links), **facts)

    spanish = leading("/es/a", alternates=(Link("en", f"{HOST}/c"),))
    site = site_of(store, leading("/", "/a.html#part", "/es/a"), leading("/a", "/"), leading("/b", "/b"), leading("/c"), spanish)
    assert [one.path for one in site.unlinked()] == ["b.html"]


def test_half_characters_and_other_hostile_facts_are_kept(store: SiteStore) -> None:
    half = "\ud800 \x00 \x1f ' \" % _ 😀"
    site = site_of(store, page("/a", title=half, description=half), page("/b\udcff", title=half), SitePage(half, f"{HOST}/c'--"))
    assert [one.title for one in site.pages()] == [half, half, None]
    [(_, number, pages)] = site.alike(lambda one: one.title)
    assert (number, [one.path for one in pages]) == (2, ["a.html", "b\udcff.html"])
    assert len(list(site.variants(lambda one: [(half, one.title or half + "x")]))) == 1
    found = site.at(f"{HOST}/c'--")
    assert found is not None
    assert found.path == half
    store.add(SitePage("d", "https://\ud800.example.gov/"))
    for name in store.sites():
        assert len(list(Site(name, store, site.today).pages())) == len(Site(name, store, site.today))


def test_names_and_numbers_in_words() -> None:
    pages = [page("/a"), SitePage(None, f"{HOST}/b")]
    assert names(pages, 2) == "a.html, https://www.example.gov/b"
    assert names(pages, 9) == "a.html, https://www.example.gov/b and 7 more"
    assert (number_of(1), number_of(2)) == ("1 page", "2 pages")


def test_memory_does_not_grow_with_the_pages(store: SiteStore) -> None:
    links = tuple(f"{HOST}/{number}" for number in range(20))

    def added(first: int, last: int) -> int:
        """Add pages, ask what rules ask, and return the peak of memory in bytes above that before."""
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        site = site_of(store, *())
        for number in range(first, last):
            store.add(page(f"/{number}", title=f"Pond {number // 2}", links=links))
        assert sum(1 for _ in site.pages()) == last
        assert sum(1 for _ in site.alike(lambda one: one.title)) == last // 2
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        few = added(0, 1000)
        many = added(1000, 10_000)
    finally:
        tracemalloc.stop()
    assert max(few, many) < 3_000_000  # the facts of these pages are ten times as much; the cache of the database is not counted here
