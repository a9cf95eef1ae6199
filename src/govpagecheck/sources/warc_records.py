"""The records of a web archive in WARC format (ISO 28500), read by fastwarc where it is installed, else by warcio."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, BinaryIO, Protocol, TypeVar, cast

from govpagecheck.errors import UsageError
from govpagecheck.sources.warc_stream import Damage, WarcStream

BLOCK = 65_536  # bytes
MAX_HEADER = 131_072  # bytes of the head of a record
_NO_RECORD = "what stands there is no record of a web archive"
MAX_DAMAGES = 100  # told of one file; a file with more is given up


class Record(Protocol):
    """One record of an archive: its place, its header fields by lower-case name, and its block."""

    @property
    def number(self) -> int:
        """1 for the first record of the file."""

    @property
    def offset(self) -> int:
        """Where in the file it begins; in a compressed file, where its gzip member does."""

    @property
    def fields(self) -> Mapping[str, str]: ...

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes of the record, block by block, once."""


@dataclass(frozen=True)
class Damaged:
    """A record that could not be read, or the place where one was looked for; `cause` is half a sentence."""

    number: int
    offset: int
    cause: str


@dataclass(frozen=True)
class _Raw:
    """A record as a library gives it."""

    offset: int
    fields: Mapping[str, str]
    read: Callable[[int], bytes]


@dataclass
class _Read:
    """A record whose block is being read; `left` counts the bytes of it that are still to come."""

    number: int
    raw: _Raw
    left: int = 0
    digest: _Digest | None = None

    @property
    def offset(self) -> int:
        return self.raw.offset

    @property
    def fields(self) -> Mapping[str, str]:
        return self.raw.fields

    def blocks(self) -> Iterator[bytes]:
        while self.left > 0:
            try:
                block = self.raw.read(min(BLOCK, self.left))
            except OSError as error:
                raise Damage(self.offset, "its bytes cannot be read") from error
            if not block:
                raise Damage(self.offset, f"it ends {self.left:,} bytes before its Content-Length says")
            self.left -= len(block)
            if self.digest:
                self.digest.seen.update(block)
            yield block


@dataclass(frozen=True)
class _Digest:
    """The digest that a record states of its block, and the one of the bytes seen so far."""

    stated: str
    seen: Any

    def is_wrong(self) -> bool:
        value = self.seen.digest()
        return self.stated.lower() not in (value.hex(), base64.b32encode(value).decode().rstrip("=").lower())


Reader = Callable[[WarcStream], Iterator[_Raw]]
Taken = TypeVar("Taken")


class _BadHead(Exception):  # noqa: N818 - becomes a Damaged
    """What a library found in place of a record's head."""


def records(file: BinaryIO, take: Callable[[Record], Taken], *, reader: Reader | None = None) -> Iterator[Taken | Damaged]:
    """Yield what `take` makes of each record, in order, and a Damaged for each that cannot be read.

    What was taken is yielded when the next record has been found where it must be: where it has not, the record's length is
    wrong, and so are the bytes that were taken for its block. After damage, reading goes on at the next record that can be
    found. `file` is seekable. Raises UsageError where no library is installed.
    """
    reader = reader or installed_reader()
    number = told = 0
    begin = 0  # where in the file reading went on
    held: list[tuple[_Read, Taken | Damaged, int]] = []  # the last record, what was taken of it, and the member it ended in
    try:
        stream = WarcStream(file)
    except Damage as damage:
        yield Damaged(1, damage.offset, str(damage))
        return
    while True:
        current: _Read | None = None
        is_first = True
        try:
            for raw in reader(stream):
                is_first = False
                yield from (taken for _, taken, _ in held)
                held.clear()
                number += 1
                current = _Read(number, raw, digest=None if stream.is_gzip else _digest_of(raw))
                current.left = _length_of(raw)
                taken: Taken | Damaged = take(current)
                for _ in current.blocks():
                    pass
                if current.digest and current.digest.is_wrong():
                    taken = Damaged(number, raw.offset, "its bytes are not those of which it states the digest")
                held.append((current, taken, stream.members))
                current = None
            yield from (taken for _, taken, _ in held)
            return
        except Damage as damage:
            yield from (taken for _, taken, _ in held)
            number += current is None
            bad = Damaged(number, current.offset if current else damage.offset, str(damage))
        except _BadHead as error:
            if held and held[0][2] == stream.members:
                record = held[0][0]
                cause = f"no record follows where its Content-Length of {record.fields['content-length']} ends"
                bad = Damaged(record.number, record.offset, cause)
            else:
                yield from (taken for _, taken, _ in held)
                number += 1
                bad = Damaged(number, begin if is_first else stream.offset_of(stream.tell()), str(error))
        held.clear()
        told += 1
        found = stream.resume(bad.offset) if told < MAX_DAMAGES else None
        yield bad
        if found is None:
            return
        begin = found


