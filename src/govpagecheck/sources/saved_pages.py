"""Where a page comes from that somebody saved with a browser, by the comment that browsers write into it."""

from __future__ import annotations

import re

from govpagecheck.address import host_of

MAX_SEARCHED = 4_096  # bytes; the comment stands before the root element

_MARK = re.compile(rb"<!--\s{0,9}saved from url=\((\d{4})\)([^\s>]{1,3000})(?=[\s>])")


def saved_from(content: bytes) -> str | None:
    """Return the address over HTTP that the Mark of the Web names, None without one.

    The number in the mark is the length of the address. Source: "Mark of the Web", Microsoft Learn.

    >>> saved_from(b"<!DOCTYPE html>\\n<!-- saved from url=(0023)https://www.example.gov/ -->")
    'https://www.example.gov/'
    """
    match = _MARK.search(content, 0, MAX_SEARCHED)
    if match is None:
        return None
    address = match[2].decode("utf-8", "replace")
    length = int(match[1])
    address = address[:length] if 0 < length <= len(address) and address[length:] in ("", "--") else address.removesuffix("--")
    return address if address.lower().startswith(("http://", "https://")) and host_of(address) else None
