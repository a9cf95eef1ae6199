"""Pages from web archives in WARC format, with the style sheets that the same archive holds, one record at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from govpagecheck.model import Page
from govpagecheck.sources.files import MAX_BYTES
from govpagecheck.sources.http_message import (
    HTML_TYPES,
    BodyError,
    charset,
    decoded_body,
    is_html,
    joined_address,
    joined_headers,
    media_type,
)
from govpagecheck.sources.sheets import MAX_KEPT, MAX_SHEET_BYTES, sheet_text, sheets_of
from govpagecheck.sources.warc_records import Damaged, Reader, Record, records

MAX_HEAD = 262_144  # bytes of the head of a response
MAX_REMEMBERED = 10_000  # redirects, and records that stand for one that came before
MAX_REDIRECTS = 20

_NO_PAGE = (204, 205, 206)  # successful without a body, or with a part of one
_REDIRECTS = (301, 302, 303, 307, 308)
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_ENDS = re.compile(rb"\r?\n\r?\n")

Open = Callable[[], AbstractContextManager[BinaryIO]]


def read_warc(path: Path, *, max_bytes: int | None = None, reader: Reader | None = None) -> Iterator[Page]:
    """Yield the pages of a `.warc` or `.warc.gz` file, as `read_warcs` does."""
    return read_warcs([(path.as_posix(), lambda: path.open("rb"))], max_bytes=max_bytes, reader=reader)


def read_warcs(files: Sequence[tuple[str, Open]], *, max_bytes: int | None = None, reader: Reader | None = None) -> Iterator[Page]:
    """Yield the pages of the files of one archive, each given by its name and a function that opens it; they are read twice.

    Pages are the successful responses over HTTP, and the resources of such addresses, that are HTML. They are known by their
    address and have no path. `redirects` are the addresses from which the archive was led to them before. A record that says
    that a page is the same as at another address becomes a page where the archive holds the other. What cannot be read is
    yielded with the file's name, the record's number and where in the file it is, in `unreadable`. Style sheets come with a
    page as far as the archive holds them. Raises UsageError where no library is installed.
    """
    limit = (MAX_BYTES if max_bytes is None else max_bytes) + 1
    found = _Found()
    for _, opened in files:
        try:
            with opened() as file:
                for _ in records(file, found.remember, reader=reader):
                    pass
        except OSError:
            continue  # told when the pages are read
    is_empty = True
    for name, opened in files:
        for page in _pages(name, opened, found, limit, reader):
            is_empty = False
            yield page
    if is_empty and files:
        yield Page(path=files[0][0], unreadable="the archive holds no pages: no response in it is HTML")


def _pages(name: str, opened: Open, found: _Found, limit: int, reader: Reader | None) -> Iterator[Page]:
    try:
        with opened() as file:
            for taken in records(file, lambda record: _page(record, found, limit, name), reader=reader):
                if isinstance(taken, Damaged):
                    yield Page(path=name, unreadable=f"record {taken.number} at byte {taken.offset}: {taken.cause}")
                elif taken is not None:
                    yield from _with_sheets(taken, found)
    except OSError as error:
        yield Page(path=name, unreadable=f"the file cannot be read: {error.strerror or error}")


@dataclass(frozen=True)
class _Same:
    """A record that says: at this address was the same as at another one."""

    address: str
    status: int | None
    headers: Mapping[str, str]


@dataclass
class _Found:
    """What the pages of an archive need of its other records."""

    sheets: dict[str, str] = field(default_factory=dict)
    same: dict[str, list[_Same]] = field(default_factory=dict)  # by the address or the digest of the other
    came_from: dict[str, str] = field(default_factory=dict)
    leads_to: dict[str, str] = field(default_factory=dict)  # for style sheets, which may stand behind a redirect
    _size: int = 0
    _number_of_same: int = 0

    def remember(self, record: Record) -> None:
        """Keep a style sheet's text, or what a record says of another one."""
        address = _address(record)
        kind = record.fields.get("warc-type")
        if address is None or kind not in ("response", "resource", "revisit"):
            return
        response = _response(record)
        if response is None:
            return
        if response.status in _REDIRECTS:
            if (target := _redirected(address, response)) and len(self.leads_to) < MAX_REMEMBERED:
                self.leads_to.setdefault(_spelled(address), target)
        elif kind == "revisit":
            self._remember_same(record, address, response)
        elif media_type(response.headers) == "text/css" and (response.status is None or 200 <= response.status < 300):
            self._remember_sheet(_spelled(address), response)

    def _remember_sheet(self, address: str, response: _Response) -> None:
        if address in self.sheets or self._size > MAX_KEPT:
            return
        try:
            content = decoded_body(response.blocks, response.headers, MAX_SHEET_BYTES + 1)
        except BodyError:
            return
        if len(content) <= MAX_SHEET_BYTES:
            text = sheet_text(content, charset(response.headers.get("content-type", "")))
            self._size += len(address) + len(text)
            self.sheets[address] = text

    def _remember_same(self, record: Record, address: str, response: _Response) -> None:
        other = _plain(record.fields.get("warc-refers-to-target-uri", "")) or record.fields.get("warc-payload-digest", "")
        is_page = response.status is None or (200 <= response.status < 300 and response.status not in _NO_PAGE)
        if other and other != address and is_page and self._number_of_same < MAX_REMEMBERED:
            self._number_of_same += 1
            self.same.setdefault(other, []).append(_Same(address, response.status, response.headers))

    def remember_redirect(self, source: str, target: str) -> None:
        """Keep from where an address was come to."""
        self.came_from.pop(target, None)
        self.came_from[target] = source
        if len(self.came_from) > MAX_REMEMBERED:
            del self.came_from[next(iter(self.came_from))]

    def sheet_at(self, address: str) -> str | None:
        """Return the text of the style sheet that an address leads to."""
        for _ in range(MAX_REDIRECTS):
            if address in self.sheets or address not in self.leads_to:
                break
            address = self.leads_to[address]
        return self.sheets.get(address)

    def redirects_to(self, address: str) -> tuple[str, ...]:
        """Return the addresses passed through before one, the first first."""
        passed: list[str] = []
        source = self.came_from.get(_spelled(address))
        while source is not None and source not in passed and source != address and len(passed) < MAX_REDIRECTS:
            passed.append(source)
            source = self.came_from.get(_spelled(source))
        return tuple(reversed(passed))


