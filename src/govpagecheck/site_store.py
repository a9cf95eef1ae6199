"""The pages of a run as the rules of a site see them: kept on disk, so that memory does not grow with the run."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag

from govpagecheck.address import host_of
from govpagecheck.site_page import SitePage, from_json, normalised

if TYPE_CHECKING:
    from govpagecheck.evidence import HostEvidence

UNNAMED = "pages without an address"
MOST_VALUES = 10_000
MOST_VARIANTS = 50
MOST_KEPT = 20_000  # of what pages tell, in memory
_LIKELY_ENDINGS = ("", "/", ".html", ".htm", "/index.html")
_INDEX_PAGE = re.compile(r"(?:index|default)\.(?:php|aspx?|s?html?|cfm|jsp)$", re.IGNORECASE)
_OTHER_SCHEME = {"http": "https", "https": "http"}


class Place(NamedTuple):
    """What is known at an address without its facts: the number of the page in the run, whether it was read, and its status."""

    number: int
    is_read: bool
    status: int | None


class Variant(NamedTuple):
    """One of the values that pages give for the same thing: the value, how many pages give it, and the first of them."""

    value: str
    number: int
    pages: list[SitePage]


class SiteStore:
    """Keeps the facts of pages in a file of its own, which is gone when the store is closed; pages belong to the site of their host."""

    def __init__(self) -> None:
        import sqlite3  # rules about one page load this module too, and need no database

        self._tables = count()
        self._rows = sqlite3.connect("", isolation_level=None)  # a database in a temporary file, in memory while it is small
        self._rows.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;"
            "CREATE TABLE page (number INTEGER PRIMARY KEY, site TEXT, is_read INTEGER, status INTEGER, facts TEXT);"
            "CREATE INDEX page_of_site ON page (site);"
            "CREATE TABLE place (address TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;"
        )

    def add(self, page: SitePage) -> None:
        """Keep a page; of two with one address, the first is found there."""
        site = _storable(host_of(page.address) or UNNAMED)
        facts = json.dumps(page.as_json(), separators=(",", ":"))
        row = (site, page.is_read, page.status, facts)
        number = self._rows.execute("INSERT INTO page (site, is_read, status, facts) VALUES (?, ?, ?, ?)", row).lastrowid
        for address in filter(None, (page.address, *page.redirects)):
            self._rows.execute("INSERT OR IGNORE INTO place VALUES (?, ?)", (_storable(address), number))

    def sites(self) -> list[str]:
        """Return the sites that have a page which was read, in the order of their first page."""
        return [site for (site,) in self._rows.execute("SELECT site FROM page WHERE is_read GROUP BY site ORDER BY min(number)")]

    def close(self) -> None:
        """Give up the file."""
        self._rows.close()

    def read(self, site: str) -> Iterator[SitePage]:
        """Yield the pages of a site that were read, in the order they came."""
        return (page for _, page in self._numbered(site))

    def count(self, site: str) -> int:
        """Return how many pages of a site were read."""
        [(number,)] = self._rows.execute("SELECT count(*) FROM page WHERE site = ? AND is_read", (site,))
        return int(number)

    def at(self, address: str) -> SitePage | None:
        """Return the page at an address, also one that could not be read."""
        found = self._rows.execute(
            "SELECT facts FROM place JOIN page ON place.number = page.number WHERE place.address = ?", (_storable(address),)
        ).fetchone()
        return from_json(json.loads(found[0])) if found else None

    def place(self, address: str) -> Place | None:
        """Return what is known at an address without reading the page's facts."""
        found = self._rows.execute(
            "SELECT page.number, is_read, status FROM place JOIN page ON place.number = page.number WHERE place.address = ?",
            (_storable(address),),
        ).fetchone()
        return Place(found[0], bool(found[1]), found[2]) if found else None

    def alike(self, site: str, value_of: Callable[[SitePage], str | None], most: int) -> Iterator[tuple[str, int, list[SitePage]]]:
        """Yield each value that several pages of a site share: the value, how many pages, and the first `most` of them."""
        table = f"alike_{next(self._tables)}"
        self._rows.execute(f"CREATE TEMP TABLE {table} (value TEXT, number INTEGER, PRIMARY KEY (value, number)) WITHOUT ROWID")
        try:
            rows = ((_storable(value), number) for number, page in self._numbered(site) if (value := value_of(page)) is not None)
            self._rows.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)
            shared = self._rows.execute(
                f"SELECT value, count(*) FROM {table} GROUP BY value HAVING count(*) > 1 ORDER BY min(number)"
            ).fetchall()
            for value, number in shared:
                facts = self._rows.execute(
                    f"SELECT facts FROM {table} JOIN page USING (number) WHERE value = ? ORDER BY number LIMIT ?", (value, most)
                ).fetchall()
                yield value, number, [from_json(json.loads(one)) for (one,) in facts]
        finally:
            self._rows.execute(f"DROP TABLE {table}")

    def variants(
        self, site: str, told_by: Callable[[SitePage], Iterable[tuple[str, str]]], least: int, most: int
    ) -> Iterator[tuple[str, list[Variant]]]:
        """Yield each thing of which pages give at least `least` different values, with its values, that of most pages first.

        `told_by` returns pairs of a thing and a value. At most 10,000 things and 50 values of each are told, and the first
        `most` pages of each value.
        """
        table = f"told_{next(self._tables)}"
        self._rows.execute(
            f"CREATE TEMP TABLE {table} (thing TEXT, value TEXT, number INTEGER, first INTEGER, pages TEXT, PRIMARY KEY (thing, value))"
            " WITHOUT ROWID"
        )
        try:
            kept: dict[tuple[str, str], list[int]] = {}  # how many pages, then the first of them; what many pages tell is counted here
            for number, page in self._numbered(site):
                for pair in dict.fromkeys(told_by(page)):
                    row = kept.get(pair)
                    if row is None:
                        if len(kept) >= MOST_KEPT:
                            self._spill(table, kept)
                        kept[pair] = [1, number]
                        continue
                    row[0] += 1
                    if len(row) <= most:
                        row.append(number)
            self._spill(table, kept)
            things = self._rows.execute(
                f"SELECT thing FROM {table} GROUP BY thing HAVING count(*) >= ? ORDER BY min(first), thing LIMIT ?", (least, MOST_VALUES)
            ).fetchall()
            for (thing,) in things:
                rows = self._rows.execute(
                    f"SELECT value, number, pages FROM {table} WHERE thing = ? ORDER BY number DESC, first, value LIMIT ?",
                    (thing, MOST_VARIANTS),
                ).fetchall()
                yield thing, [Variant(value, number, self._pages(pages.split()[:most])) for value, number, pages in rows]
        finally:
            self._rows.execute(f"DROP TABLE {table}")

    def _spill(self, table: str, kept: dict[tuple[str, str], list[int]]) -> None:
        """Add what was counted in memory to what is on disk, and forget it."""
        self._rows.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?) ON CONFLICT (thing, value) DO UPDATE SET number = number + excluded.number,"
            " pages = CASE WHEN length(pages) < 100 THEN pages || ' ' || excluded.pages ELSE pages END",
            (
                (_storable(thing), _storable(value), number, first[0], " ".join(map(str, first)))
                for (thing, value), (number, *first) in kept.items()
            ),
        )
        kept.clear()

    def _pages(self, numbers: Sequence[str]) -> list[SitePage]:
        rows = (self._rows.execute("SELECT facts FROM page WHERE number = ?", (int(number),)).fetchone() for number in numbers)
        return [from_json(json.loads(facts)) for (facts,) in rows]

    def unlinked(self, site: str, leads_to: Callable[[SitePage], Iterable[int]]) -> Iterator[SitePage]:
        """Yield the pages of a site to whose number no other page leads; this alone keeps a byte of each page."""
        [(last,)] = self._rows.execute("SELECT coalesce(max(number), 0) FROM page")
        is_linked = bytearray(last + 1)
        for number, page in self._numbered(site):
            for other in leads_to(page):
                if other != number:
                    is_linked[other] = 1
        yield from (page for number, page in self._numbered(site) if not is_linked[number])

    def in_other_case(self, address: str) -> str | None:
        """Return the address of a page that differs from this one in capitals only."""
        self._rows.execute("CREATE INDEX IF NOT EXISTS place_in_small ON place (lower(address))")
        found = self._rows.execute(
            "SELECT address FROM place WHERE lower(address) = lower(?1) AND address <> ?1 ORDER BY number LIMIT 1", (_storable(address),)
        ).fetchone()
        return str(found[0]) if found else None

    def _numbered(self, site: str) -> Iterator[tuple[int, SitePage]]:
        """Yield the pages with their numbers; nothing stays open between two of them, so that a rule may ask other things meanwhile."""
        last = 0
        while rows := self._rows.execute(
            "SELECT number, facts FROM page WHERE site = ? AND is_read AND number > ? ORDER BY number LIMIT 200", (site, last)
        ).fetchall():
            yield from ((number, from_json(json.loads(facts))) for number, facts in rows)
            last = rows[-1][0]


