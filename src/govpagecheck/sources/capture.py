"""Writing what was fetched to a web archive (WARC 1.0), so that it can be checked again and again."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from govpagecheck.errors import UsageError
from govpagecheck.sources.client import user_agent
from govpagecheck.sources.exchange import Exchange


class Capture:
    """An archive that is being written: a context manager.

    Each exchange becomes a response record and a request record, each a gzip member of its own where the name ends in `.gz`,
    with the bytes as they went and came. The file is written beside its place and put there at the end, also when an
    exception ends the writing: what was fetched until then is kept. Without any record, nothing is put there.
    """

    def __init__(self, file: Path, *, may_replace: bool = False) -> None:
        """Raise UsageError where the file is there already, its folder is not, or the extra `web` is not installed."""
        try:
            from warcio.warcwriter import WARCWriter
        except ImportError as error:
            raise UsageError("writing web archives needs the extra warc: pip install 'govpagecheck[web,warc]'") from error
        self.file = file
        self.records = 0
        self._writer_of = WARCWriter
        if file.exists() and not may_replace:
            raise UsageError(f"{file} is there already; --force replaces it")
        if file.is_dir() or not file.parent.is_dir():
            raise UsageError(f"{file}: {'that is a folder' if file.is_dir() else 'there is no such folder to write it in'}")
        self._beside = file.with_name(f".{file.name}.{os.getpid()}.part")

    def __enter__(self) -> Capture:
        try:
            self._stream: IO[bytes] = self._beside.open("wb")
        except OSError as error:
            raise UsageError(f"{self.file} cannot be written: {error.strerror}") from error
        self._whole = 0  # bytes up to the end of the last exchange
        self._writer = self._writer_of(self._stream, gzip=self.file.name.endswith(".gz"))
        about = {"software": user_agent(), "format": "WARC File Format 1.0"}
        self._writer.write_record(self._writer.create_warcinfo_record(self.file.name, about))
        return self

    def write(self, exchange: Exchange) -> None:
        """Write the records of an exchange."""
        date, response_id = self._writer.curr_warc_date(), self._id()
        response = self._record("response", exchange.url, exchange.response, date, response_id)
        if exchange.peer:
            response.rec_headers.add_header("WARC-IP-Address", exchange.peer)
        if exchange.is_cut:
            response.rec_headers.add_header("WARC-Truncated", "length")
        request = self._record("request", exchange.url, exchange.request, date, self._id())
        request.rec_headers.add_header("WARC-Concurrent-To", response_id)
        self._writer.write_record(response)
        self._writer.write_record(request)
        self._whole = self._stream.tell()
        self.records += 1

    def _record(self, kind: str, url: str, block: bytes, date: str, identity: str) -> Any:
        """Return a record that holds the block as it is; warcio's own builder would write the head anew."""
        from warcio.recordloader import ArcWarcRecord
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.utils import Digester

        digest = Digester("sha1")
        digest.update(block.partition(b"\r\n\r\n")[2])
        headers = StatusAndHeaders(
            "",
            [
                ("WARC-Type", kind),
                ("WARC-Record-ID", identity),
                ("WARC-Target-URI", url),
                ("WARC-Date", date),
                ("WARC-Payload-Digest", str(digest)),
            ],
            protocol="WARC/1.0",
        )
        return ArcWarcRecord("warc", kind, headers, io.BytesIO(block), None, f"application/http; msgtype={kind}", len(block))

    @staticmethod
    def _id() -> str:
        from warcio.statusandheaders import StatusAndHeadersParser

        return str(StatusAndHeadersParser.make_warc_id())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._stream:
            self._stream.truncate(self._whole)  # an exchange that was being written when the exception came
        if self.records:
            os.replace(self._beside, self.file)
        else:
            self._beside.unlink()