def _length_of(raw: _Raw) -> int:
    stated = raw.fields.get("content-length", "")
    if not stated.isascii() or not stated.isdecimal() or len(stated) > 15:
        raise Damage(raw.offset, f"its Content-Length is no number of bytes: {stated[:40]!r}" if stated else "it has no Content-Length")
    return int(stated)


def _digest_of(raw: _Raw) -> _Digest | None:
    """Return the digest to compare; gzip has its own checksums, and some tools state digests that are none."""
    name, _, stated = raw.fields.get("warc-block-digest", "").partition(":")
    is_known = len(stated.rstrip("=")) in {"sha1": (32, 40), "sha256": (52, 64), "md5": (26, 32)}.get(name.lower(), ())
    return _Digest(stated.rstrip("="), hashlib.new(name.lower(), usedforsecurity=False)) if is_known else None


def installed_reader() -> Reader:
    """Return the reader of the library that is installed, fastwarc before warcio. Raises UsageError without one."""
    try:
        if int(version("fastwarc").partition(".")[0]) >= 2:  # before, it read its own kinds of stream only
            return with_fastwarc
    except (PackageNotFoundError, ValueError):
        pass
    try:
        import warcio  # noqa: F401
    except ImportError as error:
        raise UsageError("reading web archives needs the extra warc: pip install 'govpagecheck[warc]'") from error
    return with_warcio


def with_warcio(stream: WarcStream) -> Iterator[_Raw]:
    """Read records with warcio's loader; its ArchiveIterator takes damage for the end of the file."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    if not logging.getLogger("warcio").handlers:  # or else its remarks go to the terminal, with what the file says
        logging.getLogger("warcio").addHandler(logging.NullHandler())
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    while True:
        while (line := stream.readline()) and not line.strip():
            pass
        if not line:
            return
        offset = stream.offset_of(stream.tell() - 1)
        head = _Head(stream, stream.tell() - len(line))
        try:
            record = loader.parse_record_stream(head, line, known_format="warc", no_record_parse=True)
        except (ArchiveLoadFailed, EOFError) as error:
            raise _BadHead(_NO_RECORD) from error
        head.is_read = True
        yield _Raw(offset if stream.is_gzip else head.begin, _fields(record.rec_headers.headers), record.raw_stream.read)


class _Head:
    """The stream as warcio reads it: no more than MAX_HEADER bytes until the head of the record is read."""

    def __init__(self, stream: WarcStream, begin: int) -> None:
        self._stream, self.begin, self.is_read = stream, begin, False
        self.read, self.tell = stream.read, stream.tell

    def readline(self, limit: int | None = None) -> bytes:
        if not self.is_read and self._stream.tell() - self.begin > MAX_HEADER:
            raise Damage(self._stream.offset_of(self.begin), f"its head is longer than {MAX_HEADER:,} bytes")
        return self._stream.readline(limit)


def with_fastwarc(stream: WarcStream) -> Iterator[_Raw]:
    """Read records with fastwarc."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        archive = ArchiveIterator(
            cast("Any", stream),  # whose `read` and `tell` are all that it uses
            record_types=WarcRecordType.any_type,
            parse_http=False,
            stream_detect=False,
            max_header_len=MAX_HEADER,
            fsspec_args=False,
        )
        for record in archive:
            yield _Raw(stream.offset_of(record.stream_pos), _fields(record.headers), record.reader.read)
    except OSError as error:
        raise _BadHead(_NO_RECORD) from error


def _fields(pairs: Any) -> dict[str, str]:
    return {name.lower(): value.strip() for name, value in pairs}
