"""Scrapy's part of a crawl: the order, robots.txt and the links; every byte comes through our own client.

Imported in the crawling process only: it needs the extra `crawl`, and ends with the process.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.linkextractors import LinkExtractor
from scrapy.robotstxt import ProtegoRobotParser
from twisted.python.failure import Failure

from govpagecheck.address import host_of
from govpagecheck.model import Page
from govpagecheck.sources.client import Client, Fetched, whole_address, without_user
from govpagecheck.sources.exchange import Exchange, FetchError
from govpagecheck.sources.http_message import BodyError
from govpagecheck.sources.web import WebReader
from govpagecheck.sources.web_options import WebOptions

NAME = "govpagecheck"  # as robots.txt addresses us
MAX_ROBOTS = 512_000  # bytes; RFC 9309 asks for 500 kibibytes at least
MOST_LINKS = 2_000  # of a page
LONGEST_DELAY = 60.0  # seconds that a robots.txt may ask for
_CLOSED = b"User-agent: *\nDisallow: /\n"

Tell = Callable[[Page | Exchange], None]


def crawl(address: str, options: WebOptions, tell: Tell) -> None:
    """Crawl from an address, and tell each page and each exchange as it comes."""
    try:
        address = whole_address(address)
    except FetchError as error:
        tell(Page(url=without_user(address), unreadable=str(error)))
        return
    process = CrawlerProcess(
        {
            "DOWNLOAD_HANDLERS": {"http": _Handler, "https": _Handler, "file": None, "ftp": None, "s3": None, "data": None},
            "DOWNLOADER_MIDDLEWARES": {OffsiteMiddleware: None, _OwnHost: 50},
            "ROBOTSTXT_OBEY": True,
            "ROBOTSTXT_USER_AGENT": NAME,
            "USER_AGENT": NAME,
            "CONCURRENT_REQUESTS": 1,  # the order of pages is that of their links
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,  # the client keeps the pace
            "DOWNLOAD_TIMEOUT": 0,  # and the time
            "DEPTH_PRIORITY": 1,
            "SCHEDULER_DISK_QUEUE": "scrapy.squeues.PickleFifoDiskQueue",
            "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
            "REDIRECT_MAX_TIMES": options.max_redirects,
            "HTTPERROR_ALLOW_ALL": True,
            "RETRY_ENABLED": False,
            "METAREFRESH_ENABLED": False,
            "COOKIES_ENABLED": False,
            "COMPRESSION_ENABLED": False,
            "HTTPPROXY_ENABLED": False,
            "REFERER_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "MEMUSAGE_ENABLED": False,
            "LOG_ENABLED": False,
        }
    )
    process.crawl(_Pages, address=address, options=options, tell=tell)
    process.start(install_signal_handlers=False)


class _OwnHost(OffsiteMiddleware):
    """Lets requests pass to the site's own host alone, and to the one that the first address redirects to."""

    def should_follow(self, request: Request, spider: Spider) -> bool:
        assert isinstance(spider, _Pages)
        host = host_of(request.url)
        if host and request.meta.get("is_first"):
            spider.hosts.add(host)
        return host in spider.hosts


