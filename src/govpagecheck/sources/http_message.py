"""What the head and the body of an HTTP response are once read: headers joined by name, codings taken off within a limit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

BLOCK = 65_536  # bytes; nothing is decompressed in larger steps, so that a bomb is stopped where the limit is
MAX_CODINGS = 3
MAX_LINE = 8_192

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\n]*)?\r?\n")
_QUOTED = re.compile(r"%[0-9A-Fa-f]{2}")
_MAY_STAND = "!#$%&'()*+,/:;=?@[]~"
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title)[\s>]", re.IGNORECASE | re.DOTALL
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # by the MIME Sniffing Standard, section 3
HTML_TYPES = ("text/html", "application/xhtml+xml")


class BodyError(ValueError):
    """A body that is cut off or cannot be decoded; the text says how, as the end of a sentence about the response."""


def joined_headers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers as `Page.headers` has them: lower-case names, what came twice joined, `set-cookie` by line feeds.

    >>> joined_headers([("Vary", "A"), ("vary", "B"), ("Set-Cookie", "a=b"), ("Set-Cookie", "c=d")])
    {'vary': 'A, B', 'set-cookie': 'a=b\\nc=d'}
    """
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.strip().lower()
        between = "\n" if key == "set-cookie" else ", "
        headers[key] = headers[key] + between + value.strip() if key in headers else value.strip()
    return headers


