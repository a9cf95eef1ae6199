"""What every measured Python process does: check the pages of a list, and tell how long that took."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

LIMIT = 10.0  # seconds for a page; some tools take quadratic time on some pages, and would hold up all others


def each_page(check: Callable[[bytes, str], Any], ids_of: Callable[[Any], Iterable[str]], rules: int | None) -> None:
    """Print one line of JSON about `check(content, path)`, run over the pages that the last two arguments of the process name.

    Those are a file with a path a line, the first of which warms up and is not counted, and how often to go over the
    others. Only `check` is timed, in seconds a pass; `ids_of` tells from its answer the ids of the findings.
    """
    signal.signal(signal.SIGALRM, _late)
    warm_up, *files = map(Path, Path(sys.argv[-2]).read_text(encoding="utf-8").splitlines())
    passes = int(sys.argv[-1])
    check(warm_up.read_bytes(), str(warm_up))
    ids: Counter[str] = Counter()
    refused: dict[str, str] = {}
    seconds = cpu = 0.0
    for number in range(passes):
        for file in files:
            content, path = file.read_bytes(), str(file)
            started = time.perf_counter(), time.process_time()
            signal.setitimer(signal.ITIMER_REAL, LIMIT)
            try:
                answer = check(content, path)
            except Exception as error:
                answer, refused[path] = None, f"{type(error).__name__}: {error}"
            signal.setitimer(signal.ITIMER_REAL, 0)
            seconds += time.perf_counter() - started[0]
            cpu += time.process_time() - started[1]
            if number == 0 and answer is not None:
                ids.update(ids_of(answer))
            del answer
    answer = {"seconds": seconds / passes, "cpu": cpu / passes, "peak_mb": _peak_mb(), "rules": rules, "ids": ids, "refused": refused}
    print(json.dumps(answer))


def _late(_number: int, _frame: object) -> None:
    raise TimeoutError(f"it took more than {LIMIT:.0f} s, which are counted")


def _peak_mb() -> float | None:
    """Return the peak of the resident set of this program; what the kernel tells the parent begins with the parent's own."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), None)
