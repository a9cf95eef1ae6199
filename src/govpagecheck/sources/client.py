"""Fetching one address: safely, at a polite pace, and so that every cause of failure can be told in plain words."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from govpagecheck.errors import UsageError
from govpagecheck.sources.exchange import Exchange, FetchError
from govpagecheck.sources.http_message import joined_address, joined_headers
from govpagecheck.sources.pace import Pace
from govpagecheck.sources.public_addresses import Resolver, addresses_of, system_resolver
from govpagecheck.sources.web_options import WebOptions

if TYPE_CHECKING:
    import ssl

    from urllib3.response import BaseHTTPResponse

    from govpagecheck.sources.connections import Line, PlainConnection, SecureConnection

REDIRECTS = (301, 302, 303, 307, 308)
TRY_AGAIN = (429, 503)
_BLOCK = 65_536
_PORTS = {"http": 80, "https": 443}


def user_agent() -> str:
    """Return how the tool names itself to servers: with its version, and its address where the package states one."""
    try:
        about = metadata("govpagecheck")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "govpagecheck"
    address = next((line.partition(", ")[2] for line in about.get_all("Project-URL") or ()), None)
    return f"govpagecheck/{about['Version']}" + (f" (+{address})" if address else "")


@dataclass(frozen=True)
class Fetched:
    """What came of an address: all exchanges, the last of them the answer; `error` says why there is none."""

    exchanges: tuple[Exchange, ...]
    redirects: tuple[str, ...]
    error: str | None = None

    @property
    def answer(self) -> Exchange | None:
        """The answer that redirects led to."""
        return self.exchanges[-1] if self.exchanges and self.error is None else None


class Client:
    """Fetches addresses, from several threads if need be; to be closed, which breaks off what is under way.

    One request a connection: what came over it is what one address answered, and nothing of one host reaches another.
    Cookies are not kept, credentials not sent, and proxies that the environment names not used.
    """

    def __init__(
        self, options: WebOptions, *, resolver: Resolver = system_resolver, sleep: Callable[[float], object] | None = None
    ) -> None:
        """Raise UsageError where the extra `web` is not installed."""
        try:
            from govpagecheck.sources import connections
        except ImportError as error:
            raise UsageError(f"reading addresses needs the extra web ({error.name} is missing): pip install 'govpagecheck[web]'") from error
        self.options = options
        self._connections = connections
        self._resolver = resolver
        self._closed = threading.Event()
        self._lines: set[Line] = set()
        self._context: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self.pace = Pace(options.delay, options.per_host, sleep or self._closed.wait)
        self._headers = {
            "User-Agent": options.user_agent or user_agent(),
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }

    def close(self) -> None:
        """End what goes on, also in other threads."""
        self._closed.set()
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            line.end()

    def fetch(self, url: str, *, max_bytes: int | None = None, is_part: bool = False) -> Fetched:
        """Fetch an address, follow its redirects, try again where the server asks to. Never raises FetchError.

        A part of a page (`is_part`) is fetched without the delay that lies between pages.
        """
        exchanges: list[Exchange] = []
        passed: list[str] = []
        try:
            while True:
                url = whole_address(url)
                if url in passed:
                    raise FetchError("its redirects go round in a circle, as on sites that want cookies to be kept")
                exchanges += self.ask(url, max_bytes=max_bytes, is_part=is_part)
                answer = exchanges[-1]
                location = answer.headers.get("location")
                if answer.status in TRY_AGAIN:
                    asked = f" and asks to wait ({answer.headers['retry-after'][:40]})" if "retry-after" in answer.headers else ""
                    raise FetchError(f"the server answered {answer.answer}{asked}: try again later, or with a longer --delay")
                if answer.status not in REDIRECTS or not location:
                    return Fetched(tuple(exchanges), tuple(passed))
                if len(passed) == self.options.max_redirects:
                    raise FetchError(f"it redirects more than {self.options.max_redirects} times")
                passed.append(url)
                url = joined_address(url, location)
        except FetchError as error:
            cause = f"{error}; {passed[0]} led to it" if passed and "redirect" not in str(error) else str(error)
            return Fetched(tuple(exchanges), tuple(passed), cause)
        except ValueError as error:
            unread = FetchError(f"{without_user(url)} cannot be read as an address: {error}")
            return Fetched(tuple(exchanges), tuple(passed), str(unread))

    def ask(self, url: str, *, max_bytes: int | None = None, is_part: bool = False) -> tuple[Exchange, ...]:
        """Ask one address at the host's pace, again where the server says that it is busy; the last exchange is the answer.

        `url` is as `whole_address` makes it. Raises FetchError where there is no answer at all.
        """
        host = urlsplit(url).hostname or ""
        exchanges: list[Exchange] = []
        for tried in range(self.options.retries + 1):
            with self.pace.turn(host, is_part=is_part):
                exchanges.append(self.exchange(url, max_bytes=max_bytes))
            wait = _wait(exchanges[-1], tried)
            if wait is None or tried == self.options.retries or wait > self.options.longest_wait:
                break
            self.pace.leave_alone(host, wait)
        return tuple(exchanges)

    def exchange(self, url: str, *, max_bytes: int | None = None) -> Exchange:
        """Ask one address once and return the answer, whatever it is. Raises FetchError.

        `url` is as `whole_address` makes it. Of the body, `max_bytes` and one more are read, those of the options by default.
        """
        import ssl

        from urllib3.exceptions import HTTPError, IncompleteRead

        if self._closed.is_set():
            raise FetchError("the run was ended before it was fetched")
        parts = urlsplit(url)
        name = parts.hostname or ""
        port = parts.port or _PORTS[parts.scheme]
        options = self.options
        limit = (options.max_bytes if max_bytes is None else max_bytes) + 1
        addresses = addresses_of(name, port, self._resolver, allow_private=options.allow_private)
        line = self._connections.Line(name, addresses, timeout=options.timeout, patience=options.patience, limit=limit)
        with self._lock:
            self._lines.add(line)
        try:
            return self._over(line, url, port, limit)
        except ssl.SSLCertVerificationError as error:
            raise FetchError(
                f"the certificate of {name} is not trusted ({error.verify_message}); --insecure reads the page all the same"
            ) from error
        except ssl.SSLError as error:
            raise FetchError(f"no secure connection to {name} came about ({error.reason or error})") from error
        except IncompleteRead as error:
            raise FetchError("the answer broke off before its end") from error
        except (HTTPError, http.client.HTTPException) as error:
            within = error.__cause__ or error
            if isinstance(within, http.client.IncompleteRead | ConnectionError) or isinstance(error, http.client.RemoteDisconnected):
                raise FetchError(f"{name} broke the connection off before the answer was whole") from error
            raise FetchError(f"the answer is not HTTP as it should be ({type(within).__name__}: {str(within)[:80]})") from error
        except TimeoutError as error:
            raise line.silence() from error
        except OSError as error:
            line.seconds()  # a line that was ended says so
            raise FetchError(f"the connection to {name} broke off ({error.strerror or error})") from error
        finally:
            with self._lock:
                self._lines.discard(line)
            line.close()

    def _over(self, line: Line, url: str, port: int, limit: int) -> Exchange:
        parts = urlsplit(url)
        connection: PlainConnection | SecureConnection
        if parts.scheme == "https":
            connection = self._connections.SecureConnection(line.host, port, line, self._tls())
        else:
            connection = self._connections.PlainConnection(line.host, port, line)
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers=self._headers, preload_content=False, decode_content=False)
            response = connection.getresponse()
            body, is_cut = _body(response, limit)
            headers = joined_headers(response.headers.iteritems())
            sent, received = bytes(line.sent), bytes(line.received)
            return Exchange(url, response.status, headers, body, sent, received, line.peer, is_cut)
        finally:
            connection.close()

    def _tls(self) -> ssl.SSLContext:
        with self._lock:
            if self._context is None:
                self._context = self._connections.tls_context(is_verified=not self.options.insecure)
            return self._context


def _wait(exchange: Exchange, tried: int) -> float | None:
    """Return how many seconds to wait before it is tried again; None for an answer to keep."""
    if exchange.status not in TRY_AGAIN:
        return None
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    try:
        return Retry().parse_retry_after(exchange.headers["retry-after"])
    except (KeyError, InvalidHeader, ValueError, OverflowError):
        return float(2**tried)


def whole_address(url: str) -> str:
    """Return an address as it is asked for and reported: quoted, its host in ASCII, without a fragment.

    Raises FetchError for what is no http or https address, and for one with a user name or a password.

    >>> whole_address("HTTPS://www.Example.gov:443?q=a b#top")
    'https://www.example.gov/?q=a%20b'
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parts = parse_url(url.strip())
    except LocationParseError as error:
        raise FetchError(f"{without_user(url)} cannot be read as an address") from error
    if parts.scheme not in _PORTS or not parts.host:
        raise FetchError(f"{without_user(url)} is no address of the web: it must begin with http:// or https://")
    if parts.auth is not None:
        raise FetchError("an address with a user name or a password is not fetched: leave them out")
    port = "" if parts.port is None else f":{parts.port}"
    try:
        written = urlsplit(url.strip())
        return joined_address("", urlunsplit((parts.scheme, parts.host + port, written.path, written.query, "")))
    except ValueError as error:
        raise FetchError(f"{without_user(url)} cannot be read as an address") from error


def without_user(url: str) -> str:
    """Return an address without the user name and password that may stand in it, for reports.

    >>> without_user("https://ann:secret@www.example.gov/a@b")
    'https://www.example.gov/a@b'
    """
    scheme, between, rest = url.partition("://")
    if not between:
        return url
    end = min((at for sign in "/?#\\" if (at := rest.find(sign)) >= 0), default=len(rest))
    return scheme + between + rest[:end].rpartition("@")[2] + rest[end:]


def _body(response: BaseHTTPResponse, limit: int) -> tuple[bytes, bool]:
    """Return the body in its content coding, at most `limit` bytes, and whether there was more."""
    body = bytearray()
    for block in response.stream(_BLOCK, decode_content=False):
        body += block
        if len(body) >= limit:
            return bytes(body[:limit]), True
    return bytes(body), False
