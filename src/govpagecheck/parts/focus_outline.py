"""Focus outlines: where sheets and style attributes of the page take away the outline that browsers draw around what has the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from govpagecheck.accessibility.focus import is_tabbable
from govpagecheck.accessibility.styles import is_certain, loads_sheets_late
from govpagecheck.accessibility.visibility import is_visible
from govpagecheck.document import Document, Element
from govpagecheck.parts import CannotTell, part
from govpagecheck.text import shorten

_MOST_RULES = 100  # rules about outlines and focus that are looked at
_LONGEST = 500
_UNREAD = CannotTell("unread-sheets", "an outline is taken away here; style sheets that were not read may show the focus in another way")
_REMOVES = re.compile(r"(?:^|[;\s])outline(?:-style|-width)?\s*:\s*(?:none|0)\b", re.IGNORECASE)
_SHOWS = re.compile(
    r"(?:^|[;\s])(?:outline(?:-style|-width|-color)?\s*:(?!\s*(?:none|0\b|transparent|inherit|initial|unset))"
    r"|(?:-webkit-)?box-shadow\s*:(?!\s*(?:none|0\s*(?:[;!]|$)))|border|background|color\s*:|text-decoration|transform|filter|fill|font|opacity)",
    re.IGNORECASE,
)
_FOCUS = re.compile(r":focus(?:-visible)?(?![\w-])", re.IGNORECASE)
_OTHER_STATE = re.compile(r":(?:hover|active|focus-within|disabled|checked)|:not\(\s*:focus|::|:-", re.IGNORECASE)


@dataclass(frozen=True)
class FocusOutline:
    """A place that takes the outline away: the first element that it reaches, the selector ("" for a style attribute), how many it reaches.

    `is_replaced` says that something else shows the focus there.
    """

    element: Element
    tag: str
    selector: str
    others: str
    is_replaced: bool | CannotTell

    @property
    def is_shown_in_attribute(self) -> bool | CannotTell:
        """True unless a style attribute takes the outline away for good; of sheets it says nothing."""
        return True if self.selector else self.is_replaced


@dataclass(frozen=True)
class _FocusRule:
    selector: str
    elements: tuple[Element, ...]
    body: str


@part
def find(document: Document) -> tuple[FocusOutline, ...]:
    """Return what takes the outline away from elements that people reach with the Tab key, in document order."""
    rules = list(_rules(document))
    shown = set(chain.from_iterable(rule.elements for rule in rules if _SHOWS.search(rule.body)))
    found = []
    for rule in rules:
        if not _REMOVES.search(rule.body):
            continue
        reached = [one for one in rule.elements if _is_reached(document, one)]
        bare = [one for one in reached if one not in shown]
        if reached:
            found.append(_outline(document, (bare or reached)[0], rule.selector, len(bare or reached), is_replaced=not bare))
    for element in document.index.by_attribute["style"]:
        if "outline" not in (element.get("style") or "").lower() or not _REMOVES.search(element.get("style") or ""):
            continue
        if _is_reached(document, element):
            found.append(_outline(document, element, "", 1, is_replaced=element in shown))
    return tuple(sorted(found, key=lambda one: document.index.order[one.element]))


def _is_reached(document: Document, element: Element) -> bool:
    return is_tabbable(document, element) and is_visible(document, element)


def _outline(document: Document, element: Element, selector: str, count: int, *, is_replaced: bool) -> FocusOutline:
    is_sure = is_certain(document) and not loads_sheets_late(document)
    others = f" and from {count - 1} more element{'s' if count > 2 else ''}" if count > 1 else ""
    return FocusOutline(element, element.tag, selector, others, is_replaced or (False if is_sure else _UNREAD))


def _rules(document: Document) -> Iterator[_FocusRule]:
    """Yield the rules of the sheets that say something of outlines or of the focus, each with the elements that it reaches."""
    left = _MOST_RULES
    sheets = ["".join(map(str, one.itertext())) for one in document.index.by_tag["style"]]
    for css in (*sheets, *document.sheets.values()):
        if "outline" not in css and ":focus" not in css:
            continue
        for block in _without_comments(css).split("}"):
            head, _, body = block.rpartition("{")
            selectors = head.rpartition("{")[2].rpartition(";")[2].strip()
            if len(selectors) > _LONGEST or not (_FOCUS.search(selectors) or _REMOVES.search(body)):
                continue
            left -= 1
            if left < 0:
                return
            elements: list[Element] = []
            for selector in selectors.split(",") if "(" not in selectors else [selectors]:
                if not _OTHER_STATE.search(selector):
                    elements += _selected(document, _FOCUS.sub("", selector).strip() or "*")
            yield _FocusRule(shorten(" ".join(selectors.split()), 80), tuple(dict.fromkeys(elements)), body)


def _selected(document: Document, selector: str) -> list[Element]:
    try:
        return document.select(selector)
    except ValueError:
        return []


def _without_comments(css: str) -> str:
    pieces = css.split("/*")
    return pieces[0] + "".join(piece.partition("*/")[2] for piece in pieces[1:])
