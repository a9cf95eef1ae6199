"""The uncompressed bytes of a web archive, with the place in the file that each comes from, and a way past what is damaged."""

from __future__ import annotations

import re
import zlib
from itertools import islice
from typing import BinaryIO

BLOCK = 65_536  # bytes
MAX_LINE = 65_536
UNSUSPICIOUS = 64 * 1024 * 1024  # bytes that a gzip member may hold however well it is compressed
MAX_TRIED = 1_000  # places in two blocks that look like the beginning of a gzip member
MAX_RATIO = 200  # of what is larger; pages compress to a tenth or so, deflate can reach 1,032 to 1

_GZIP = b"\x1f\x8b"
_MEMBER = re.compile(re.escape(b"\x1f\x8b\x08"))
_RECORD = re.compile(rb"\nWARC/[01]\.[0-9]{1,4}\r?\n")


class Damage(Exception):  # noqa: N818 - a state of the file, which the reader answers by reading on
    """What keeps the bytes from being read on; `offset` is where in the file."""

    def __init__(self, offset: int, cause: str) -> None:
        super().__init__(cause)
        self.offset = offset


class WarcStream:
    """A readable stream over a file of gzip members or of plain bytes; a read never crosses from one member to the next.

    `raw` must be seekable. `tell` counts uncompressed bytes (of a plain file, its own), `members` the members begun; a plain
    file is one. Reads raise Damage, and `resume` then finds the next record to read on from.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._next = 0  # the offset in the file of what is read next
        self._input = b""  # compressed bytes that were read and not yet taken
        self._output = b""  # uncompressed bytes that were not yet taken
        self._position = 0
        self._inflater: zlib._Decompress | None = None
        self._held = self._taken = 0  # bytes out of and into the present member
        self._starts: list[tuple[int, int]] = []  # of each member begun of late: uncompressed position, offset in the file
        self.members = 0
        self._input = self._read_raw()
        self.is_gzip = self._input.startswith(_GZIP)
        if not self.is_gzip:
            self.members, self._starts = 1, [(0, 0)]

    def tell(self) -> int:
        """Return how many uncompressed bytes were taken; of a plain file, where in the file the next one is."""
        return self._position

    def offset_of(self, position: int) -> int:
        """Return where in the file the byte at a position comes from: of a compressed file, where its gzip member begins."""
        if not self.is_gzip:
            return position
        while len(self._starts) > 1 and self._starts[1][0] <= position:
            del self._starts[0]
        return self._starts[0][1] if self._starts else 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size` and at most what is at hand of one member; none at the end of the file."""
        if not self._output:
            self._output = self._filled()
        piece = self._output if size < 0 else self._output[:size]
        self._output = self._output[len(piece) :]
        self._position += len(piece)
        return piece

    def peek(self) -> bytes:
        """Return what `read` would, and leave it there."""
        if not self._output:
            self._output = self._filled()
        return self._output

    def readline(self, limit: int | None = None) -> bytes:
        """Return the next line with its end, at most `limit` bytes of it. Raises Damage for a line that is no header."""
        limit = MAX_LINE if limit is None or limit < 0 else limit
        pieces: list[bytes] = []
        size = 0
        while size < limit and (at_hand := self.peek()):
            end = at_hand.find(b"\n") + 1
            pieces.append(self.read(min(end or len(at_hand), limit - size)))
            size += len(pieces[-1])
            if pieces[-1].endswith(b"\n"):
                break
            if size >= MAX_LINE:
                raise Damage(self.offset_of(self._position), f"a line of a header is longer than {MAX_LINE:,} bytes")
        return b"".join(pieces)

    def resume(self, after: int) -> int | None:
        """Go on at the first record that begins behind an offset in the file; return where it does, None without any."""
        self._output, self._input, self._inflater = b"", b"", None
        self._next = after + 1
        try:
            self._raw.seek(self._next)
            while True:
                if len(self._input) < 2 * BLOCK and (block := self._read_raw()):
                    self._input += block
                    continue
                found = self._beginning()
                if found is not None:
                    self._input = self._input[found:]
                    self._position = self._position if self.is_gzip else self._next - len(self._input)
                    return self._next - len(self._input)
                if len(self._input) < 2 * BLOCK:
                    self._input = b""
                    return None
                self._input = self._input[-BLOCK:]
        except (OSError, Damage):
            self._input = b""
            return None

    def _beginning(self) -> int | None:
        if not self.is_gzip:
            match = _RECORD.search(self._input)
            return match.start() + 1 if match else None
        for match in islice(_MEMBER.finditer(self._input), MAX_TRIED):
            try:
                begin = zlib.decompressobj(31).decompress(self._input[match.start() : match.start() + 1024], 16)
            except zlib.error:
                continue
            if begin.startswith(b"WARC/"):
                return match.start()
        return None

    def _filled(self) -> bytes:
        if not self.is_gzip:
            block, self._input = self._input, b""
            return block or self._read_raw()
        while True:
            if self._inflater is None and not self._has_member():
                return b""
            if piece := self._inflated():
                return piece

    def _has_member(self) -> bool:
        """Begin the next gzip member; false at the end of the file, where some writers leave zeros."""
        while len(self._input) < 2 or self._input.startswith(b"\0"):
            self._input = self._input.lstrip(b"\0")
            block = self._read_raw()
            self._input += block
            if not block:
                break
        if not self._input:
            return False
        offset = self._next - len(self._input)
        if not self._input.startswith(_GZIP):
            raise Damage(offset, "what stands there is no gzip member")
        self._inflater = zlib.decompressobj(31)
        self._held = self._taken = 0
        self.members += 1
        if self._starts and self._starts[-1][0] == self._position:  # the one before held nothing
            self._starts.pop()
        self._starts.append((self._position, offset))
        return True

    def _inflated(self) -> bytes:
        assert self._inflater is not None
        offset = self._starts[-1][1]
        try:
            piece = self._inflater.decompress(self._input, BLOCK)
        except zlib.error as error:
            raise Damage(offset, f"the gzip member there cannot be decompressed ({error})") from error
        rest = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
        self._taken += len(self._input) - len(rest)
        self._held += len(piece)
        self._input = rest
        if self._inflater.eof:
            self._inflater = None
        elif not piece and not rest:
            self._input = self._read_raw()
            if not self._input:
                raise Damage(offset, "the file ends in the middle of the gzip member there")
        if self._held > max(UNSUSPICIOUS, MAX_RATIO * self._taken):
            raise Damage(offset, f"the gzip member there holds more than {MAX_RATIO} times its size, as a bomb does")
        return piece

    def _read_raw(self) -> bytes:
        try:
            block = self._raw.read(BLOCK)
        except OSError as error:
            raise Damage(self._next, f"the file cannot be read there: {error.strerror or error}") from error
        self._next += len(block)
        return block
