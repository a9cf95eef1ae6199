"""Inline spacing: letter, word and line spacing that a style attribute sets with !important, so that readers cannot widen it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.styles import Style, is_certain, style, style_attribute
from govpagecheck.accessibility.styles.values import Unknown
from govpagecheck.accessibility.visibility import is_visible
from govpagecheck.document import Document, Element
from govpagecheck.parts import CannotTell, part
from govpagecheck.text import normalise, shorten

_INHERITING = frozenset(("inherit", "unset", "revert", "revert-layer"))
# Values that are so many times the font size whatever that is.
_RELATIVE = re.compile(r"normal|initial|0+(?:px)?|[\d.+-]+(?:em|%)?", re.IGNORECASE)
_LETTERS = re.compile(r"\w\w")
_WORDS = re.compile(r"\w\W*\s\W*\w")
_NARROW, _WIDE = 0.35, 0.7  # em: how wide a letter is at least and at most, on average
_SMALLEST, _SCREEN = 320.0, 1280.0  # px: what WCAG 1.4.10 asks for, and a desktop
_UNREAD = CannotTell("unread-sheets", "style sheets that were not read give this text its size, and with it the spacing that it needs")
_UNKNOWN = CannotTell("needs-browser", "only a browser tells how wide this spacing is")
_WRAPS = CannotTell("needs-browser", "whether this text is longer than a line depends on the window; where it is, its lines are too close")
_NEEDED = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
_NORMAL_LINE = 1.2  # times the font size, by which browsers take `normal`


@dataclass(frozen=True)
class InlineSpacing:
    """A declaration with !important in a style attribute, and the text that it spaces worst.

    `times` is the spacing as a multiple of the font size; `is_enough` whether it is as wide as WCAG 1.4.12 asks.
    """

    element: Element
    property: str
    written: str
    text: str
    times: str
    is_enough: bool | CannotTell
    reserve: str = ""


@dataclass
class _Spaced:
    """What one declaration reaches: how many times the font size the worst text has, and whether any of it may wrap."""

    worst: float | Unknown | None = None
    text: str = ""
    wraps: set[bool | None] = field(default_factory=set)


@part
def find(document: Document) -> tuple[InlineSpacing, ...]:
    """Return such declarations in document order, where people see text that they space."""
    styled = [one for one in document.index.by_attribute["style"] if "!" in (one.get("style") or "") and one.tag[0] != "{"]
    order = document.index.order
    found = [one for name in _NEEDED for one in _of_property(document, name, styled)]
    return tuple(sorted(found, key=lambda one: order[one.element]))


def _of_property(document: Document, name: str, styled: list[Element]) -> Iterator[InlineSpacing]:
    written = {}
    for element in styled:
        declared = style_attribute(element, name)
        if declared and declared.is_important and declared.text.lower() not in _INHERITING:
            written[element] = declared.text
    if not written:
        return
    for element, spaced in _reached(document, name, written).items():
        yield _judged(document, element, name, written[element], spaced)


def _reached(document: Document, name: str, written: dict[Element, str]) -> dict[Element, _Spaced]:
    """Return what each declaration reaches by inheritance: text below it until something else sets the property."""
    tree = flat_tree(document)
    value, says_enough = _VALUES[name]
    owners: dict[Element, Element] = {}
    reached: dict[Element, _Spaced] = {}
    for element in tree.order:
        parent = tree.parents.get(element)
        if element in written:
            owners[element] = element
        elif parent in owners and element.tag[0] != "{":
            own, above = style(document, element), style(document, parent)
            if _raw(own, name) == _raw(above, name) and not (element.get("style") and style_attribute(element, name)):
                owners[element] = owners[parent]
        text = _own_text(element) if element in owners else ""
        if not says_enough(text) or not is_visible(document, element):
            continue
        spaced = reached.setdefault(owners[element], _Spaced())
        times = value(style(document, element))
        if spaced.worst is None or isinstance(times, Unknown) or (not isinstance(spaced.worst, Unknown) and times < spaced.worst):
            spaced.worst, spaced.text = times, shorten(normalise(text), 60)
        if name == "line-height":
            spaced.wraps.add(_wraps(document, element, text))
    return reached


def _judged(document: Document, element: Element, name: str, written: str, spaced: _Spaced) -> InlineSpacing:
    times, sees_all = spaced.worst, is_certain(document)
    shown = "" if times is None or isinstance(times, Unknown) else f"{round(times, 3):g}"
    is_enough: bool | CannotTell
    if times is None or isinstance(times, Unknown):
        is_enough = _UNKNOWN
    elif not sees_all and not _RELATIVE.fullmatch(written.strip()):
        is_enough = _UNREAD
    else:
        is_enough = times >= _NEEDED[name] - 1e-6
        if not is_enough and name == "line-height" and True not in spaced.wraps:
            is_enough = _WRAPS if None in spaced.wraps else True
    reserve = "" if sees_all else " (Style sheets that were not read may hide it.)"
    return InlineSpacing(element, name, written, spaced.text, shown, is_enough, reserve)


def _raw(one: Style, name: str) -> object:
    return one.line_height_as_set if name == "line-height" else getattr(one, name.replace("-", "_"))


def _own_text(element: Element) -> str:
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))


def _per_font_size(length: object, font_size: float | Unknown) -> float | Unknown:
    if isinstance(font_size, Unknown) or isinstance(length, Unknown):
        return Unknown.UNKNOWN
    return length / font_size if isinstance(length, float) and font_size > 0 else 0.0


def _line_height(one: Style) -> float | Unknown:
    return _NORMAL_LINE if one.line_height == "normal" else _per_font_size(one.line_height, one.font_size)


Value = Callable[[Style], float | Unknown]
SaysEnough = Callable[[str], bool]
_VALUES: dict[str, tuple[Value, SaysEnough]] = {
    "letter-spacing": (lambda one: _per_font_size(one.letter_spacing, one.font_size), lambda text: bool(_LETTERS.search(text))),
    "word-spacing": (lambda one: _per_font_size(one.word_spacing, one.font_size), lambda text: bool(_WORDS.search(text))),
    "line-height": (_line_height, lambda text: bool(_LETTERS.search(text))),
}


def _wraps(document: Document, element: Element, text: str) -> bool | None:
    """True where the text surely takes more than one line, False where it surely takes one, None in between."""
    own = style(document, element)
    if own.display == "inline":
        return False  # the lines are as high as the block around them says
    if any(child.tag == "br" and (child.tail or "").strip() for child in element) and (element.text or "").strip():
        return True
    if isinstance(own.white_space, Unknown):
        return None
    if own.white_space.startswith("pre") and "\n" in text.strip():
        return True
    if own.white_space in ("nowrap", "pre"):
        return False
    size = own.font_size if isinstance(own.font_size, float) else 16.0
    length = len(normalise(text)) * size
    widths = [width for width in (own.width, own.max_width) if isinstance(width, float)]
    if length * _NARROW > min([*widths, _SCREEN]):
        return True
    room = own.width if isinstance(own.width, float) else _SMALLEST
    return False if length * _WIDE < min([*widths, room]) else None
