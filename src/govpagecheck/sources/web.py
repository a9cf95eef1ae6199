"""Pages from the web: of addresses and of sitemaps, with the style sheets that they link to."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from govpagecheck.address import host_of
from govpagecheck.model import Page
from govpagecheck.sources.client import Client, Fetched, without_user
from govpagecheck.sources.exchange import Exchange
from govpagecheck.sources.http_message import BodyError, charset, is_html, joined_address
from govpagecheck.sources.sheets import MAX_KEPT, MAX_SHEET_BYTES, sheet_text, sheets_of
from govpagecheck.sources.sitemap import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_SITEMAPS,
    Sitemap,
    SitemapError,
    has_a_sitemaps_name,
    is_sitemap,
    read_sitemap,
)
from govpagecheck.sources.web_options import WebOptions

__all__ = ["WebOptions", "is_address", "read_sitemap_pages", "read_url", "read_urls"]

_SITEMAP_TYPES = ("application/xml", "text/xml", "application/gzip", "application/x-gzip", "application/octet-stream", "text/plain", "")


def is_address(target: str) -> bool:
    """True for a target that is read from the web."""
    return target.strip()[:8].lower().startswith(("http://", "https://"))


def read_url(address: str, options: WebOptions, client: Client | None = None) -> Iterator[Page]:
    """Yield the page at an address, or each page of the sitemap that is there; with `crawl`, the pages that links lead to."""
    return read_urls([address], options, client)


def read_urls(addresses: Iterable[str], options: WebOptions, client: Client | None = None) -> Iterator[Page]:
    """Yield the pages at the addresses, in order, as `read_url` does; the next few are fetched while one is used.

    What cannot be read is yielded with the cause in `unreadable`. Raises UsageError where the extra `web` is not installed.
    """
    reader = WebReader(client or Client(options))
    try:
        if options.crawl:
            from govpagecheck.sources.crawl import read_crawl

            for address in addresses:
                yield from reader.pages([address]) if has_a_sitemaps_name(address) else read_crawl(address, options)
        else:
            yield from reader.pages(addresses)
    finally:
        if client is None:
            reader.client.close()


def read_sitemap_pages(content: bytes, name: str, options: WebOptions, client: Client | None = None) -> Iterator[Page]:
    """Yield each page of a sitemap that is at hand, a file called `name`: pages of all hosts, since somebody put them there."""
    reader = WebReader(client or Client(options))
    try:
        yield from reader.pages(reader.in_sitemap(content, name, None))
    finally:
        if client is None:
            reader.client.close()


@dataclass(frozen=True)
class _Read:
    """What came of one address: a page, or a sitemap's content; and what was exchanged for it."""

    page: Page
    exchanges: tuple[Exchange, ...] = ()
    sitemap: bytes | None = None


