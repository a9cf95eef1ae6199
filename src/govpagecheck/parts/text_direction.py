"""Text direction: elements with a `dir` attribute, and which way the letters in them are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from govpagecheck.document import INERT_TAGS, Document, Element
from govpagecheck.parts import part
from govpagecheck.text import normalise, shorten

_FEWEST = 10  # letters: a name or a code says little
_FEWEST_WORDS = 3
_MOST_READ = 100_000  # characters of an element
_NO_PROSE = ("bdo", "pre", "code", "input", "textarea")
_QUOTED = 60  # characters
# The blocks of Unicode whose letters run from right to left.
_RUNS_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")


@dataclass(frozen=True)
class TextDirection:
    """An element with `dir`, what it says, and what its letters say: "ltr", "rtl", or "both"."""

    element: Element
    tag: str
    says: str
    text: str
    letters: str

    @property
    def is_left_in_right(self) -> bool:
        """True where the element runs from right to left and no letter in it does."""
        return self.says == "rtl" and self.letters == "ltr"

    @property
    def is_right_in_left(self) -> bool:
        """True where the element runs from left to right and no letter in it does."""
        return self.says == "ltr" and self.letters == "rtl"


@part
def find(document: Document) -> tuple[TextDirection, ...]:
    """Return the elements with a `dir` of ltr or rtl that speaks for three words and ten letters or more, in document order."""
    found: list[TextDirection] = []
    elements = document.index.by_attribute["dir"]
    # The beginning of a text tells which way it runs, unless some letter of the page runs to the left.
    reads_all = bool(elements) and any(_RUNS_LEFT.search(line.text) for line in document.lines if not line.text.isascii())
    for element in elements:
        says = (element.get("dir") or "").strip().lower()
        is_left_out = element.tag in _NO_PROSE or document.nearest(element, _has_no_text) is not None
        if says not in ("ltr", "rtl") or is_left_out:
            continue
        text, words = _read(element, to_the_end=reads_all)
        letters = "".join(words)
        if len(letters) >= _FEWEST and len(words) >= _FEWEST_WORDS:
            found.append(TextDirection(element, element.tag, says, shorten(text, _QUOTED), _direction(letters)))
    return tuple(found)


def _direction(letters: str) -> str:
    if letters.isascii():
        return "ltr"
    run_left = {unicodedata.bidirectional(letter) in ("R", "AL") for letter in set(letters)}
    return "both" if len(run_left) > 1 else "rtl" if True in run_left else "ltr"


def _read(element: Element, *, to_the_end: bool) -> tuple[str, list[str]]:
    """Return the text for which the element's `dir` speaks, normalised, and its words; of its beginning no more than is needed."""
    pieces: list[str] = []
    words: list[str] = []
    read = shown = letters = 0
    for piece in _pieces(element):
        pieces.append(normalise(piece[:_MOST_READ]))
        found = _WORD.findall(_ADDRESS.sub(" ", piece[:_MOST_READ]))
        words += found
        read += len(piece)
        shown += len(pieces[-1])
        letters += sum(map(len, found))
        is_enough = not to_the_end and shown > _QUOTED and letters >= _FEWEST and len(words) >= _FEWEST_WORDS
        if is_enough or read >= _MOST_READ:
            break
    return normalise(" ".join(pieces)), words


def _pieces(element: Element) -> Iterator[str]:
    """Yield the pieces of text in the element, without elements that have a `dir` of their own."""
    pending = [element]
    while pending:
        one = pending.pop()
        children = list(one)
        for text in (one.text, *(child.tail for child in children)):
            if text and not text.isspace():
                yield text
        pending += [
            child for child in reversed(children) if isinstance(child.tag, str) and child.get("dir") is None and not _is_inert(child)
        ]


def _is_inert(element: Element) -> bool:
    return element.tag in INERT_TAGS or element.tag[0] == "{"


def _has_no_text(_: Document, element: Element) -> bool:
    return _is_inert(element)
