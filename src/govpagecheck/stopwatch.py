"""Where the time of a run goes: for each rule, each part and each stage its own time, without that of what it asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
Label = tuple[str, str]  # ("stage" | "rule" | "part" | "shared", name)


@dataclass
class Lap:
    """What one label took: seconds of its own, and how often it was measured."""

    label: Label
    seconds: float = 0.0
    times: int = 0


class Stopwatch:
    """Measures what is computed under a label; while something inside runs under a label of its own, the outer one stands still.

    >>> watch = Stopwatch()
    >>> watch.time(("rule", "outer"), lambda: watch.time(("part", "inner"), lambda: 7))
    7
    >>> sorted(lap.label for lap in watch.laps())
    [('part', 'inner'), ('rule', 'outer')]
    """

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self._laps: dict[Label, Lap] = {}
        self._running: list[Lap] = []
        self._since = 0.0

    def time(self, label: Label, compute: Callable[[], T]) -> T:
        """Return what `compute` returns, and count its time; also where it raises."""
        lap = self._laps.setdefault(label, Lap(label))
        lap.times += 1
        self._settle()
        self._running.append(lap)
        try:
            return compute()
        finally:
            self._settle()
            self._running.pop()

    def laps(self) -> list[Lap]:
        """Return what was measured, the longest first."""
        return sorted(self._laps.values(), key=lambda lap: (-lap.seconds, lap.label))

    def lines(self, pages: int) -> Iterator[str]:
        """Yield a table for people: milliseconds a page, share of the whole, how often a page, and what it was."""
        total = sum(lap.seconds for lap in self._laps.values())
        yield f"{total * 1000 / max(pages, 1):.2f} ms a page, {pages} pages"
        yield "  ms/page   share  times/page"
        for lap in self.laps():
            share = lap.seconds / total if total else 0.0
            kind, name = lap.label
            yield f"{lap.seconds * 1000 / max(pages, 1):9.3f}  {share:6.1%}  {lap.times / max(pages, 1):10.1f}  {kind} {name}"

    def _settle(self) -> None:
        """Give the time since the last change to what ran until now."""
        now = self._clock()
        if self._running:
            self._running[-1].seconds += now - self._since
        self._since = now


def timed(stopwatch: Stopwatch | None, label: Label, compute: Callable[[], T]) -> T:
    """Return what `compute` returns; without a stopwatch nothing is measured."""
    return compute() if stopwatch is None else stopwatch.time(label, compute)
