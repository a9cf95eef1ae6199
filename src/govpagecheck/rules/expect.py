"""The vocabulary of expectations: what `[[expect]]`, `when` and `unless` can say of a value. Small and closed.

Each word is a function of the value, the word's option, the target and the context. It returns None when the value is as expected,
a Miss when it is not, and a CannotTell when that cannot be known. rules/schema/rule.schema.json has the options' shapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from functools import lru_cache
from typing import Any, NamedTuple

from govpagecheck.document import Element
from govpagecheck.parts import CannotTell
from govpagecheck.rules.phrases import difference
from govpagecheck.rules.values import Context, element_of, look_up, text_of
from govpagecheck.selectors import compile_selector
from govpagecheck.text import comparable

_SEARCHED = 4000  # characters: a rule's pattern may be slow, and a page may put anything in front of it


class Miss(NamedTuple):
    """Why a value is not as expected: what was found, what was expected, and words for the message template.

    A check.py yields these with the `reason` of one of its rule's expectations, and the element where it differs from
    the target's.
    """

    found: str = ""
    expected: str = ""
    reason: str = ""
    element: Element | None = None
    words: Mapping[str, str] | None = None


Verdict = Miss | CannotTell | None
Word = Callable[[object, Any, object, Context], Verdict]


def present(value: object, wanted: bool, target: object, context: Context) -> Verdict:
    """`present = true`: the value is there and not empty; `present = false`: it is not."""
    if value is None or value is False or value == "":
        is_there = False
    else:
        is_there = isinstance(value, Element) or not (isinstance(value, Sized) and len(value) == 0)
    return None if is_there is wanted else Miss(text_of(value), "something" if wanted else "nothing")


def is_one_of(value: object, allowed: tuple[object, ...], target: object, context: Context) -> Verdict:
    """`is = [...]`: the value is one of these."""
    return None if _plain(value) in allowed else Miss(text_of(value), ", ".join(map(text_of, allowed)))


def is_none_of(value: object, forbidden: tuple[object, ...], target: object, context: Context) -> Verdict:
    """`is-not = [...]`: the value is none of these."""
    return Miss(text_of(value)) if _plain(value) in forbidden else None


def equals(value: object, path: str, target: object, context: Context) -> Verdict:
    """`equals = "path"`: the value is the same as another of the page, compared as normalised text."""
    other = look_up(path, target, context)
    if isinstance(other, CannotTell):
        return other
    found, expected = text_of(value), text_of(other)
    return None if comparable(found) == comparable(expected) else Miss(found, expected)


def matches(value: object, pattern: str, target: object, context: Context) -> Verdict:
    """`matches = "pattern"`: the pattern is found in the value's comparable text."""
    return None if _pattern(pattern).search(comparable(text_of(value)[:_SEARCHED])) else Miss(text_of(value), pattern)


def lacks(value: object, pattern: str, target: object, context: Context) -> Verdict:
    """`lacks = "pattern"`: the pattern is not found in the value's comparable text."""
    found = _pattern(pattern).search(comparable(text_of(value)[:_SEARCHED]))
    return Miss(text_of(value), words={"match": found[0]}) if found else None


def count(value: object, limits: Mapping[str, int], target: object, context: Context) -> Verdict:
    """`count = {min, max}`: how many items the value has; nothing counts as none."""
    return _within(len(value) if isinstance(value, Sized) else int(value is not None), limits)


def length(value: object, limits: Mapping[str, int], target: object, context: Context) -> Verdict:
    """`length = {min, max}`: how many characters the value's text has."""
    return _within(len(text_of(value)), limits)


def in_order(value: object, paths: tuple[str, ...], target: object, context: Context) -> Verdict:
    """`in-order = ["path", ...]`: the value and those that follow never go back; values that are not there are left out."""
    previous = value
    for path in paths:
        following = look_up(path, target, context)
        if isinstance(following, CannotTell):
            return following
        if following is None:
            continue
        if previous is not None and previous > following:  # type: ignore[operator]
            return Miss(text_of(previous), text_of(following))
        previous = following
    return None


def has(value: object, css: str, target: object, context: Context) -> Verdict:
    """`has = "selector"`: the value's element is or holds an element that matches."""
    element = element_of(value)
    inside = element is not None and any(element in (one, *one.iterancestors()) for one in compile_selector(css)(element))
    return None if inside else Miss("", css)


def phrase(value: object, option: Mapping[str, str], target: object, context: Context) -> Verdict:
    """`phrase = {book, key, accept}`: the text is a wording of the book, `known` at any time or `current` today.

    The message may use {difference}, {release}, {until} and {replaced-in}.
    """
    book, text = context.books[option["book"]], text_of(value)
    found = book.matching(option["key"], text)
    if found is not None and (found.is_current or option["accept"] == "known"):
        return None
    replacement = book.replacement(option["key"], text)
    text, expected = replacement.without_icon(text), replacement.example
    words = {
        "difference": difference(comparable(text), comparable(expected)),
        "release": found.release if found else "",
        "until": found.current_until or "" if found else "",
        "replaced-in": found.replaced_in or "" if found else "",
    }
    return Miss(text, expected, words=words)


WORDS: Mapping[str, Word] = {
    "present": present,
    "is": is_one_of,
    "is-not": is_none_of,
    "equals": equals,
    "matches": matches,
    "lacks": lacks,
    "count": count,
    "length": length,
    "in-order": in_order,
    "has": has,
    "phrase": phrase,
}


def _within(number: int, limits: Mapping[str, int]) -> Verdict:
    if limits.get("min", number) <= number <= limits.get("max", number):
        return None
    return Miss(str(number), " to ".join(str(limits[end]) for end in ("min", "max") if end in limits))


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | str) else text_of(value)
