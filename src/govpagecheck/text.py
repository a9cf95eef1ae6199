"""Text as the catalogue compares it: normalised for reporting, folded for comparing."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_COMPARABLE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-"})


def normalise(text: str) -> str:
    """Return NFC text without invisible characters, every run of white space (NBSP too) as one space, trimmed.

    >>> normalise("  Last\\u00a0 Updated:\\n 09/07/2021 ")
    'Last Updated: 09/07/2021'
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def comparable(text: str) -> str:
    """Return `text` normalised, with typographic quotes and dashes as ASCII; case stays as it is.

    USWDS itself mixes both apostrophes, so no comparison may depend on them (catalogue section 2).

    >>> comparable("Here’s how you know")
    "Here's how you know"
    """
    return normalise(text).translate(_COMPARABLE)


def word_count(text: str) -> int:
    """Return the number of words in `text`."""
    return len(re.findall(r"\w+", text))


def shorten(text: str, length: int = 160) -> str:
    """Return `text` cut to at most `length` characters, the cut marked with an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