def joined_address(base: str, address: str) -> str:
    """Return an address that is named at another one as it is asked for: joined, quoted, in one spelling, without a fragment.

    Headers are read as Latin-1, and many servers write UTF-8 in them. Raises ValueError.

    >>> joined_address("https://www.example.gov/a/b", "HTTPS://WWW.example.gov:443/tide tables/%c3%a9?q=1#part")
    'https://www.example.gov/tide%20tables/%C3%A9?q=1'
    """
    with suppress(UnicodeError):  # it was UTF-8 already, or never
        address = address.encode("latin-1").decode("utf-8")
    parts = urlsplit(urljoin(base, address.strip()))
    place = parts.netloc.lower()
    with suppress(UnicodeError):  # what no host can be called stays as it is, and is refused where it is asked for
        place = place if place.isascii() else place.encode("idna").decode("ascii")
    place = place.removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme, "\0"))
    path = _without_dots(parts.path) if place else parts.path
    whole = urlunsplit((parts.scheme, place, path or ("/" if place else ""), parts.query, ""))
    return _QUOTED.sub(lambda match: match[0].upper(), quote(whole, safe=_MAY_STAND))


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` in a path, as RFC 3986, section 5.2.4, does."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[max(len(kept) - 1, 1) :]
        elif part != ".":
            kept.append(part)
    return "/".join([*kept, ""] if path.endswith(("/.", "/..")) else kept)


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type that the headers name, in lower case and without parameters; empty without one."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def charset(content_type: str) -> str | None:
    """Return the charset that a Content-Type names, None without one."""
    match = _CHARSET.search(content_type)
    return match[1] if match else None


def is_html(headers: Mapping[str, str], content: bytes) -> bool:
    """True for a response that browsers show as a page: by its type, and where it names none by how it begins."""
    kind = media_type(headers)
    return kind in HTML_TYPES or (not kind and _HTML.match(content[:4096]) is not None)


def decoded_body(blocks: Iterable[bytes], headers: Mapping[str, str], limit: int) -> bytes:
    """Return a body without its transfer and content codings, at most `limit` bytes of it; no more is read or decompressed.

    Chunks, gzip, deflate and Brotli are taken off as the headers name them. A body that is plainly not in the coding named
    is returned as it is: many archives keep the decoded body with the headers as they came. Raises BodyError.
    """
    stream = iter(blocks)
    is_coded = False
    if "chunked" in headers.get("transfer-encoding", "").lower():
        stream, is_coded = _without_chunks(stream), True
    codings = [one.strip() for one in headers.get("content-encoding", "").lower().split(",") if one.strip() not in ("", "identity")]
    if len(codings) > MAX_CODINGS:
        raise BodyError(f"is in {len(codings)} content codings, one within the other")
    for coding in reversed(codings):
        stream, is_coded = _decompressed(stream, coding), True
    content = bytearray()
    for block in stream:
        content += block
        if len(content) >= limit:
            return bytes(content[:limit])
    stated = headers.get("content-length", "")
    if not is_coded and stated.isdecimal() and len(content) < int(stated[:18]):
        raise BodyError(f"is cut off after {len(content)} of {stated} bytes")
    return bytes(content)


class _Source:
    """Blocks of bytes from which lines and pieces are taken."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, b""

    def has_more(self) -> bool:
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return False
            self._rest = block
        return True

    def line(self) -> bytes:
        """Return the next line with its end, or what there is of it: at most MAX_LINE bytes."""
        line = b""
        while not line.endswith(b"\n") and len(line) < MAX_LINE and self.has_more():
            end = self._rest.find(b"\n") + 1 or len(self._rest)
            line, self._rest = line + self._rest[:end], self._rest[end:]
        return line

    def pieces(self, size: int) -> Iterator[bytes]:
        while size > 0:
            if not self.has_more():
                raise BodyError("is cut off in the middle of a chunk")
            piece, self._rest = self._rest[:size], self._rest[size:]
            size -= len(piece)
            yield piece

    def all(self) -> Iterator[bytes]:
        while self.has_more():
            piece, self._rest = self._rest, b""
            yield piece


def _without_chunks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Take off the chunks of RFC 9112, section 7.1."""
    source = _Source(blocks)
    line = source.line()
    if not _CHUNK.fullmatch(line):  # it is not in chunks: an archive that keeps the body alone
        if line:
            yield line
        yield from source.all()
        return
    while match := _CHUNK.fullmatch(line):
        size = int(match[1], 16)
        if size == 0:
            return
        yield from source.pieces(size)
        if source.line().strip():
            raise BodyError("has a chunk that does not end where its length says")
        line = source.line()
    raise BodyError("is cut off between two chunks" if not line else "has a chunk without a length")


def _decompressed(blocks: Iterator[bytes], coding: str) -> Iterator[bytes]:
    if coding in ("gzip", "x-gzip", "deflate"):
        return _inflated(blocks, coding != "deflate")
    if coding == "br":
        return _from_brotli(blocks)
    raise BodyError(f"is in the content coding {coding[:40]!r}, which is not read")


def _inflated(blocks: Iterator[bytes], is_gzip: bool) -> Iterator[bytes]:
    source = _Source(blocks)
    begin = b""
    while len(begin) < 2 and source.has_more():
        begin += b"".join(source.pieces(1))
    if is_gzip and begin != b"\x1f\x8b":
        begin += next(source.all(), b"")
        if _BINARY.search(begin):
            raise BodyError("is not in the content coding gzip, which its headers name")
        yield begin
        yield from source.all()
        return
    # deflate is zlib's format by RFC 9110, section 8.4.1.2, and a bare stream from some servers
    is_zlib = len(begin) == 2 and begin[0] & 0x0F == 8 and (begin[0] * 256 + begin[1]) % 31 == 0
    inflater = zlib.decompressobj(31 if is_gzip else 15 if is_zlib else -15)
    waiting: bytes | None = begin
    try:
        while not inflater.eof:
            piece = inflater.decompress(waiting or b"", BLOCK)
            if piece:
                yield piece
            waiting = inflater.unconsumed_tail or (b"" if piece else next(source.all(), None))
            if waiting is None and not inflater.eof:
                raise BodyError("is cut off in the middle of its compressed data")
    except zlib.error as error:
        raise BodyError(f"cannot be decompressed: {error}") from error


def _from_brotli(blocks: Iterator[bytes]) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError as error:
        raise BodyError("is compressed with Brotli, and reading that needs the library brotli: pip install 'brotli>=1.2'") from error
    decoder = brotli.Decompressor()
    is_first = True
    for block in blocks:
        waiting, is_dry = block, False
        while not is_dry:
            try:
                piece = decoder.process(waiting, output_buffer_limit=BLOCK)
            except brotli.error as error:
                if is_first and _HTML.match(block[:4096]):  # an archive that keeps the decoded body
                    yield block
                    yield from blocks
                    return
                raise BodyError("cannot be decompressed as Brotli") from error
            waiting, is_dry = b"", not piece
            if piece:
                is_first = False
                yield piece
        if decoder.is_finished():
            return
        is_first = False
    raise BodyError("is cut off in the middle of its compressed data")
