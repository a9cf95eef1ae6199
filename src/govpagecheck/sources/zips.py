"""Pages from zip archives, which are read like folders, with the style sheets beside them, and never unpacked."""

from __future__ import annotations

import posixpath
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from govpagecheck.model import Page
from govpagecheck.sources.files import MAX_BYTES, PAGE_SUFFIXES
from govpagecheck.sources.saved_pages import saved_from
from govpagecheck.sources.sheets import MAX_SHEET_BYTES, KeptSheets, sheet_text, sheets_of

UNSUSPICIOUS = 1_000_000  # bytes that a member may hold however well it is compressed
MAX_RATIO = 200  # of what is larger; pages compress to a tenth or so, deflate can reach 1,032 to 1
READ_ERRORS = (OSError, BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)  # what zipfile raises on damage

_UNIX = 3  # the system that made a member, of those whose file types are in its attributes
_LEFT_OUT = "__MACOSX"  # where macOS keeps what is no file of the user's


def read_zip(path: Path, *, max_bytes: int | None = None) -> Iterator[Page]:
    """Yield the pages of a zip archive in the order of a folder, named `ARCHIVE#MEMBER`.

    What cannot be read is yielded with the cause: members that are encrypted, damaged, compressed like a bomb, links, or
    named as if they lay outside the archive. Of two members with one name the last one counts, as when they are unpacked.
    """
    name = path.as_posix()
    try:
        archive = opened_zip(path)
    except OSError as error:
        yield Page(path=name, unreadable=f"the archive cannot be read: {error.strerror or error}")
        return
    with archive:
        reader = _Reader(archive, MAX_BYTES if max_bytes is None else max_bytes)
        is_empty = True
        for member in sorted(filter(_is_page, archive.NameToInfo.values()), key=_place):
            is_empty = False
            yield reader.page(f"{name}#{_name(member)}", member)
    if is_empty:
        yield Page(path=name, unreadable=f"the archive holds no pages ({', '.join(PAGE_SUFFIXES)})")


def opened_zip(path: Path) -> ZipFile:
    """Open a zip archive; the caller closes it. Raises OSError, also for what is no archive or is made to expand."""
    try:
        archive = ZipFile(path)
    except OSError:
        raise
    except READ_ERRORS as error:
        raise OSError(described(error)) from error
    if sum(member.compress_size for member in archive.infolist()) > path.stat().st_size:
        archive.close()
        raise OSError("its members lie one over the other, as those of a bomb do")
    return archive


def why_unreadable(member: ZipInfo) -> str | None:
    """Return why a member is not to be read, None where it may be."""
    name = _name(member)
    if member.flag_bits & 0x1:
        return "the member is encrypted"
    if member.create_system == _UNIX and stat.S_ISLNK(member.external_attr >> 16):
        return "the member is a link, which is not followed"
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return "the member's name leads out of the archive, which is a sign of bad intent"
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "the member is compressed in a way that is not read; store or deflate it"
    if member.file_size > max(UNSUSPICIOUS, MAX_RATIO * member.compress_size):
        return f"the member holds more than {MAX_RATIO} times its size, as a bomb does"
    return None


def described(error: Exception) -> str:
    """Return what an error of zipfile says, in one line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return " ".join(text.split())


class _Reader:
    """Reads members of one archive, and the style sheets that they link to."""

    def __init__(self, archive: ZipFile, max_bytes: int) -> None:
        self._archive, self._max_bytes = archive, max_bytes
        self._members = {_name(member): member for member in archive.NameToInfo.values()}
        self._kept = KeptSheets(self._sheet)
        tops = {name.split("/", 1)[0] if "/" in name else "" for name in self._members}
        tops.discard(_LEFT_OUT)
        self._root = tops.pop() if len(tops) == 1 else ""  # what "/" means: many archives hold one folder with everything in it

    def page(self, path: str, member: ZipInfo) -> Page:
        if cause := why_unreadable(member):
            return Page(path=path, unreadable=cause)
        try:
            content = self._bytes(member, self._max_bytes + 1)
        except READ_ERRORS as error:
            return Page(path=path, unreadable=f"the member cannot be read: {described(error)}")
        folder = posixpath.dirname(_name(member))
        return Page(content, path=path, url=saved_from(content), sheets=sheets_of(content, lambda href: self._sheet_at(href, folder)))

    def _bytes(self, member: ZipInfo, limit: int) -> bytes:
        with self._archive.open(member) as stream:
            return stream.read(limit)

    def _sheet_at(self, href: str, folder: str) -> str | None:
        try:
            parts = urlsplit(href)
            name = unquote(parts.path)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not name:
            return None
        place = posixpath.normpath(posixpath.join(self._root if name.startswith("/") else folder, name.lstrip("/")))
        return None if place.startswith("..") else self._kept.text_of(place)

    def _sheet(self, name: str) -> str | None:
        member = self._members.get(name)
        if member is None or member.is_dir() or member.file_size > MAX_SHEET_BYTES or why_unreadable(member):
            return None
        try:
            return sheet_text(self._bytes(member, MAX_SHEET_BYTES))
        except READ_ERRORS:
            return None


def _name(member: ZipInfo) -> str:
    return member.filename if "/" in member.filename else member.filename.replace("\\", "/")  # as some tools for Windows write it


def _is_page(member: ZipInfo) -> bool:
    parts = _name(member).split("/")
    is_hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == _LEFT_OUT
    return parts[-1].lower().endswith(PAGE_SUFFIXES) and not is_hidden and not member.is_dir()


def _place(member: ZipInfo) -> list[tuple[bool, str]]:
    """Return what sorts members as a walk through a folder does: its files, then its folders, each by name."""
    *folders, name = _name(member).split("/")
    return [*((True, folder) for folder in folders), (False, name)]