@dataclass(frozen=True)
class _Response:
    """The head of a response, and its body still to be read; a resource has the type of its record and no status."""

    status: int | None
    headers: Mapping[str, str]
    blocks: Iterator[bytes]


@dataclass(frozen=True)
class _Taken:
    """A page without its style sheets, with what records that stand for it name it by."""

    page: Page
    digest: str | None


def _page(record: Record, found: _Found, limit: int, name: str) -> _Taken | None:
    """Return the page that a record holds, None for a record that holds none."""
    address = _address(record)
    kind = record.fields.get("warc-type")
    if address is None or kind not in ("response", "resource"):
        return None
    if (response := _response(record)) is None:
        return _Taken(_cut(Page(url=address), record, name, "what it holds is no response over HTTP"), None)
    if response.status in _REDIRECTS:
        if target := _redirected(address, response):
            found.remember_redirect(address, target)
        return None
    if response.status is not None and (not 200 <= response.status < 300 or response.status in _NO_PAGE):
        return None
    if media_type(response.headers) not in ("", *HTML_TYPES):
        return None
    headers = response.headers if kind == "response" else {}
    page = Page(url=address, headers=headers, status=response.status, redirects=found.redirects_to(address))
    try:
        content = decoded_body(response.blocks, response.headers, limit)
    except BodyError as error:
        return _Taken(_cut(page, record, name, f"the response {error}"), None)
    if not is_html(response.headers, content):
        return None
    if len(content) < limit and (cause := _why_cut(record)):
        return _Taken(_cut(page, record, name, cause), None)
    return _Taken(replace(page, content=content), record.fields.get("warc-payload-digest"))


def _cut(page: Page, record: Record, name: str, cause: str) -> Page:
    return replace(page, path=name, unreadable=f"record {record.number} at byte {record.offset} ({page.url}): {cause}")


def _why_cut(record: Record) -> str | None:
    if truncated := record.fields.get("warc-truncated"):
        return f"the crawler kept only the beginning of it (WARC-Truncated: {truncated[:40]})"
    if record.fields.get("warc-segment-number"):
        return "its continuation is in another record, and such records are not joined"
    return None


def _with_sheets(taken: _Taken, found: _Found) -> Iterator[Page]:
    yield _with_its_sheets(taken.page, found)
    if taken.page.unreadable:
        return
    for key in (taken.page.url, taken.digest):
        for same in found.same.pop(key, ()) if key else ():
            page = replace(taken.page, url=same.address, redirects=found.redirects_to(same.address))
            if same.headers:
                page = replace(page, headers=same.headers, status=same.status)
            yield _with_its_sheets(page, found)


def _with_its_sheets(page: Page, found: _Found) -> Page:
    def text_at(href: str) -> str | None:
        try:
            return found.sheet_at(joined_address(page.url or "", href))
        except ValueError:
            return None

    return page if page.unreadable else replace(page, sheets=sheets_of(page.content, text_at))


def _redirected(address: str, response: _Response) -> str | None:
    try:
        target = joined_address(address, response.headers.get("location", ""))
    except ValueError:
        return None
    return target if target != _spelled(address) else None


def _spelled(address: str) -> str:
    """Return an address in the spelling in which links to it are compared."""
    try:
        return joined_address("", address)
    except ValueError:
        return address


def _address(record: Record) -> str | None:
    address = _plain(record.fields.get("warc-target-uri", ""))
    return address if address.lower().startswith(("http://", "https://")) else None


def _plain(address: str) -> str:
    return address.removeprefix("<").removesuffix(">").replace(" ", "%20")  # wget 1.19 and before write the brackets


def _response(record: Record) -> _Response | None:
    blocks = record.blocks()
    kind = record.fields.get("content-type", "")
    if record.fields.get("warc-type") == "resource":
        return _Response(None, {"content-type": kind}, blocks)
    head = b""
    end = None
    while end is None:
        block = next(blocks, None)
        if block is None or len(head) > MAX_HEAD:
            break
        begin = max(len(head) - 3, 0)
        head += block
        end = _ENDS.search(head, begin)
    if end is None:
        return _Response(None, {}, iter(())) if not head and record.fields.get("warc-type") == "revisit" else None
    lines = head[: end.start()].splitlines()
    status = _STATUS_LINE.match(lines[0]) if lines else None
    return _Response(int(status[1]), joined_headers(_header_pairs(lines[1:])), _after(head[end.end() :], blocks)) if status else None


def _header_pairs(lines: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    pairs: list[list[str]] = []
    for line in lines:
        text = line.decode("latin-1")
        if text[:1] in (" ", "\t") and pairs:  # a folded line, RFC 9112, section 5.2
            pairs[-1][1] += " " + text.strip()
        elif ":" in text:
            pairs.append(text.split(":", 1))
    return ((name, value) for name, value in pairs)


def _after(rest: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if rest:
        yield rest
    yield from blocks
