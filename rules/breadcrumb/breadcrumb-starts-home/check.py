"""Read the first step of a trail: the word for home, another way to say it, or something else."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable, find_part

HOME = re.compile(r"home(?: ?page)?|inicio|página (?:de inicio|principal)|accueil|page d'accueil|canada\.ca", re.IGNORECASE)
SAYS_HOME = re.compile(r"\b(?:home|inicio|accueil)\b|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}$", re.IGNORECASE)
ROOT = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)(?:(?:en|es|fr)/?)?(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)


def check(context: Context, first: Any) -> Iterator[Miss]:
    text = comparable(first.text)
    is_home = HOME.fullmatch(text) is not None
    if not is_home and not SAYS_HOME.search(text) and not ROOT.fullmatch(first.href or ""):
        yield Miss(first.text, reason="not-home")
    trail: Any = find_part(context.document, "breadcrumb")
    if first.href is None and len(trail.items) > 1:
        yield Miss(first.text, reason="home-not-linked")
    if not is_home:
        yield Miss(first.text, reason="other-home-word")