class _Handler(BaseDownloadHandler):
    """Answers Scrapy's requests through the client of the spider; one instance a scheme, which the spider knows nothing of."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)

    async def download_request(self, request: Request) -> Response:
        spider = self.crawler.spider
        assert isinstance(spider, _Pages)
        return await asyncio.get_running_loop().run_in_executor(None, spider.response_to, request)


class _Pages(Spider):
    name = NAME

    def __init__(self, address: str, options: WebOptions, tell: Tell) -> None:
        super().__init__()
        self.address, self.tell = address, tell
        self.hosts = {host_of(address)}
        self.left = options.max_pages
        self.max_bytes = options.max_bytes
        self.client = Client(options)
        self.reader = WebReader(self.client, self._is_open)
        self.robots: dict[str, ProtegoRobotParser] = {}
        self.unread_robots: dict[str, str] = {}
        self.links = LinkExtractor(allow=r"^https?://")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *arguments: Any, **named: Any) -> _Pages:
        spider = super().from_crawler(crawler, *arguments, **named)
        crawler.signals.connect(spider.robots_parsed, signal=signals.robots_parsed)
        return spider

    def robots_parsed(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """Keep what a robots.txt says, for style sheets and for the delay that it asks for."""
        parts = urlsplit(request.url)
        self.robots[parts.netloc] = robotparser
        delay = robotparser.rp.crawl_delay(NAME)
        if delay and parts.hostname:
            self.client.pace.slow_down(parts.hostname, min(float(delay), LONGEST_DELAY))

    def _is_open(self, address: str) -> bool:
        """True for a style sheet that no robots.txt of the crawl closes; other hosts' sheets are read as a browser reads them."""
        known = self.robots.get(urlsplit(address).netloc)
        return known is None or bool(known.allowed(address, NAME))

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.address, meta={"is_first": True}, callback=self.parse, errback=self.failed)

    def response_to(self, request: Request) -> Response:
        """Return the answer to a request, in a thread; a page comes with it in the request's `meta`."""
        is_robots = bool(request.meta.get("dont_obey_robotstxt"))
        try:
            exchanges = self.client.ask(whole_address(request.url), max_bytes=MAX_ROBOTS if is_robots else None)
        except FetchError as error:
            if not is_robots:
                raise
            self.unread_robots[urlsplit(request.url).netloc] = str(error)
            return Response(request.url, body=_CLOSED)
        if is_robots:
            self._tell_all(exchanges)
        kept: list[Exchange] = request.meta.setdefault("exchanges", [])  # goes with the request from redirect to redirect
        kept += exchanges
        answer = exchanges[-1]
        location = answer.headers.get("location")
        headers = {"Location": location} if location else {}
        if is_robots:
            return Response(request.url, answer.status, headers, self._robots_of(answer))
        if answer.status in (301, 302, 303, 307, 308) and location:
            return Response(request.url, answer.status, headers)
        page, for_sheets = self.reader.page_of(Fetched(exchanges, tuple(request.meta.get("redirect_urls", ()))), self._asked(request))
        kept += for_sheets
        request.meta["page"] = page
        kind = {"Content-Type": answer.headers.get("content-type", "")}
        return HtmlResponse(request.url, answer.status, kind, page.content) if page.content else Response(request.url, answer.status)

    def _robots_of(self, answer: Exchange) -> bytes:
        """Return the rules of a robots.txt: none where there is no such file, all closed where the server fails (RFC 9309, 2.3.1)."""
        if answer.is_success:
            try:
                return answer.content(MAX_ROBOTS)
            except BodyError:
                return b""
        if answer.status >= 500 or answer.status == 429:
            self.unread_robots[urlsplit(answer.url).netloc] = f"the server answered {answer.answer}"
            return _CLOSED
        return b""

    @staticmethod
    def _asked(request: Request) -> str:
        redirects = request.meta.get("redirect_urls") or [request.url]
        return str(redirects[0])

    async def parse(self, response: Response) -> AsyncIterator[Request]:
        page: Page | None = response.meta.get("page")
        if self.left and page is not None and self._wants(page, response):
            self._told(page, response.meta["exchanges"])
            if isinstance(response, HtmlResponse):
                for request in self._followed(response):
                    yield request
        if not self.left:
            raise CloseSpider("enough pages")

    def _wants(self, page: Page, response: Response) -> bool:
        """True for pages and for what did not load; not for what is linked to and is no page, such as a PDF file."""
        is_other = page.unreadable is not None and 200 <= response.status < 300
        return not is_other or bool(response.meta.get("is_first"))

    def _followed(self, response: HtmlResponse) -> Iterator[Request]:
        for link in self.links.extract_links(response)[:MOST_LINKS]:
            if not link.nofollow and host_of(link.url) in self.hosts:
                yield Request(link.url.partition("#")[0], callback=self.parse, errback=self.failed)

    def failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        is_ignored = isinstance(failure.value, IgnoreRequest)
        if not self.left or (is_ignored and not request.meta.get("is_first")):
            return
        cause = self._why_ignored(request, failure) if is_ignored else failure.getErrorMessage()
        passed = tuple(request.meta.get("redirect_urls", ()))
        self._told(Page(url=self._asked(request), unreadable=cause, redirects=passed), request.meta.get("exchanges", ()))

    def _why_ignored(self, request: Request, failure: Failure) -> str:
        if "robots.txt" not in failure.getErrorMessage():
            return f"it is not followed: {failure.getErrorMessage()}"
        unread = self.unread_robots.get(urlsplit(request.url).netloc)
        if unread:
            return f"robots.txt could not be read ({unread}), and so nothing is crawled"
        return "robots.txt asks crawlers to leave it out"

    def _told(self, page: Page, exchanges: Iterable[Exchange]) -> None:
        self.left -= 1
        self._tell_all(exchanges)
        self.tell(page)

    def _tell_all(self, exchanges: Iterable[Exchange]) -> None:
        for exchange in exchanges:
            self.tell(exchange)