class WebReader:
    """Reads pages with one client, and keeps the style sheets of a run, so that each is fetched once."""

    def __init__(self, client: Client, may_read_sheet: Callable[[str], bool] = lambda _: True) -> None:
        self.client = client
        self._may_read_sheet = may_read_sheet
        self._options = client.options
        self._sheets: dict[str, Future[str | None]] = {}
        self._kept = 0
        self._lock = threading.Lock()
        self._sitemaps = 0

    def pages(self, addresses: Iterable[str | Page]) -> Iterator[Page]:
        """Yield the pages at the addresses, each address once, in order; pages among the addresses are passed on."""
        seen: set[str] = set()
        fresh = iter(addresses)
        ahead = 2 * self._options.at_once if self._options.at_once > 1 else 1
        pending: deque[Page | Future[_Read]] = deque()
        is_done = False
        threads = ThreadPoolExecutor(self._options.at_once, thread_name_prefix="fetch")
        try:
            while True:
                while len(pending) < ahead and (address := next(fresh, None)) is not None:
                    if isinstance(address, Page):
                        pending.append(address)
                    elif address not in seen:
                        seen.add(address)
                        pending.append(threads.submit(self._read, address))
                if not pending:
                    is_done = True
                    return
                done = pending.popleft()
                if isinstance(done, Page):
                    yield done
                    continue
                read = done.result()
                self._keep(read.exchanges)
                if read.sitemap is None:
                    yield read.page
                else:
                    yield from self.pages(self.in_sitemap(read.sitemap, read.page.url or "", host_of(read.page.url)))
        finally:
            if not is_done:
                self.client.close()  # so that nobody waits for what is under way
            threads.shutdown(cancel_futures=True)

    def page(self, address: str) -> tuple[Page, tuple[Exchange, ...]]:
        """Return the page at an address, whatever else it may be, and what was exchanged for it."""
        read = self._read(address, may_be_sitemap=False)
        return read.page, read.exchanges

    def page_of(self, fetched: Fetched, asked: str) -> tuple[Page, tuple[Exchange, ...]]:
        """Return the page that was fetched, and what was exchanged for its style sheets."""
        asked = without_user(asked.strip())
        answer = fetched.answer
        if answer is None:
            return Page(url=asked, unreadable=fetched.error, redirects=fetched.redirects), ()
        page = Page(url=answer.url, headers=answer.headers, status=answer.status, redirects=fetched.redirects)
        where = f" at {answer.url}" if fetched.redirects else ""
        if not answer.is_success:
            return replace(page, url=asked, unreadable=f"the server answered {answer.answer}{where}"), ()
        try:
            content = answer.content(self._options.max_bytes + 1)
        except BodyError as error:
            return replace(page, url=asked, unreadable=f"the body{where} {error}"), ()
        if not is_html(answer.headers, content):
            kind = answer.media_type[:80] or "something without a Content-Type"
            return replace(page, url=asked, unreadable=f"the server sent {kind}{where}, no HTML page"), ()
        exchanges: list[Exchange] = []
        sheets = {} if self._options.no_sheets else sheets_of(content, lambda href: self._sheet(answer.url, href, exchanges))
        return replace(page, content=content, sheets=sheets), tuple(exchanges)

    def in_sitemap(self, content: bytes, name: str, host: str | None, depth: int = 0) -> Iterator[str | Page]:
        """Yield the addresses in a sitemap and in those that it names; what was left out, as a page that says so.

        A sitemap on the web speaks for its own host, with or without `www.`, by the protocol; without a host, for all.
        """
        try:
            sitemap = read_sitemap(content)
        except SitemapError as error:
            yield _told(name, str(error))
            return
        strangers: dict[str, int] = {}
        for address in sitemap.addresses:
            of = host_of(address)
            if not is_address(address) or of is None:
                yield Page(
                    url=urljoin(name, address) if is_address(name) else None,
                    path=None if is_address(name) else f"{name}#{address[:300]}",
                    unreadable=f"the sitemap {name} names “{address[:100]}”; it must name whole addresses, with https://",
                )
            elif host is not None and _bare(of) != _bare(host):
                strangers[of] = strangers.get(of, 0) + 1
            elif sitemap.is_index:
                yield from self._nested(address, name, depth)
            else:
                yield address
        if strangers:
            yield _told(name, _about_strangers(strangers, sitemap))
        elif not sitemap.addresses:
            yield _told(name, "the sitemap names no addresses")

    def _nested(self, address: str, name: str, depth: int) -> Iterator[str | Page]:
        self._sitemaps += 1
        if depth + 1 > MAX_DEPTH:
            yield _told(address, f"a sitemap more than {MAX_DEPTH} deep in indexes is not read (named in {name})")
            return
        if self._sitemaps > MAX_SITEMAPS:
            yield _told(address, f"more than {MAX_SITEMAPS:,} sitemaps are not read (named in {name})")
            return
        read = self._read(address, is_sitemap_wanted=True)
        self._keep(read.exchanges)
        if read.sitemap is None:
            yield read.page
        else:
            yield from self.in_sitemap(read.sitemap, read.page.url or address, host_of(read.page.url), depth + 1)

    def _read(self, address: str, *, may_be_sitemap: bool = True, is_sitemap_wanted: bool = False) -> _Read:
        is_sitemap_wanted = is_sitemap_wanted or (may_be_sitemap and has_a_sitemaps_name(address))
        fetched = self.client.fetch(address, max_bytes=max(MAX_BYTES, self._options.max_bytes) if is_sitemap_wanted else None)
        answer = fetched.answer
        if may_be_sitemap and answer and answer.is_success and answer.media_type in _SITEMAP_TYPES:
            try:
                content = answer.content(MAX_BYTES + 1)
            except BodyError:
                content = b""  # page_of tells
            if content and (is_sitemap_wanted or is_sitemap(content)) and not is_html(answer.headers, content):
                return _Read(Page(url=answer.url), fetched.exchanges, content)
        page, exchanges = self.page_of(fetched, address)
        return _Read(page, fetched.exchanges + exchanges)

    def _keep(self, exchanges: Iterable[Exchange]) -> None:
        if self._options.keep:
            for exchange in exchanges:
                self._options.keep(exchange)

    def _sheet(self, page: str, href: str, exchanges: list[Exchange]) -> str | None:
        """Return the text of a style sheet, fetched when it is first wanted; None for what is none."""
        try:
            address = joined_address(page, href)
        except ValueError:
            return None
        if not is_address(address) or not self._may_read_sheet(address):
            return None
        with self._lock:
            kept = self._sheets.get(address)
            if kept is None:
                own = self._sheets[address] = Future()
        if kept is not None:
            return kept.result()
        text = None
        try:
            text = self._fetched_sheet(address, exchanges)
        finally:
            own.set_result(text)
        with self._lock:
            self._kept += len(address) + len(text or "")
            if self._kept > MAX_KEPT:
                self._sheets.clear()
                self._kept = 0
        return text

    def _fetched_sheet(self, address: str, exchanges: list[Exchange]) -> str | None:
        fetched = self.client.fetch(address, max_bytes=MAX_SHEET_BYTES, is_part=True)
        exchanges.extend(fetched.exchanges)
        answer = fetched.answer
        if answer is None or not answer.is_success or answer.media_type != "text/css":
            return None
        try:
            content = answer.content(MAX_SHEET_BYTES + 1)
        except BodyError:
            return None
        return sheet_text(content, charset(answer.headers.get("content-type", ""))) if len(content) <= MAX_SHEET_BYTES else None


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _told(name: str, cause: str) -> Page:
    return Page(url=name, unreadable=cause) if is_address(name) else Page(path=name, unreadable=cause)


def _about_strangers(strangers: dict[str, int], sitemap: Sitemap) -> str:
    first = ", ".join(sorted(strangers)[:3]) + (" and others" if len(strangers) > 3 else "")
    what = "sitemap" if sitemap.is_index else "address"
    number = sum(strangers.values())
    plural = f"{what}{'' if number == 1 else 's' if sitemap.is_index else 'es'}"
    return f"the sitemap names {number} {plural} on other hosts ({first}), which were left out: name them as targets of their own"
