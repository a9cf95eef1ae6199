"""The success criteria of WCAG 2.2 by number: what each is called, its level, and the version that brought it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Criterion:
    """A success criterion: `id` is its anchor in the Recommendation, `since` the WCAG version it came with (2.0, 2.1 or 2.2)."""

    number: str
    id: str
    level: str
    title: str
    since: str
    is_obsolete: bool = False

    @property
    def url(self) -> str:
        """Its place in the Recommendation."""
        return f"https://www.w3.org/TR/WCAG22/#{self.id}"


@lru_cache(maxsize=1)
def criteria() -> Mapping[str, Criterion]:
    """Return all 86 criteria by number, in the order of WCAG, and 4.1.1, which is obsolete since 2.2.

    >>> criteria()["1.1.1"].title, criteria()["2.4.11"].since, criteria()["4.1.1"].is_obsolete
    ('Non-text Content', '2.2', True)
    """
    data = json.loads((files("govpagecheck") / "data" / "wcag22.json").read_text(encoding="utf-8"))
    return {
        number: Criterion(number, row["id"], row["level"], row["title"], row["since"], row.get("obsolete", False))
        for number, row in data["criteria"].items()
    }
