"""A small polite crawl of one site, by Scrapy in a process of its own: Twisted's reactor can be started only once in a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import get_context
from multiprocessing.connection import Connection

from govpagecheck.errors import UsageError
from govpagecheck.model import Page
from govpagecheck.sources.client import without_user
from govpagecheck.sources.exchange import Exchange
from govpagecheck.sources.web_options import WebOptions

SECONDS_TO_END = 5.0


def read_crawl(address: str, options: WebOptions) -> Iterator[Page]:
    """Yield the page at an address and those that links lead to, breadth first, in the order of the links.

    Pages are those of the address's own host (and of the host that it redirects to) that its robots.txt leaves open, at most
    `max_pages` of the options. A page that links name and that does not load is yielded with the cause in `unreadable`; what
    is no HTML, and what robots.txt closes, is passed over. Raises UsageError where the extra `crawl` is not installed.
    """
    if find_spec("scrapy") is None:
        raise UsageError("--crawl needs the extra crawl: pip install 'govpagecheck[web,crawl]'")
    context = get_context("spawn")
    pipe, far_end = context.Pipe()
    process = context.Process(target=_serve, args=(far_end,), daemon=True)
    process.start()
    far_end.close()
    is_done = False
    try:
        with suppress(OSError):  # a process that died says so below
            pipe.send((address, replace(options, keep=None)))
        while not is_done:
            try:
                told = pipe.recv()
            except (EOFError, OSError):
                yield Page(url=without_user(address), unreadable="the crawl broke off: its process died")
                return
            if isinstance(told, Exchange):
                if options.keep:
                    options.keep(told)
            elif isinstance(told, Page):
                yield told
            else:
                is_done = True
    finally:
        pipe.close()
        if not is_done:
            process.terminate()
        process.join(SECONDS_TO_END)
        if process.is_alive():
            process.kill()
            process.join()


def _serve(pipe: Connection) -> None:
    """What the crawling process does: it reads what to crawl, and sends pages, exchanges, and None at the end."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    from govpagecheck.sources.crawler import crawl

    with suppress(EOFError, OSError):
        address, options = pipe.recv()
        crawl(address, options, pipe.send)
        pipe.send(None)
