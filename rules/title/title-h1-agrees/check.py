"""Compare the words of the headings of level 1 with those of the title, name by name."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable, find_part

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
SMALL = frozenset(
    "a an and are as at by for from in is it its of on or our the this to with your de del el la las los y en para le les et du des".split()
)
ENOUGH = 0.6


def check(context: Context, title: Any) -> Iterator[Miss]:
    page: Any = find_part(context.document, "metadata")
    site = _words(page.site_name.text) if page.site_name else set()
    parts = [words for name in page.title_parts if (words := _words(name))]
    own = [words for words in parts if words != site] or parts
    names = [*own, set().union(*own)]
    headings = [words for one in page.headings_1 if (words := _words(one.text))]
    if headings and all(_overlap(words, name) < ENOUGH for words in headings for name in names):
        yield Miss(page.h1.text, title.text, "differs", page.h1.element)


def _words(text: str) -> set[str]:
    """Return the words that carry meaning, in small letters and without the s of the plural."""
    words = WORD.findall(comparable(text).casefold())
    return {word.removesuffix("s") if len(word) > 3 else word for word in words} - SMALL


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
