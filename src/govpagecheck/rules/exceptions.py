"""A person's exceptions by path: overrides of rules, and ignores of findings, as the configuration states them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govpagecheck.document import Document, Element
from govpagecheck.model import Ignored, Page, Severity


@dataclass(frozen=True)
class Root:
    """From where patterns see paths: the folder of the configuration, and the folder that relative paths of pages begin in."""

    folder: str
    here: str

    def below(self, path: str) -> str:
        """Return a page's path as seen from the configuration's folder."""
        return posixpath.relpath(posixpath.join(self.here, path), self.folder)


@dataclass(frozen=True)
class Override:
    """Other severities, page type or jurisdiction for the pages at `paths`; a rule at None is switched off there.

    Patterns are of paths below the `root`: `*` and `?` stay within a name, `**` crosses folders.
    """

    paths: tuple[str, ...]
    rules: Mapping[str, Severity | None]
    reason: str
    root: Root | None = None
    page_type: str | None = None
    jurisdiction: str | None = None
    until: date | None = None

    def covers(self, page: Page, today: date) -> bool:
        """True when the override is for this page and has not lapsed."""
        return (self.until is None or today <= self.until) and is_at(page, self.paths, self.root)


@dataclass(frozen=True)
class Ignore:
    """An exception to one rule's findings: on the pages at `paths`, and in the elements that `select` finds."""

    rule: str
    reason: str
    root: Root | None = None
    paths: tuple[str, ...] = ("**",)
    select: str | None = None
    until: date | None = None

    def covers(self, page: Page, document: Document, rule: str, element: Element) -> bool:
        """True for a finding of the rule that the ignore is about."""
        if rule != self.rule or not is_at(page, self.paths, self.root):
            return False
        if self.select is None:
            return True
        inside = document.memo(("ignore", self.select), lambda: set(document.select(self.select or "")))
        return element in inside or any(one in inside for one in element.iterancestors())

    def covers_site(self, page: Page, rule: str) -> bool:
        """True for a finding about a site, which is about no element: where the ignore names none."""
        return rule == self.rule and self.select is None and is_at(page, self.paths, self.root)

    def has_lapsed(self, today: date) -> bool:
        """True when the time of the ignore is over."""
        return self.until is not None and self.until < today

    @property
    def ignored(self) -> Ignored:
        """The exception as a finding carries it."""
        until = f" (until {self.until})" if self.until else ""
        return Ignored("config", f"{self.reason}{until}")


def is_at(page: Page, patterns: tuple[str, ...], root: Root | None = None) -> bool:
    """True when the page's path as seen from the root, its path or its URL fits one of the patterns.

    >>> is_at(Page(path="2015/a.html"), ("press/archive/**",), Root("/work", "/work/press/archive"))
    True
    >>> is_at(Page(path="press/a.html"), ("*.html",))
    False
    """
    names = [name.removeprefix("./") for name in (page.path, page.url) if name]
    if page.path and root:
        names.append(root.below(page.path))
    return any(_compiled(pattern).fullmatch(name) for pattern in patterns for name in names)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = {"**/": "(?:[^/]*/)*?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    return re.compile("".join(pieces.get(part) or re.escape(part) for part in parts), re.DOTALL)
