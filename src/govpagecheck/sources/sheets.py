"""Style sheets that pages link to: which ones a page wants, and those of them that lie in its folder, each read once a run."""

from __future__ import annotations

import html
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from govpagecheck.model import imported_address

MAX_SHEET_BYTES = 2_000_000
MAX_SHEETS = 50  # a page
MAX_TRIED = 4 * MAX_SHEETS  # a page; what is missing may cost a request each
MAX_KEPT = 50_000_000  # characters of all sheets that are kept for the next page
MAX_SEARCHED = 2_000_000  # bytes of a page in which links are looked for

_LINK = re.compile(rb"<(link|base)[\s/]([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?:^|[\s"'/])(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_IMPORT = re.compile(r"""@import\s{0,20}(?:url\(\s{0,20})?["']?([^"')\s;]{1,500})""", re.IGNORECASE)
_CHARSET = re.compile(rb'@charset "([A-Za-z0-9_.:-]{1,40})";')


def sheets_of(content: bytes, text_at: Callable[[str], str | None]) -> dict[str, str]:
    """Return the text of each style sheet that a page wants by its href as the page writes it, imported ones by `imported_address`.

    `text_at` takes the href, joined to the address in the page's `<base>` where it has one, and returns the sheet's text,
    or None for what cannot be had. At most MAX_SHEETS sheets are returned, and MAX_TRIED asked for, each once.

    >>> sheets_of(b'<base href="/css/"><link rel=stylesheet href="a.css">', {"/css/a.css": "p {}"}.get)
    {'a.css': 'p {}'}
    """
    content = content[:MAX_SEARCHED]
    base, hrefs = _links(content)
    found: dict[str, str] = {}
    tried: set[str] = set()
    waiting = [*hrefs, *_imports(content.decode("utf-8", "replace")[:MAX_SEARCHED], "")] if b"@import" in content else list(hrefs)
    for href in waiting:  # grows while it is walked
        if len(found) >= MAX_SHEETS or len(tried) >= MAX_TRIED:
            break
        if href in tried:
            continue
        tried.add(href)
        text = text_at(_joined(base, href))
        if text is not None:
            found[href] = text
            waiting.extend(_imports(text, href))
    return found


def sheet_text(content: bytes, charset: str | None = None) -> str:
    """Decode a style sheet as CSS Syntax 3, section 3.2 says: by byte-order mark, the response's charset, @charset, UTF-8."""
    from webencodings import lookup

    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    match = _CHARSET.match(content)
    for name in (charset, match[1].decode("ascii") if match else None):
        if name and (encoding_named := lookup(name)):  # the Encoding Standard's names only: Python knows slower ones
            return str(encoding_named.codec_info.decode(content, "replace")[0])
    return content.decode("utf-8", "replace")


class KeptSheets:
    """The sheets of a run by their place, None for what cannot be read, so that 10,000 pages read one site.css once.

    `read` gives the text at a place that is asked for the first time; a place is a file's path where it is not given.
    """

    def __init__(self, read: Callable[[str], str | None] | None = None) -> None:
        self._read = read or _text_of
        self._texts: dict[str, str | None] = {}
        self._size = 0

    def text_of(self, place: str) -> str | None:
        """Return the text of a sheet, None where it cannot be read."""
        if place not in self._texts:
            text = self._read(place)
            self._size += len(place) + len(text or "")
            if self._size > MAX_KEPT:
                self._texts.clear()
                self._size = len(text or "")
            self._texts[place] = text
        return self._texts[place]


class SheetReader:
    """Reads the sheets that pages below one folder link to; `folder` is also what a leading "/" means."""

    def __init__(self, folder: str | Path, kept: KeptSheets | None = None) -> None:
        self._folder = os.path.realpath(folder)
        self._kept = kept or KeptSheets()

    def sheets_of(self, content: bytes, path: Path) -> Mapping[str, str]:
        """Return the text of each local sheet, as `sheets_of` does.

        What is remote, missing, outside the folder (also by a link), not a file or too large is left out.
        """
        return sheets_of(content, lambda href: self._read(href, path.parent))

    def _read(self, href: str, beside: Path) -> str | None:
        try:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or not parts.path:
                return None
            name = unquote(parts.path)
            place = os.path.realpath(os.path.join(self._folder, name.lstrip("/")) if name.startswith("/") else os.path.join(beside, name))
            if os.path.commonpath((self._folder, place)) != self._folder:
                return None
        except (OSError, ValueError):
            return None
        return self._kept.text_of(place)


def _text_of(place: str) -> str | None:
    try:
        status = os.stat(place)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_SHEET_BYTES:
            return None
        with open(place, "rb") as stream:
            content = stream.read(MAX_SHEET_BYTES + 1)
    except (OSError, ValueError):
        return None
    if len(content) > MAX_SHEET_BYTES:
        return None
    return sheet_text(content)


def _links(content: bytes) -> tuple[str, list[str]]:
    """Return the page's base address, "" for none, and the addresses of the sheets that it links to."""
    base, hrefs = "", []
    for match in _LINK.finditer(content):
        found = _ATTRIBUTE.findall(match[2].decode("utf-8", "replace"))
        attributes = {name.lower(): html.unescape(double or single or bare).strip() for name, double, single, bare in reversed(found)}
        href = attributes.get("href", "")
        if match[1].lower() == b"base":
            base = base or href
        elif href and {"stylesheet", "preload"}.intersection(attributes.get("rel", "").lower().split()):
            hrefs.append(href)
    return base, hrefs


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return ""  # an address that cannot be read, as "http://["


def _imports(text: str, href: str) -> Iterator[str]:
    for match in _IMPORT.finditer(text):
        try:
            yield imported_address(href, match[1]) if href else match[1]
        except ValueError:
            continue
