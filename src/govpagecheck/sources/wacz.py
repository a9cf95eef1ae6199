"""Pages from web archives in WACZ format: a zip archive around files in WARC format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from govpagecheck.model import Page
from govpagecheck.sources.warc import read_warcs
from govpagecheck.sources.warc_records import Reader
from govpagecheck.sources.zips import READ_ERRORS, described, opened_zip, why_unreadable

FOLDER = "archive/"
SUFFIXES = (".warc", ".warc.gz")


def read_wacz(path: Path, *, max_bytes: int | None = None, reader: Reader | None = None) -> Iterator[Page]:
    """Yield the pages of the WARC files in a WACZ file as of one archive; see `read_warcs`.

    Source: WACZ 1.1.1, section 5.2.1.
    """
    name = path.as_posix()
    try:
        archive = opened_zip(path)
    except OSError as error:
        yield Page(path=name, unreadable=f"the archive cannot be read: {error.strerror or error}")
        return
    with archive:
        names = sorted(one for one in archive.NameToInfo if one.startswith(FOLDER) and one.lower().endswith(SUFFIXES))
        files = [(f"{name}#{one}", partial(_opened, archive, archive.NameToInfo[one])) for one in names]
        yield from read_warcs(files, max_bytes=max_bytes, reader=reader)
    if not files:
        yield Page(path=name, unreadable=f"the archive holds no {' or '.join(SUFFIXES)} in its folder {FOLDER}")


@contextmanager
def _opened(archive: ZipFile, member: ZipInfo) -> Iterator[BinaryIO]:
    if cause := why_unreadable(member):
        raise OSError(cause)
    try:
        stream = archive.open(member)
    except READ_ERRORS as error:
        raise OSError(described(error)) from error
    with stream:
        yield cast("BinaryIO", _Member(cast("BinaryIO", stream)))


class _Member:
    """A member of a zip archive that raises OSError for all that zipfile raises."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read(size)
        except READ_ERRORS as error:
            raise OSError(described(error)) from error

    def seek(self, offset: int) -> int:
        try:
            return self._stream.seek(offset)
        except READ_ERRORS as error:
            raise OSError(described(error)) from error
