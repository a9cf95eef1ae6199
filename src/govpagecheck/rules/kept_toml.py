"""TOML files that were parsed before, kept between runs by the digest of their bytes (docs/decisions/0011)."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

from govpagecheck.rules.schema import content_of, parse_toml

FORMAT = "govpagecheck TOML 1"
MOST_BYTES = 4_000_000  # of the file; the shipped rules are an eighth of it, the rest is room for rules of your own and other releases


class KeptToml:
    """Reads TOML files; what it has to parse it keeps in the file `place` for the next run.

    The bytes of a file decide whether it was parsed before, not its name or times, so nothing kept can be out of date. A `place`
    that is damaged, of another format, out of reach, or that another user may write, is as good as an empty one.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._rows = _rows_in(place)
        self._used: set[str] = set()
        self._is_new = False

    def read(self, file: Path) -> dict[str, Any]:
        """Return what a TOML file holds, as `read_toml` does; the caller owns it. Raises RuleError."""
        content = content_of(file)
        key = blake2b(content, digest_size=16).hexdigest()
        self._used.add(key)
        if key in self._rows:
            known: dict[str, Any] = json.loads(self._rows[key])
            return known
        data = parse_toml(file, content)
        if self._can_keep:
            with suppress(TypeError):  # a date, which JSON has not
                self._rows[key] = json.dumps(data)
                self._is_new = True
        return data

    def keep(self) -> None:
        """Write what is new beside what was kept before: whole, or where that cannot be, not at all."""
        if not self._is_new:
            return
        body = _body(self._rows)
        if len(body) > MOST_BYTES:
            body = _body({key: text for key, text in self._rows.items() if key in self._used})
        part = f"{self._place}.{os.getpid()}"
        try:
            self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(part, "xb", opener=partial(os.open, mode=0o600)) as stream:
                stream.write(_head(body) + b"\n" + body)
            os.replace(part, self._place)
        except OSError:
            return
        finally:
            with suppress(OSError):
                os.unlink(part)
        self._is_new = False

    @cached_property
    def _can_keep(self) -> bool:
        return os.access(next(filter(os.path.exists, self._place.parents), self._place.parent), os.W_OK)


def _rows_in(place: Path) -> dict[str, str]:
    """Return {digest of a TOML file: what it holds, as JSON}; nothing from a file that is not ours, whole and of this format."""
    try:
        if not _is_ours(os.stat(place)):
            return {}
        head, _, body = place.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if head != _head(body):
        return {}
    rows = (row.partition("\t") for row in body.decode().splitlines())
    return {key: text for key, _, text in rows}


def _is_ours(found: os.stat_result) -> bool:
    """True for a file that no other user can have written."""
    is_own = not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)
    return is_own and stat.S_ISREG(found.st_mode)


def _head(body: bytes) -> bytes:
    return f"{FORMAT} {crc32(body):08x}".encode()


def _body(rows: dict[str, str]) -> bytes:
    return "".join(f"{key}\t{text}\n" for key, text in sorted(rows.items())).encode()
