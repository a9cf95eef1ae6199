"""The errors that govpagecheck raises, one tree.

::

    GovPageCheckError            anything that is the caller's to mend; its text is one line
    +-- UsageError               a wrong option, target or argument
    +-- RuleError                a rule, profile or phrase book that cannot be used; names file and key
    +-- PageError                a page that cannot be parsed; check_page answers it with outcomes, never raises it
"""

from __future__ import annotations


class GovPageCheckError(Exception):
    """Base of all errors raised on purpose; the text says what, where and what to do in one line."""


class UsageError(GovPageCheckError):
    """A wrong option, target or argument."""


class RuleError(GovPageCheckError):
    """A rule, profile or phrase book that cannot be used."""


class PageError(GovPageCheckError):
    """A page that cannot be parsed.

    `reason` is the short id that results carry (for example `page-too-large`).
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
