"""The style sheets of a page in their order: those in it, those that were given with it, and the names of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tinycss2 import ast

from govpagecheck.accessibility.styles.media import media_applies
from govpagecheck.accessibility.styles.sheets import Condition, Sheet, read_media, read_shared_sheet, read_style_element
from govpagecheck.accessibility.styles.values import Unknown
from govpagecheck.document import Document, Element
from govpagecheck.model import imported_address

MAX_CHARACTERS = 2_000_000  # of all sheets of a page: some seconds to read
MAX_IMPORTS = 100
MAX_IMPORT_DEPTH = 8

_LOADS_LATER = re.compile(r"rel|media", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """A sheet where it takes effect: under conditions, in a cascade layer, in a shadow tree (None: in the page's own)."""

    sheet: Sheet
    conditions: tuple[Condition, ...]
    layer: tuple[str, ...]
    shadow_root: Element | None


@dataclass
class PageSheets:
    """The sheets of a page, the addresses of those that were not there to be read, and whether the limit was met."""

    placed: list[PlacedSheet] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def page_sheets(document: Document) -> PageSheets:
    """Return the sheets that apply to a screen, in the order of the page; @import comes before the sheet it is in."""
    return document.memo("page sheets", lambda: _Collector(document).collect())


def loads_sheets_late(document: Document) -> bool:
    """True where sheets wait in a template or noscript for a script, or a script writes their links."""
    by_tag = document.index.by_tag
    holders = [*by_tag["template"], *by_tag["noscript"]]
    if any("stylesheet" in (link.get("rel") or "").lower() for holder in holders for link in holder.iter("link")):
        return True
    return any("stylesheet" in (script.text or "") for script in by_tag["script"])


class _Collector:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.given: Mapping[str, str] = document.sheets
        self.found = PageSheets()
        self.characters = 0
        self.imports = 0
        self.read: dict[str, Sheet] = {}

    def collect(self) -> PageSheets:
        index = self.document.index
        elements = [*index.by_tag.get("style", ()), *index.by_tag.get("link", ())]
        elements.sort(key=index.order.__getitem__)
        is_scripted = bool(index.by_tag.get("noscript"))
        has_shadows = any(one.get("shadowrootmode") is not None for one in index.by_tag.get("template", ()))
        for element in elements:
            if is_scripted and next(element.iterancestors("noscript"), None) is not None:
                continue
            root = next(element.iterancestors("template"), None) if has_shadows else None
            media = element.get("media") or ""
            if element.tag == "link":
                if (href := _sheet_address(element)) is not None:
                    conditions = () if _is_switched_on_later(element) else _conditions(media)
                    self._linked(href, conditions, (), root, ())
            elif (element.get("type") or "text/css").strip().lower() == "text/css":
                css = "".join(element.itertext())
                if self._fits(css, "<style>"):
                    self._place(read_style_element(css), "", _conditions(media), (), root, ())
        self.found.unread = list(dict.fromkeys(self.found.unread))
        return self.found

    def _fits(self, css: str, name: str) -> bool:
        if self.characters + len(css) > MAX_CHARACTERS:
            self.found.unread.append(name)
            return False
        self.characters += len(css)
        return True

    def _linked(
        self, href: str, conditions: tuple[Condition, ...], layer: tuple[str, ...], root: Element | None, inside: tuple[str, ...]
    ) -> None:
        if _never_applies(conditions):
            return
        css = self.given.get(href)
        if css is None:
            self.found.unread.append(href)
            return
        if href not in self.read:
            if not self._fits(css, href):
                return
            self.read[href] = read_shared_sheet(css)
        self._place(self.read[href], href, conditions, layer, root, (*inside, href))

    def _place(
        self,
        sheet: Sheet,
        href: str,
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
        root: Element | None,
        inside: tuple[str, ...],
    ) -> None:
        for one in sheet.imports:
            address = _imported(href, one.href.strip())
            self.imports += 1
            if address in inside or not address:
                continue
            if self.imports > MAX_IMPORTS or len(inside) > MAX_IMPORT_DEPTH:
                self.found.unread.append(address)
                continue
            self._linked(address, (*conditions, *one.conditions), (*layer, *(one.layer or ())), root, inside)
        self.found.placed.append(PlacedSheet(sheet, conditions, layer, root))


def _sheet_address(link: Element) -> str | None:
    """Return the address of the sheet that a link element loads, also of one that a script in it switches on."""
    relations = (link.get("rel") or "").lower().split()
    href = (link.get("href") or "").strip()
    if not href or link.get("disabled") is not None:
        return None
    if "stylesheet" in relations:
        return None if "alternate" in relations else href
    is_preloaded = "preload" in relations and (link.get("as") or "").lower() == "style"
    return href if is_preloaded and _LOADS_LATER.search(link.get("onload") or "") else None


def _imported(href: str, imported: str) -> str:
    try:
        return imported_address(href, imported) if href else imported
    except ValueError:  # what urllib takes for a broken IPv6 address
        return imported


def _is_switched_on_later(link: Element) -> bool:
    """True for `media="print" onload="this.media='all'"`, by which sheets load without holding up the page."""
    return "media" in (link.get("onload") or "")


def _conditions(media: str) -> tuple[Condition, ...]:
    return (read_media(media),) if media.strip() else ()


def _never_applies(conditions: tuple[Condition, ...]) -> bool:
    """True for sheets for print and the like, which nobody misses."""
    kinds = [one for one in conditions if not isinstance(one, Unknown)]
    return any(media_applies(one) is False and not _is_about_size(one) for one in kinds)


def _is_about_size(condition: Condition) -> bool:
    if isinstance(condition, Unknown):
        return True
    return any(isinstance(token, ast.ParenthesesBlock) for token in condition)
