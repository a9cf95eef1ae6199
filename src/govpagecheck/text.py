"""Text as the catalogue compares it: normalised for reporting, folded for comparing."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_COMPARABLE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-"})
_WORD = re.compile(r"\w+")
_MOST_MARKS = 30
# Commands to the machine that keeps the log: GitHub's and Azure's runners find theirs anywhere in a line, TeamCity at its start.
COMMAND_MARK = re.compile(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_COMMAND_LINE = re.compile(r"^(\s*):(?=:)")
# Only such runs can hold too many combining marks, which are no word characters to `re`; hardly any page has one.
_LONG_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")


def normalise(text: str) -> str:
    """Return NFC text without invisible characters, every run of white space (NBSP too) as one space, trimmed.

    >>> normalise("  Last\\u00a0 Updated:\\n 09/07/2021 ")
    'Last Updated: 09/07/2021'
    """
    if text.isascii():
        return " ".join(text.split())
    visible = _LONG_RUN.sub(_with_few_marks, _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _with_few_marks(run: re.Match[str]) -> str:
    """Leave out what exceeds 30 combining marks in a row, the limit of UAX #15 for streams: NFC sorts them in quadratic time."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        is_mark = unicodedata.combining(unicodedata.normalize("NFD", character)[0]) > 0
        marks = marks + 1 if is_mark else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def comparable(text: str) -> str:
    """Return `text` normalised, with typographic quotes and dashes as ASCII; case stays as it is.

    USWDS itself mixes both apostrophes, so no comparison may depend on them (catalogue section 2).

    >>> comparable("Here’s how you know")
    "Here's how you know"
    """
    text = normalise(text)
    return text if text.isascii() else text.translate(_COMPARABLE)


def word_count(text: str) -> int:
    """Return the number of words in `text`."""
    return len(_WORD.findall(text))


def shorten(text: str, length: int = 160) -> str:
    """Return `text` cut to at most `length` characters, the cut marked with an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def plain(text: str) -> str:
    """Return text that cannot steer a terminal or a CI system: control and invisible characters and `##[` are written out.

    >>> print(plain("a\\x1b[2J"), plain("##vso[task.setvariable]"))
    a\\u001b[2J #\\u0023vso[task.setvariable]
    """
    written = "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
    return COMMAND_MARK.sub(r"#\\u0023", written)


def plain_line(text: str) -> str:
    """Return plain text that may begin a line of a log: GitHub's runner obeys one that begins with two colons.

    >>> print(plain_line(" ::error::x"))
     \\u003a:error::x
    """
    return _COMMAND_LINE.sub(r"\1\\u003a", plain(text))
