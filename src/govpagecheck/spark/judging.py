"""Pages judged in a child of the task, so that a page that kills or blocks its process costs itself and nothing else."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import ModuleType

from govpagecheck.engine import check_page, unjudged
from govpagecheck.model import Note, Outcome, Page, PageReport
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.workers import judge_in_parallel


@dataclass(frozen=True)
class Limits:
    """What one page may take: bytes of its content, seconds to judge it."""

    max_bytes: int
    max_seconds: float


def judged(pages: Iterable[Page], ruleset: Ruleset, limits: Limits) -> Iterator[PageReport]:
    """Yield the report of each page, in order; a page that kills its process is tried once more, then reported as `cantTell`."""
    judge = partial(_judge, ruleset=ruleset, limits=limits)
    give_up = partial(_given_up, ruleset=ruleset, limits=limits)

    def try_again(page: Page) -> PageReport:
        [report] = judge_in_parallel([page], judge, give_up, jobs=1)
        return report

    with _no_main_module():
        yield from judge_in_parallel(pages, judge, try_again, jobs=1)


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep a process that is started from reading the main module again: here that is Spark's, at half a second and 50 MB a process."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _judge(page: Page, ruleset: Ruleset, limits: Limits) -> PageReport:
    # A watchdog in C, which ends the process also where a library holds the interpreter, and leaves the place in the executor's log.
    faulthandler.dump_traceback_later(limits.max_seconds, exit=True)
    try:
        return check_page(page, ruleset, max_bytes=limits.max_bytes)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _given_up(page: Page, ruleset: Ruleset, limits: Limits) -> PageReport:
    cause = f"twice the process that judged this page died, or took more than {limits.max_seconds:g} seconds; the page was left out"
    return unjudged(page, ruleset.for_page(page), Outcome.CANT_TELL, Note("unreadable", cause))