@dataclass(frozen=True)
class Site:
    """One site as its rules see it: the pages of one host, or those without an address.

    `is_whole` says that the run holds every page of the site, as a folder that is published does; `evidence` is what the
    network answered, None where it was not asked.
    """

    name: str
    store: SiteStore = field(repr=False, compare=False)
    today: date
    is_whole: bool = False
    evidence: HostEvidence | None = None

    @property
    def has_addresses(self) -> bool:
        """True where the pages have addresses, so that links between them can be followed."""
        return self.name != UNNAMED

    def pages(self) -> Iterator[SitePage]:
        """Yield the pages that were read, in the order they came; ask again rather than keep them all."""
        return self.store.read(self.name)

    def __len__(self) -> int:
        return self.store.count(self.name)

    def at(self, address: str) -> SitePage | None:
        """Return the page at an address of any site of the run, also one that could not be read; endings that servers add count."""
        return next((page for spelling in spellings(address) if (page := self.store.at(spelling))), None)

    def place(self, address: str) -> Place | None:
        """Return what is known at an address without reading the page's facts; endings count as in `at`."""
        return next((place for spelling in spellings(address) if (place := self.store.place(spelling))), None)

    def variants(
        self, told_by: Callable[[SitePage], Iterable[tuple[str, str]]], *, least: int = 2, most: int = 5
    ) -> Iterator[tuple[str, list[Variant]]]:
        """Yield each thing of which pages give at least `least` different values, with its values, that of most pages first.

        `told_by` returns pairs of a thing and a value, such as an address and what a page calls it. At most 10,000 things and
        50 values of each are told, and the first `most` pages of each value.
        """
        return self.store.variants(self.name, told_by, least, most)

    def in_other_case(self, address: str) -> str | None:
        """Return the address of a page that differs from this one in capitals only."""
        return self.store.in_other_case(address)

    def unlinked(self) -> Iterator[SitePage]:
        """Yield the pages to which no other page of the site leads."""
        place_of = lru_cache(maxsize=50_000)(self.place)

        def leads_to(page: SitePage) -> Iterator[int]:
            for address in dict.fromkeys([*(urldefrag(link).url for link in page.links), *(one.address for one in page.alternates)]):
                if place := place_of(address):
                    yield place.number

        return self.store.unlinked(self.name, leads_to)

    def alike(self, value_of: Callable[[SitePage], str | None], *, most: int = 5) -> Iterator[tuple[str, int, list[SitePage]]]:
        """Yield each value that several pages share: the value, how many pages, and the first `most` of them."""
        return self.store.alike(self.name, value_of, most)

    def tally(self, value_of: Callable[[SitePage], str | None]) -> Counter[str]:
        """Return how many pages have each value, of at most 10,000 different ones; None is not counted."""
        found: Counter[str] = Counter()
        for page in self.pages():
            value = value_of(page)
            if value is not None and (value in found or len(found) < MOST_VALUES):
                found[value] += 1
        return found


