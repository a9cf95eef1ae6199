"""Read the first step of a trail: the word for home, another way to say it, or something else."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable, find_part, is_home_address, is_home_word, mentions_home

DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)


def check(context: Context, first: Any) -> Iterator[Miss]:
    is_home = is_home_word(first.text)
    says_home = mentions_home(first.text) or DOMAIN.fullmatch(comparable(first.text)) is not None
    if not is_home and not says_home and not is_home_address(first.href or ""):
        yield Miss(first.text, reason="not-home")
    trail: Any = find_part(context.document, "breadcrumb")
    if first.href is None and len(trail.items) > 1:
        yield Miss(first.text, reason="home-not-linked")
    if not is_home:
        yield Miss(first.text, reason="other-home-word")
