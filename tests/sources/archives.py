"""Web archives made byte by byte, so that tests do not read with the library that wrote."""

from __future__ import annotations

import base64
import gzip
import hashlib

SITE = "https://www.example.gov"
PAGE = b'<!doctype html><html lang="en"><title>Permits</title><h1>Permits</h1>'


def page(title: str, head: str = "") -> bytes:
    """Return a small page."""
    return f'<!doctype html><html lang="en"><title>{title}</title>{head}<h1>{title}</h1>'.encode()


def record(kind: str, address: str, block: bytes, fields: dict[str, str | None] | None = None) -> bytes:
    """Return a record with the fields that it must have; a field that is given as None is left out."""
    stated: dict[str, str | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5((kind + address).encode(), usedforsecurity=False).hexdigest()}>",
        "WARC-Date": "2026-06-01T00:00:00Z",
        "WARC-Target-URI": address,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **(fields or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in stated.items() if value is not None)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, headers: dict[str, str] | None = None, status: str = "200 OK") -> bytes:
    """Return a response over HTTP."""
    stated = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    return f"HTTP/1.1 {status}\r\n{''.join(f'{name}: {value}{chr(13)}{chr(10)}' for name, value in stated.items())}\r\n".encode() + body


def response(path: str, body: bytes, headers: dict[str, str] | None = None, status: str = "200 OK") -> bytes:
    """Return the record of a response at a path of SITE."""
    return record("response", SITE + path, http(body, headers, status))


def with_digest(kind: str, address: str, block: bytes) -> bytes:
    """Return a record that states the digest of its block."""
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    return record(kind, address, block, {"WARC-Block-Digest": f"sha1:{digest}"})


WARCINFO = record("warcinfo", "", b"software: tests\r\n", {"Content-Type": "application/warc-fields", "WARC-Target-URI": None})


def packed(*records: bytes) -> bytes:
    """Return records as a .warc.gz has them: a gzip member each."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
