"""Pages from MHTML files, in which browsers save a page with its style sheets (RFC 2557), read part by part."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urldefrag, urljoin

from govpagecheck.address import host_of
from govpagecheck.model import Page
from govpagecheck.sources.files import MAX_BYTES
from govpagecheck.sources.http_message import HTML_TYPES
from govpagecheck.sources.saved_pages import saved_from
from govpagecheck.sources.sheets import MAX_KEPT, MAX_SHEET_BYTES, sheet_text, sheets_of

if TYPE_CHECKING:
    from email.message import Message

MAX_LINE = 65_536
MAX_HEAD = 262_144  # bytes of the head of a part
MAX_BOUNDARIES = 20  # of parts within parts
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\t\n\r ]")
MAX_EXPANSION = 3  # an encoded byte takes at most that many: =3D


@dataclass
class _Part:
    """A part of the file: its head, and its bytes as they stand there where they are wanted."""

    head: Message
    content: bytearray = field(default_factory=bytearray)
    limit: int = 0
    is_whole: bool = False

    @property
    def location(self) -> str:
        return _one_line(self.head, "Content-Location")

    @property
    def id(self) -> str:
        return _one_line(self.head, "Content-ID").strip("<>")

    def decoded(self) -> bytes:
        """Return the bytes that the part stands for. Raises ValueError for what cannot be decoded."""
        coding = _one_line(self.head, "Content-Transfer-Encoding").lower()
        content = bytes(self.content)
        if self.is_whole:  # the line break before a boundary belongs to the boundary, RFC 2046, section 5.1.1
            content = content.removesuffix(b"\n").removesuffix(b"\r")
        if coding == "quoted-printable":
            return binascii.a2b_qp(content)
        if coding == "base64":
            if _NO_BASE64.search(content):
                raise ValueError("what stands there is not base64")
            letters = content.translate(None, b"=\t\n\r ")
            if self.is_whole and len(letters) < self.limit and len(letters) % 4 == 1:
                raise ValueError("a letter of its base64 is missing")
            whole = letters[: len(letters) - (len(letters) % 4 == 1)]
            return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
        return content


def read_mhtml(path: Path, *, max_bytes: int | None = None) -> Iterator[Page]:
    """Yield the page that an MHTML file holds, with its address and with its style sheets; frames in it are left out.

    The page is the part that the file says it starts with, else the first that is HTML. Its headers are those of no
    response, and so it has none. A file that cannot be read is yielded with the cause.
    """
    limit = (MAX_BYTES if max_bytes is None else max_bytes) + 1
    try:
        with path.open("rb") as file:
            yield _page(file, path.as_posix(), limit)
    except OSError as error:
        yield Page(path=path.as_posix(), unreadable=f"the file cannot be read: {error.strerror or error}")


def _page(file: BinaryIO, name: str, limit: int) -> Page:
    head = _head(file)
    if head is None or not (head.get("MIME-Version") or head.get("Content-Type")):
        return Page(path=name, unreadable="this is no MHTML file: it does not begin with the head of one")
    if head.get_content_maintype() == "multipart" and not head.get_boundary():
        return Page(path=name, unreadable="the MHTML file cannot be read: its head names no boundary between the parts")
    start = str(head.get_param("start") or "").strip("<>")
    root: _Part | None = None
    sheets: list[_Part] = []
    kept = 0
    for part in _parts(file, head, limit):
        kind = part.head.get_content_type()
        if kind in HTML_TYPES and (root is None or (start and part.id == start)):
            root = part
        elif kind == "text/css" and len(part.content) < part.limit and kept < MAX_KEPT:
            kept += len(part.content)
            sheets.append(part)
    if root is None:
        return Page(path=name, unreadable="the MHTML file holds no page: none of its parts is HTML")
    try:
        content = root.decoded()
    except ValueError as error:
        return Page(path=name, unreadable=f"the page in the MHTML file is damaged: {error}")
    if not root.is_whole and len(content) < limit and not content.rstrip().lower().endswith(b"</html>"):
        return Page(path=name, unreadable="the MHTML file ends in the middle of the page")
    places = (root.location, _one_line(head, "Snapshot-Content-Location"), _one_line(head, "Content-Location"))
    url = next((place for place in places if _is_address(place)), None) or saved_from(content)
    texts = _by_place(sheets, url or "")

    def text_at(href: str) -> str | None:
        return texts.get("cid:" + unquote(href[4:]) if href.lower().startswith("cid:") else _joined(url or "", href))

    return Page(_in_utf8(content, root.head)[:limit], path=name, url=url, sheets=sheets_of(content, text_at))


def _parts(file: BinaryIO, head: Message, limit: int) -> Iterator[_Part]:
    """Yield each part that is read to its end or to the end of the file, without the bytes of those that are not wanted."""
    part: _Part | None = None
    boundaries: set[bytes] = set()
    if boundary := head.get_boundary():
        boundaries.add(b"--" + boundary.encode("utf-8", "surrogateescape"))
    else:
        part = _begun(head, limit)
    is_line_begun = False
    while line := file.readline(MAX_LINE):
        mark = line.rstrip() if line.startswith(b"--") and not is_line_begun else b""
        is_line_begun = not line.endswith(b"\n")
        if mark and (mark in boundaries or mark.removesuffix(b"--") in boundaries):
            if part is not None:
                part.is_whole = True
                yield part
            part = None
            if mark in boundaries:
                begun = _head(file)
                if begun is None:
                    return
                if begun.get_content_maintype() == "multipart" and (inner := begun.get_boundary()) and len(boundaries) < MAX_BOUNDARIES:
                    boundaries.add(b"--" + inner.encode("utf-8", "surrogateescape"))
                else:
                    part = _begun(begun, limit)
        elif part is not None and len(part.content) < part.limit:
            part.content += line[: part.limit - len(part.content)]
    if part is not None:
        yield part


def _begun(head: Message, limit: int) -> _Part:
    kind = head.get_content_type()
    return _Part(head, limit=MAX_EXPANSION * (limit if kind in HTML_TYPES else MAX_SHEET_BYTES if kind == "text/css" else 0))


def _head(file: BinaryIO) -> Message | None:
    """Read header fields up to the empty line behind them; None where they are too long, or where there are none."""
    from email.parser import BytesHeaderParser

    lines: list[bytes] = []
    size = 0
    while (line := file.readline(MAX_LINE)) and line.strip():
        lines.append(line)
        size += len(line)
        if size > MAX_HEAD:
            return None
    return BytesHeaderParser().parsebytes(b"".join(lines)) if line or lines else None


def _one_line(head: Message, name: str) -> str:
    return "".join(str(head.get(name, "")).split())


def _by_place(parts: list[_Part], base: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for part in parts:
        try:
            text = sheet_text(part.decoded(), part.head.get_content_charset())
        except ValueError:
            continue
        if part.id:
            texts.setdefault("cid:" + part.id, text)
        if part.location:
            texts.setdefault(_joined(base, part.location), text)
    return texts


def _joined(base: str, href: str) -> str:
    try:
        return urldefrag(urljoin(base, href)).url
    except ValueError:
        return href


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://")) and host_of(place) is not None


def _in_utf8(content: bytes, head: Message) -> bytes:
    """Return a page in UTF-8 with its mark where the file names an encoding, which then counts before what the page says."""
    from webencodings import lookup

    named = head.get_content_charset()
    encoding = lookup(named) if named else None
    if encoding is None or content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return content
    if encoding.name == "utf-8":
        return b"\xef\xbb\xbf" + content
    return b"\xef\xbb\xbf" + str(encoding.codec_info.decode(content, "replace")[0]).encode("utf-8", "replace")
