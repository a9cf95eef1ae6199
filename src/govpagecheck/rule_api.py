"""What a rule's check.py may import: the one module of govpagecheck that rules know.

A check is a generator `check(context, target)` that yields a Miss with the `reason` of one of its rule's expectations,
or a CannotTell. It sees the page through `context.document` and `find_part(context.document, name)`.
"""

from govpagecheck.document import Document, Element, Line
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, Fragment, find_part
from govpagecheck.parts.archive_notice import ArchiveNotice
from govpagecheck.parts.archive_signals import ArchiveSignal
from govpagecheck.parts.banner import Banner
from govpagecheck.parts.breadcrumb import Breadcrumb, Crumb
from govpagecheck.parts.dates import DateMark, PageDates
from govpagecheck.parts.feedback import Feedback
from govpagecheck.parts.metadata import Metadata
from govpagecheck.rules.expect import Miss
from govpagecheck.rules.values import Context
from govpagecheck.text import comparable, normalise, word_count

__all__ = [
    "RENDERED_BY_SCRIPT",
    "ArchiveNotice",
    "ArchiveSignal",
    "Banner",
    "Breadcrumb",
    "CannotTell",
    "Context",
    "Crumb",
    "DateMark",
    "Document",
    "Element",
    "Feedback",
    "Fragment",
    "Line",
    "Metadata",
    "Miss",
    "PageDates",
    "comparable",
    "find_part",
    "normalise",
    "word_count",
]
