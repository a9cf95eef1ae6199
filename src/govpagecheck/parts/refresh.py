"""Refresh: the meta element by which the page reloads itself or sends people elsewhere, as browsers read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govpagecheck.document import Document, Element
from govpagecheck.parts import part

# HTML, "shared declarative refresh steps": what is left after the digits and dots must be nothing or begin with one of these.
_TIME = re.compile(r"[ \t\n\f\r]*(?:([0-9]+)|(?=\.))[0-9.]*(?:$|[;, \t\n\f\r])")
_ADDRESS = re.compile(r"[;,\s]\s*(?:url\s*=\s*)?+['\"]?([^\s'\"][^'\"]*)", re.IGNORECASE)
_TWENTY_HOURS = 20 * 60 * 60
_MOST_DIGITS = 12  # no browser waits longer


@dataclass(frozen=True)
class Refresh:
    """The page goes on to `address` after `seconds`, or loads itself again where that is empty; `text` is the content as written.

    `wait` is "none", "short" or "more than 20 hours", which is what WCAG 2.2.1 counts as no limit.
    """

    element: Element
    text: str
    seconds: int
    address: str

    @property
    def wait(self) -> str:
        """How long the page waits, in words."""
        return "none" if self.seconds == 0 else "short" if self.seconds <= _TWENTY_HOURS else "more than 20 hours"

    @property
    def what(self) -> str:
        """What happens, as the end of a sentence: where people are sent, or that the page is loaded again."""
        return f"sends people on to “{self.address}”" if self.address else "loads itself again"


@part
def find(document: Document) -> Refresh | None:
    """Return the first refresh with a valid time, which is the one that browsers obey; those in noscript do nothing."""
    for meta in document.index.by_tag["meta"]:
        if meta.get("http-equiv", "").strip().lower() != "refresh" or document.closest(meta, "noscript") is not None:
            continue
        content = meta.get("content", "")
        time = _TIME.match(content)
        if time:
            address = _ADDRESS.match(content, max(time.end() - 1, 0))
            seconds = int((time[1] or "0")[:_MOST_DIGITS])
            return Refresh(meta, content, seconds, address[1].strip() if address else "")
    return None
