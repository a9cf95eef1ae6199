"""The text that people see in an element: what label in name (WCAG 2.5.3) compares with the accessible name."""

from __future__ import annotations

import re

from lxml import etree

from govpagecheck.accessibility import styles, visibility
from govpagecheck.accessibility.names.flat_string import collapse
from govpagecheck.accessibility.styles.values import Unknown
from govpagecheck.document import BLOCK_TAGS, INERT_TAGS, Document, Element

MAX_LENGTH = 2000  # characters: more is no label
_MAX_STEPS = 400
_INLINE = frozenset(("inline", "contents", "ruby", "ruby-base", "ruby-text"))
_FLEXIBLE = frozenset(("flex", "inline-flex", "grid", "inline-grid"))
_VALUES = frozenset(("input", "select", "textarea"))
# Icon fonts draw a picture for a word that is written into such an element: <i class="material-icons">search</i>.
_ICON_CLASS = re.compile(r"(?:^|[-_\s])(?:icons?|symbols?(?:-outlined|-rounded|-sharp)?|glyphicons?|fa[bsrl]?)(?:$|[-_\s])", re.IGNORECASE)
# On a button itself, "icon" may only say that there is one beside the word.
_LIGATURE_CLASS = re.compile(r"(?:^|\s)material-(?:icons|symbols)(?:$|[-\s])")
_ICON_FONT = re.compile(r"[\s\"']*(?:material (?:icons|symbols)|[^,]*\bicons?\b)", re.IGNORECASE)
_ICON_WORD = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def visible_text(document: Document, element: Element) -> str:
    """Return the text that is seen in the element, as one line; not the values of fields, pictures and words of icon fonts.

    Of a text of more than MAX_LENGTH characters, or in hundreds of elements, the rest is left out.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<button><p>Save <b hidden>all</b></p><p>changes</p> <i class="material-icons">save</i></button>')
    >>> visible_text(document, document.select("button")[0])
    'Save changes'
    """
    return document.memo(("visible text", element), lambda: _visible_text(document, element))


def _visible_text(document: Document, root: Element) -> str:
    pieces: list[str] = []
    length = 0
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for steps, (event, node) in enumerate(walker):
        if steps > _MAX_STEPS:
            break
        text: str | None
        if event in ("comment", "pi"):
            text, holder = node.tail, node.getparent()
        elif event == "start":
            if _is_skipped(document, node, root):
                walker.skip_subtree()
                continue
            if node is not root and _is_apart(document, node):
                pieces.append(" ")
            text, holder = node.text, node
        else:
            if node is root:
                break
            if _is_apart(document, node):
                pieces.append(" ")
            text, holder = node.tail, node.getparent()
        if text and holder is not None and (text.isspace() or visibility.is_visible(document, holder)):
            pieces.append(text)
            length += len(text)
            if length > MAX_LENGTH:
                break
    return collapse("".join(pieces))[:MAX_LENGTH]


def _is_skipped(document: Document, element: Element, root: Element) -> bool:
    if element is root:
        return _is_icon(document, element, _LIGATURE_CLASS)
    tag = element.tag
    if tag in INERT_TAGS or tag in _VALUES or tag[0] == "{" or not visibility.is_rendered(document, element):
        return True
    return _is_icon(document, element, _ICON_CLASS)


def _is_icon(document: Document, element: Element, classes: re.Pattern[str]) -> bool:
    if len(element) or not _ICON_WORD.fullmatch((element.text or "").strip()):
        return False
    if classes.search(element.get("class") or ""):
        return True
    font = styles.style(document, element).font_family
    return isinstance(font, str) and _ICON_FONT.match(font) is not None


def _is_apart(document: Document, element: Element) -> bool:
    """True where the element does not run on with the text around it."""
    style = styles.style(document, element)
    if isinstance(style.display, Unknown):
        return element.tag in BLOCK_TAGS
    if style.display not in _INLINE or element.tag == "br" or style.position in ("absolute", "fixed") or style.floated in ("left", "right"):
        return True
    parent = element.getparent()
    return parent is not None and styles.style(document, parent).display in _FLEXIBLE
