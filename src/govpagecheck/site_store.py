"""The pages of a run as the rules of a site see them: kept on disk, so that memory does not grow with the run."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from govpagecheck.address import host_of
from govpagecheck.site_page import SitePage, from_json, normalised

if TYPE_CHECKING:
    from govpagecheck.evidence import HostEvidence

UNNAMED = "pages without an address"
MOST_VALUES = 10_000
_LIKELY_ENDINGS = ("", "/", ".html", ".htm", "/index.html")


class SiteStore:
    """Keeps the facts of pages in a file of its own, which is gone when the store is closed; pages belong to the site of their host."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # a database in a temporary file, in memory while it is small
        self._rows.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;"
            "CREATE TABLE page (number INTEGER PRIMARY KEY, site TEXT, is_read INTEGER, facts TEXT);"
            "CREATE INDEX page_of_site ON page (site);"
            "CREATE TABLE place (address TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;"
            "CREATE TEMP TABLE alike (value TEXT, number INTEGER);"
        )

    def add(self, page: SitePage) -> None:
        """Keep a page; of two with one address, the first is found there."""
        site = host_of(page.address) or UNNAMED
        facts = json.dumps(page.as_json(), separators=(",", ":"))
        number = self._rows.execute("INSERT INTO page (site, is_read, facts) VALUES (?, ?, ?)", (site, page.is_read, facts)).lastrowid
        for address in filter(None, (page.address, *page.redirects)):
            self._rows.execute("INSERT OR IGNORE INTO place VALUES (?, ?)", (address, number))

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
            "SELECT facts FROM place JOIN page ON place.number = page.number WHERE place.address = ?", (address,)
        ).fetchone()
        return from_json(json.loads(found[0])) if found else None

    def alike(self, site: str, value_of: Callable[[SitePage], str | None], most: int) -> Iterator[tuple[str, int, list[SitePage]]]:
        """Yield each value that several pages of a site share: the value, how many pages, and the first `most` of them."""
        self._rows.execute("DELETE FROM alike")
        self._rows.executemany(
            "INSERT INTO alike VALUES (?, ?)",
            ((value, number) for number, page in self._numbered(site) if (value := value_of(page)) is not None),
        )
        shared = self._rows.execute("SELECT value, count(*) FROM alike GROUP BY value HAVING count(*) > 1 ORDER BY min(number)").fetchall()
        for value, number in shared:
            rows = self._rows.execute(
                "SELECT facts FROM alike JOIN page USING (number) WHERE value = ? ORDER BY number LIMIT ?", (value, most)
            ).fetchall()
            yield value, number, [from_json(json.loads(facts)) for (facts,) in rows]

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
        place = normalised(address)
        if place is None:
            return None
        path, mark, query = place.partition("?")
        bare = path.removesuffix("/")
        return next((page for end in _LIKELY_ENDINGS if (page := self.store.at(f"{bare}{end}{mark}{query}"))), None) or self.store.at(place)

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


def names(pages: Sequence[SitePage], number: int) -> str:
    """Return the names of the first pages, and how many more there are.

    >>> names([SitePage("a.html", None), SitePage("b.html", None)], 7)
    'a.html, b.html and 5 more'
    """
    shown = ", ".join(page.name for page in pages)
    return f"{shown} and {number - len(pages)} more" if number > len(pages) else shown
