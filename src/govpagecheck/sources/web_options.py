"""How the web is read: the choices that the command line and the library hand to whatever fetches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govpagecheck.sources.exchange import Exchange

MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class WebOptions:
    """How the web is read. Times are in seconds.

    `delay` lies between the beginnings of two pages of a host, `per_host` requests to one go on at the same time, and
    `at_once` to all hosts together; style sheets follow their page without delay. An answer must be whole after `timeout`,
    and no silence in it longer than `patience`. Of a body `max_bytes` are read (decoded as well as coded). After 429 and
    503 it is tried `retries` times again, when the server asks to wait no longer than `longest_wait`. Hosts that are not
    on the public web are refused unless `allow_private`; certificates are verified unless `insecure`. Style sheets come
    with pages unless `no_sheets`. With `crawl`, links on the targets' own hosts are followed, up to `max_pages` pages a
    target. `keep` is called with every exchange, in the order of the pages.
    """

    delay: float = 1.0
    per_host: int = 1
    at_once: int = 4
    timeout: float = 30.0
    patience: float = 15.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = 10
    retries: int = 3
    longest_wait: float = 60.0
    allow_private: bool = False
    insecure: bool = False
    no_sheets: bool = False
    crawl: bool = False
    max_pages: int = 100
    user_agent: str = ""
    keep: Callable[[Exchange], None] | None = None
