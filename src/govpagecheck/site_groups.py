"""Which pages of a site are compared with each other, and what most of them do, which is the standard for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govpagecheck.site_links import comparable_address
from govpagecheck.site_page import SitePage
from govpagecheck.site_store import Variant

FEW_PAGES = 3  # fewer are no standard
_PRIMARY = re.compile(r"[a-z]{2,8}")
# Tags that name one language, or that pages of one language are seen with.
_ONE_LANGUAGE = {"fil": "tl", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh", "nb": "no", "nn": "no", "prs": "fa"}


def is_copy(page: SitePage) -> bool:
    """True where the page names another address as that of its original."""
    return bool(page.canonical and page.address) and _without_www(page.canonical) != _without_www(page.address)


def language_of(page: SitePage) -> str:
    """Return the language of a page without region, such as "es"; "" where it names none."""
    return primary_language(page.language)


def primary_language(tag: str | None) -> str:
    """Return the language that a tag names, without region and in one spelling; "" where it names none.

    >>> primary_language("zh-Hans"), primary_language("EN_us"), primary_language("fil"), primary_language("x-default")
    ('zh', 'en', 'tl', '')
    """
    first = re.split("[-_]", (tag or "").strip().lower(), maxsplit=1)[0]
    return _ONE_LANGUAGE.get(first, first) if _PRIMARY.fullmatch(first) else ""


def majority(variants: Sequence[Variant]) -> Variant | None:
    """Return the value that at least two thirds of the pages give, three at least; None where none has such a majority."""
    total = sum(one.number for one in variants)
    first = max(variants, key=lambda one: one.number, default=None)
    return first if first and first.number >= FEW_PAGES and first.number * 3 >= total * 2 else None


def joined(values: Iterable[str]) -> str:
    """Return several values as one, for `Site.variants`; `parted` takes it apart again.

    >>> joined(["es", "top"]), parted(joined(["es", "top"]))
    ('es\\ntop', ['es', 'top'])
    """
    return "\n".join(value.replace("\n", " ") for value in values)


def parted(value: str) -> list[str]:
    """Return the values that `joined` put together."""
    return value.split("\n")


def _without_www(address: str | None) -> str:
    return comparable_address(address or "").removeprefix("www.")