def spellings(address: str) -> Iterator[str]:
    """Yield the address, then with the endings that servers add, take away or stand for, each also in the other scheme."""
    place = normalised(address)
    if place is None:
        return
    yield place
    scheme, colon, rest = place.partition(":")
    path, mark, query = rest.partition("?")
    bare = _INDEX_PAGE.sub("", path).removesuffix("/")
    if bare == path and path.endswith((".html", ".htm")):
        bare = path.rpartition(".")[0]
    for one in (scheme, _OTHER_SCHEME[scheme]):
        yield from (f"{one}{colon}{ending_of}{mark}{query}" for ending_of in (path, *(f"{bare}{end}" for end in _LIKELY_ENDINGS)))


def _storable(text: str) -> str:
    """Return a text that the database takes: half a character, which only hostile input has, is written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def names(pages: Sequence[SitePage], number: int) -> str:
    """Return the names of the first pages, and how many more there are.

    >>> names([SitePage("a.html", None), SitePage("b.html", None)], 7)
    'a.html, b.html and 5 more'
    """
    shown = ", ".join(page.name for page in pages)
    return f"{shown} and {number - len(pages)} more" if number > len(pages) else shown


def number_of(pages: int) -> str:
    """Return a number of pages in words.

    >>> number_of(1), number_of(12)
    ('1 page', '12 pages')
    """
    return f"{pages} page{'' if pages == 1 else 's'}"
