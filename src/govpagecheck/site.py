"""Many pages: the same checks, one after the other or on several processes, in the order the pages came."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from govpagecheck.engine import check_page, unjudged
from govpagecheck.model import Note, Outcome, Page, PageReport
from govpagecheck.parse import MAX_BYTES
from govpagecheck.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

CHUNK = 20


def check_site(pages: Iterable[Page], ruleset: Ruleset, *, jobs: int = 1, max_bytes: int = MAX_BYTES) -> Iterator[PageReport]:
    """Yield a report for each page, in order, holding only a few pages in memory at a time.

    With `jobs` above 1, pages are judged by that many worker processes. A worker that dies costs the page that killed
    it, which is reported as untested; the others of its chunk are judged again.
    """
    if jobs <= 1:
        for page in pages:
            yield check_page(page, ruleset, max_bytes=max_bytes)
        return
    from concurrent.futures.process import BrokenProcessPool

    source = iter(pages)
    pool = _pool(jobs, ruleset, max_bytes)
    waiting: deque[tuple[list[Page], Future[list[PageReport]]]] = deque()
    try:
        while True:
            while len(waiting) < 2 * jobs and (chunk := list(islice(source, CHUNK))):
                waiting.append((chunk, _submit(pool, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                unfinished = [chunk, *(later for later, _ in waiting)]
                waiting.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for one in unfinished:
                    for page in one:
                        yield _check_alone(page, ruleset, max_bytes)
                pool = _pool(jobs, ruleset, max_bytes)
    except KeyboardInterrupt:
        for worker in list((getattr(pool, "_processes", None) or {}).values()):
            worker.terminate()  # an interrupt that only this process got must not wait for a page that hangs
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[Page]) -> Future[list[PageReport]]:
    """Hand a chunk to the pool; where a worker has just died, the future says so when its turn comes."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_check_chunk, chunk)
    except BrokenProcessPool as error:
        broken: Future[list[PageReport]] = Future()
        broken.set_exception(error)
        return broken


def _check_alone(page: Page, ruleset: Ruleset, max_bytes: int) -> PageReport:
    """Judge a page in a process of its own, since one of its neighbours, or the page itself, killed a worker."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1, ruleset, max_bytes) as pool:
        try:
            return pool.submit(_check_chunk, [page]).result()[0]
        except BrokenProcessPool:
            note = Note("unreadable", "the worker process that judged this page died; the page was left out")
            return unjudged(page, ruleset, Outcome.UNTESTED, note)


def _pool(jobs: int, ruleset: Ruleset, max_bytes: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_equip, initargs=(ruleset, max_bytes))


_equipment: list[tuple[Ruleset, int]] = []  # what a worker process is given once, when it starts


def _equip(ruleset: Ruleset, max_bytes: int) -> None:
    sys.stdout = sys.stderr  # a check.py that prints must not print into the report
    _equipment[:] = [(ruleset, max_bytes)]


def _check_chunk(pages: list[Page]) -> list[PageReport]:
    ruleset, max_bytes = _equipment[0]
    return [check_page(page, ruleset, max_bytes=max_bytes) for page in pages]
