"""Run contestants in turns, each in a process of its own, and keep the seconds and the memory that each took."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SAMPLING = 0.2  # seconds between two looks at the memory of a tree of processes


class RunError(Exception):
    """A contestant gave no answer; the message says why, in one line."""


@dataclass(frozen=True)
class Contestant:
    """A program that is given a list of pages (the first only warms it up) and how often to go over them."""

    name: str
    command: tuple[str, ...]
    passes: int = 1
    is_tree: bool = False


@dataclass(frozen=True)
class Run:
    """What one run took: seconds for one pass over the pages, its CPU seconds where it knows them, and the peak in MB of 2**20."""

    seconds: float
    peak_mb: float
    cpu: float | None = None
    rules: int | None = None
    ids: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def run(contestant: Contestant, pages: Sequence[Path], warm_up: Path, timeout: float) -> Run:
    """Run a contestant once. Raises RunError with the reason."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listing:
        listing.write("".join(f"{page.resolve()}\n" for page in (warm_up, *pages)))
        listing.flush()
        output, peak = peak_of([*contestant.command, listing.name, str(contestant.passes)], timeout, is_tree=contestant.is_tree)
    try:
        answer = json.loads(output.splitlines()[-1])
        if answer["peak_mb"] is not None and not contestant.is_tree:
            peak = answer["peak_mb"]
        return Run(answer["seconds"], peak, answer["cpu"], answer["rules"], answer["ids"], answer["refused"])
    except (ValueError, LookupError, TypeError) as error:
        raise RunError(f"its answer could not be read: {error}") from error


def peak_of(command: Sequence[str], timeout: float, *, is_tree: bool = False, good: Collection[int] = (0,)) -> tuple[str, float]:
    """Run a command and return what it wrote to standard output, and its peak memory in MB.

    Raises RunError with the reason, also where the exit code is not among the `good`.

    The peak is the resident set of its largest process, as the kernel kept it; with `is_tree` it is at least the largest sum
    of the proportional sets (shared memory counted once) that was seen of all its processes together. The kernel's figure starts
    from that of this process, which therefore has to stay small: a program that is smaller tells its own.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True)
        except OSError as error:
            raise RunError(f"could not be started: {error}") from error
        watch = _Watch(process.pid, timeout, is_tree)
        watch.start()
        try:
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        finally:
            watch.end()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if watch.is_late:
            raise RunError(f"gave no answer in {timeout:.0f} s")
        out.seek(0)
        err.seek(0)
        if process.returncode not in good:
            told = last_line(err.read().decode(errors="replace"))
            raise RunError(f"ended with exit code {process.returncode}" + (f": {told}" if told else ""))
        return out.read().decode(errors="replace"), max(usage.ru_maxrss / 1024, watch.peak_mb)


class _Watch(threading.Thread):
    """Ends a session of processes that is late, and looks at its memory."""

    def __init__(self, pid: int, timeout: float, is_tree: bool) -> None:
        super().__init__(daemon=True)
        self.pid, self.timeout, self.is_tree = pid, timeout, is_tree
        self.peak_mb = 0.0
        self.is_late = False
        self._ended = threading.Event()

    def run(self) -> None:
        deadline = time.monotonic() + self.timeout
        while not self._ended.wait(SAMPLING if self.is_tree else max(0.0, deadline - time.monotonic())):
            if self.is_tree:
                self.peak_mb = max(self.peak_mb, sum(map(_proportional_mb, _descendants(self.pid))))
            if time.monotonic() >= deadline:
                self.is_late = True
                self._kill()
                return

    def end(self) -> None:
        """Stop looking, and end what the program left behind; to be called while its process is not yet reaped."""
        self._ended.set()
        self.join()
        self._kill()

    def _kill(self) -> None:
        started = _descendants(self.pid)  # a browser is in a session of its own
        for kill, target in ((os.killpg, self.pid), *((os.kill, pid) for pid in started)):
            with suppress(ProcessLookupError):
                kill(target, signal.SIGKILL)


def _descendants(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        found.append(one := todo.pop())
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                todo += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
        except OSError:  # it has ended meanwhile
            continue
    return found


def _proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def interleave(
    contestants: Sequence[Contestant], pages: Sequence[Path], warm_up: Path, *, rounds: int, timeout: float, budget: float
) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Run all contestants once a round, in turns, and return their runs and, by name, why some gave none.

    `timeout` are the seconds that a run may take. No round begins after `budget` seconds, but the first; the number of
    runs says how many there were. Who fails is not asked again, and has no runs.
    """
    deadline = time.monotonic() + budget
    runs: dict[str, list[Run]] = {contestant.name: [] for contestant in contestants}
    left_out: dict[str, str] = {}
    taking_part = {contestant.name: contestant for contestant in contestants}
    for number in range(rounds):
        if number and time.monotonic() > deadline:
            break
        for name, contestant in list(taking_part.items()):
            try:
                runs[name].append(run(contestant, pages, warm_up, timeout))
            except RunError as failure:
                left_out[name] = str(failure)
                del taking_part[name], runs[name]
    return runs, left_out


def ratio(runs: Sequence[Run], base: Sequence[Run]) -> float:
    """Return how many times longer the runs took: the median of the ratios of the same round."""
    return statistics.median(one.seconds / other.seconds for one, other in zip(runs, base, strict=False))


def seconds(runs: Sequence[Run]) -> float:
    """Return the median of the seconds."""
    return statistics.median(run.seconds for run in runs)


def last_line(text: str, length: int = 200) -> str:
    """Return the last line that is not empty, shortened."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:length] if lines else ""
