"""Worker processes: chunks of pages go out, reports come back page by page, in the order the pages came.

Each worker has a pipe of its own and one chunk at a time, so that it is always known which page a worker was judging
when it died, and nothing but the worker waits for it. (`concurrent.futures` tells neither, and its pool can wait for
ever when a worker dies: docs/decisions/0004.)
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from govpagecheck.errors import GovPageCheckError
from govpagecheck.model import Page, PageReport

CHUNK_PAGES = 20
CHUNK_BYTES = 1_000_000
SECONDS_TO_END = 5.0
MOST_FALSE_STARTS = 5  # workers in a row, without a page judged meanwhile, that die before they can take one


@dataclass
class _Chunk:
    pages: list[Page]
    reports: list[PageReport] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return len(self.reports) == len(self.pages)


class _Worker:
    """A process that judges, the pipe to it, and the chunk that it has now."""

    def __init__(self, judge: Callable[[Page], PageReport]) -> None:
        context = get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self.process = context.Process(target=_serve, args=(far_end,), daemon=True)
        self.process.start()
        far_end.close()  # so that reading from a worker that died, and writing to it, end instead of waiting
        self._send(judge)  # not as an argument: `start` waits for ever if the process dies before it has read a long one
        self.chunk: _Chunk | None = None
        self.has_started = False

    def take(self, chunk: _Chunk) -> None:
        self.chunk = chunk
        self._send(chunk.pages[len(chunk.reports) :])

    def _send(self, what: object) -> None:
        with suppress(OSError):  # a worker that is dead already: the next reading from it says so
            self.pipe.send(what)

    def receive(self) -> bool:
        """Take in what the worker has sent; False when it has died."""
        try:
            report = self.pipe.recv()
        except (EOFError, OSError):
            return False
        if not self.has_started:
            self.has_started = True
        elif self.chunk is not None:
            self.chunk.reports.append(report)
            if self.chunk.is_done:
                self.chunk = None
        return True

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join(SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def judge_in_parallel(
    pages: Iterable[Page], judge: Callable[[Page], PageReport], lost: Callable[[Page], PageReport], jobs: int
) -> Iterator[PageReport]:
    """Yield `judge(page)` for each page, in order, from `jobs` processes, and `lost(page)` where a worker died of a page.

    `judge` travels to the workers and must be picklable. At most two chunks a worker are held at a time. Raises
    GovPageCheckError if workers die before they can take any page: the first one, or several one after the other.
    """
    fresh = _chunks(pages)
    in_order: deque[_Chunk] = deque()  # those to report next
    to_do: deque[_Chunk] = deque()  # those that no worker has
    workers: list[_Worker] = []
    have_started, false_starts = False, 0
    try:
        while True:
            while len(in_order) < 2 * jobs and (chunk := next(fresh, None)):
                in_order.append(chunk)
                to_do.append(chunk)
            if not in_order:
                return
            while to_do and (worker := _idle(workers, jobs, judge)):
                worker.take(to_do.popleft())
            ready = wait([worker.pipe for worker in workers if worker.chunk])
            for worker in [worker for worker in workers if worker.pipe in ready]:
                chunk = worker.chunk
                if worker.receive():
                    have_started, false_starts = True, 0
                    continue
                workers.remove(worker)
                worker.end()
                if chunk is None:
                    continue
                if worker.has_started:
                    chunk.reports.append(lost(chunk.pages[len(chunk.reports)]))
                else:
                    false_starts += 1
                    if not have_started or false_starts > MOST_FALSE_STARTS:
                        raise GovPageCheckError(_NEVER_STARTED)
                if not chunk.is_done:
                    to_do.appendleft(chunk)
            while in_order and in_order[0].is_done:
                yield from in_order.popleft().reports
    finally:
        for worker in workers:
            worker.end()


_NEVER_STARTED = (
    "the worker processes could not start; a script that asks for several jobs must keep its main part under"
    ' if __name__ == "__main__":, since each worker reads the script again'
)


def _chunks(pages: Iterable[Page]) -> Iterator[_Chunk]:
    chunk: list[Page] = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.content)
        if len(chunk) == CHUNK_PAGES or size >= CHUNK_BYTES:
            yield _Chunk(chunk)
            chunk, size = [], 0
    if chunk:
        yield _Chunk(chunk)


def _idle(workers: list[_Worker], jobs: int, judge: Callable[[Page], PageReport]) -> _Worker | None:
    """Return a worker that has nothing to do, a new one while there are fewer than `jobs`."""
    for worker in workers:
        if worker.chunk is None:
            return worker
    if len(workers) == jobs:
        return None
    workers.append(_Worker(judge))
    return workers[-1]


def _serve(pipe: Connection) -> None:
    """What a worker process does until its pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle; it ends its workers
    sys.stdout = sys.stderr  # a check.py that prints must not print into the report
    with suppress(EOFError, OSError):
        judge = pipe.recv()
        pipe.send("started")
        while True:
            for page in pipe.recv():
                pipe.send(judge(page))
