"""Which of many short texts hold one of some words: all of them are looked at in one go, as hardly any does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from govpagecheck.document import Document, Line


class Texts:
    """Texts in small letters, one after the other.

    >>> Texts(["Fares", "Last updated", "Date of update: May"]).holding(["updat", "review"])
    [1, 2]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        lowered = [text.lower() for text in texts]
        self._joined = "\n".join(lowered)
        self._ends = [*accumulate(len(text) + 1 for text in lowered)]

    def holding(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the texts that hold one of the words, which are written in small letters, from 0."""
        numbers: set[int] = set()
        for word in words:
            place = self._joined.find(word)
            while place >= 0:
                number = bisect_right(self._ends, place)
                numbers.add(number)
                place = self._joined.find(word, self._ends[number])
        return sorted(numbers)


def lines_with(document: Document, words: Sequence[str]) -> Iterator[tuple[int, Line]]:
    """Yield the page's lines, hidden ones too, that hold one of the words (in small letters), each with its number from 0."""
    texts = document.memo("texts of lines", lambda: Texts(line.text for line in document.lines))
    return ((number, document.lines[number]) for number in texts.holding(words))


def ids_with(document: Document, words: Sequence[str]) -> list[str]:
    """Return the page's ids that hold one of the words, in the order of their first elements."""
    names = document.memo("ids", lambda: list(document.index.by_id))
    return [names[number] for number in document.memo("texts of ids", lambda: Texts(names)).holding(words)]


def classes_with(document: Document, words: Sequence[str]) -> list[str]:
    """Return the page's classes that hold one of the words, in the order of their first elements."""
    names = document.memo("classes", lambda: list(document.index.by_class))
    return [names[number] for number in document.memo("texts of classes", lambda: Texts(names)).holding(words)]
