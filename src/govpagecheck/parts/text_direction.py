"""Text direction: elements with a `dir` attribute, and which way the letters in them are written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from govpagecheck.document import INERT_TAGS, Document, Element
from govpagecheck.parts import part
from govpagecheck.text import normalise, shorten

_FEWEST = 10  # letters: a name or a code says little
_FEWEST_WORDS = 3
_MOST_READ = 100_000  # characters of an element
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
    texts = _texts(document)
    for element in document.index.by_attribute["dir"]:
        says, text = (element.get("dir") or "").strip().lower(), texts.get(element, "")
        if says not in ("ltr", "rtl") or element.tag in ("bdo", "pre", "code", "input", "textarea"):
            continue
        words = _WORD.findall(_ADDRESS.sub(" ", text))
        directions = [unicodedata.bidirectional(character) for word in words for character in word]
        if len(directions) >= _FEWEST and len(words) >= _FEWEST_WORDS:
            right = sum(direction in ("R", "AL") for direction in directions)
            letters = "ltr" if not right else "rtl" if right == len(directions) else "both"
            found.append(TextDirection(element, element.tag, says, shorten(normalise(text), 60), letters))
    return tuple(found)


def _texts(document: Document) -> dict[Element, str]:
    """Return the beginning of the text for which each `dir` speaks: that of its element without elements that have a `dir` of their own."""
    speakers: dict[Element, Element | None] = {}
    pieces: dict[Element, list[str]] = {}
    lengths: dict[Element, int] = {}

    inert: set[Element | None] = set()
    for element in document.index.elements:
        parent = element.getparent()
        if parent in inert or element.tag in INERT_TAGS or element.tag[0] == "{":
            inert.add(element)
            continue
        speaker = element if element.get("dir") is not None else speakers.get(parent) if parent is not None else None
        speakers[element] = speaker
        for text in (element.text, *(child.tail for child in element)):
            if speaker is not None and text and not text.isspace() and lengths.setdefault(speaker, 0) < _MOST_READ:
                lengths[speaker] += len(text)
                pieces.setdefault(speaker, []).append(text[:_MOST_READ])
    return {element: " ".join(parts) for element, parts in pieces.items()}
