"""One line on a terminal while a long run goes on; none in a pipe, and none in the first second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from govpagecheck.text import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live

SECONDS_OF_SILENCE = 1.0


class Progress:
    """Tells how many pages are done and which was the last; a context manager that leaves no trace on the screen."""

    def __init__(self, *, is_wanted: bool = True, console: Console | None = None, silence: float = SECONDS_OF_SILENCE) -> None:
        self._is_wanted = is_wanted and (console is not None or sys.stderr.isatty())
        self._console, self._silence = console, silence
        self._pages, self._began = 0, time.monotonic()
        self._live: Live | None = None

    def __enter__(self) -> Progress:
        return self

    def tell(self, page: str) -> None:
        """Count a page that is done."""
        self._pages += 1
        if not self._is_wanted or time.monotonic() - self._began < self._silence:
            return
        from rich.text import Text

        line = Text(f"{self._pages} page{'s' if self._pages > 1 else ''} done, last {plain(page)}", no_wrap=True, overflow="ellipsis")
        if self._live is None:
            self._live = self._started()
        if self._live:
            self._live.update(line)

    def _started(self) -> Live | None:
        from rich.console import Console
        from rich.live import Live

        console = self._console or Console(stderr=True, highlight=False)
        if console.is_dumb_terminal:
            self._is_wanted = False
            return None
        live = Live(console=console, transient=True, redirect_stdout=False)
        live.start()
        return live

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()
