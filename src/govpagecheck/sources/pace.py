"""The pace of fetching: whose turn it is at a host, and how long a host is left in peace."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Pace:
    """Gives turns at hosts: at most `at_once` at a time for each, and `delay` seconds between the beginnings of two pages.

    The parts of a page, such as its style sheets, follow it without delay, as a browser fetches them.
    """

    def __init__(self, delay: float, at_once: int, sleep: Callable[[float], object]) -> None:
        self._delay, self._at_once, self._sleep = delay, at_once, sleep
        self._lock = threading.Lock()
        self._places: dict[str, threading.Semaphore] = {}
        self._free_at: dict[str, float] = {}  # when the next page may begin
        self._left_until: dict[str, float] = {}  # when anything may
        self._delays: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, *, is_part: bool = False) -> Iterator[None]:
        """Wait until it is the caller's turn at the host, which lasts while the context does."""
        with self._lock:
            place = self._places.setdefault(host, threading.Semaphore(self._at_once))
        with place:
            with self._lock:
                now = time.monotonic()
                begins = max(now, self._left_until.get(host, now), now if is_part else self._free_at.get(host, now))
                self._free_at[host] = max(self._free_at.get(host, begins), begins + self._delays.get(host, self._delay))
            if begins > now:
                self._sleep(begins - now)
            yield

    def leave_alone(self, host: str, seconds: float) -> None:
        """Let no turn at the host begin before so many seconds have passed."""
        with self._lock:
            self._left_until[host] = max(self._left_until.get(host, 0.0), time.monotonic() + seconds)

    def slow_down(self, host: str, delay: float) -> None:
        """Keep to a delay at the host that is longer than the usual one, as its robots.txt may ask."""
        with self._lock:
            self._delays[host] = max(self._delay, delay)
