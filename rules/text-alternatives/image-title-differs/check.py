"""Compare the words of the tooltip with those of the name and of the text of the link, button or figure around the image."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss, name_of

MOST_WORDS = 500
WORD = re.compile(r"[^\W_]+")
# What content systems put there by themselves: types, sizes and names of files.
MACHINE_WRITTEN = re.compile(r"[/\d_]|\.\w{3,4}$")


def check(context: Context, target: Element) -> Iterator[Miss]:
    name = name_of(context.document, target)
    title = " ".join(target.get("title", "").split())
    is_machine_written = any(" " not in text and MACHINE_WRITTEN.search(text) for text in (title, name.text))
    if name.source != "alt" or is_machine_written:
        return
    around = context.document.closest(target, "a", "button", "figure")
    said = name_of(context.document, around).text if around is not None else ""
    if _words(title) - _words(f"{name.text} {said}"):
        yield Miss(title, name.text, "title-says-more")


def _words(text: str) -> set[str]:
    return {found[0].casefold() for found in islice(WORD.finditer(text), MOST_WORDS)}
