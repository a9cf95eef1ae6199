"""Language tags (BCP 47): is the primary language subtag registered, what is it called, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from govpagecheck.data_files import data_text

_PRIMARY = re.compile(r"[A-Za-z]{2,8}")
_PRIVATE_USE = "qaa..qtz"  # the one range in the registry


@dataclass(frozen=True)
class Language:
    """A row of the registry: a language subtag, or a tag from before RFC 4646 that is kept whole (`is_whole_tag`).

    `deprecated` is the ISO date of deprecation, `preferred` the value to use in its place; each is empty where there is none.
    """

    subtag: str
    names: tuple[str, ...]
    deprecated: str
    preferred: str

    @property
    def is_whole_tag(self) -> bool:
        """True for a tag such as i-lux, which the registry calls grandfathered."""
        return "-" in self.subtag


@lru_cache(maxsize=1)
def registry() -> Mapping[str, Language]:
    """Return all rows of the IANA Language Subtag Registry of types language and grandfathered, by lower-case subtag or tag."""
    rows = (_read(line) for line in _text().splitlines() if line and not line.startswith("#"))
    return {row.subtag.lower(): row for row in rows}


@lru_cache(maxsize=1)
def _text() -> str:
    return "\n" + data_text("language-subtags.tsv")


def _read(line: str) -> Language:
    subtag, deprecated, preferred, names = line.split("\t")
    return Language(subtag, tuple(names.split(" | ")), deprecated, preferred)


@lru_cache(maxsize=1024)
def _row(subtag: str) -> Language | None:
    """Return the row of one primary language subtag: most pages ask for one or two of the 8,000."""
    start = _text().find(f"\n{subtag}\t") + 1
    return _read(_text()[start : _text().index("\n", start)]) if start else None


def primary_subtag(tag: str) -> str | None:
    """Return the primary language subtag of a tag in lower case, None where the tag does not begin with one (2 to 8 letters).

    White space is no part of a tag, and browsers do not remove it.

    >>> primary_subtag("EN-us"), primary_subtag("en_US"), primary_subtag("i-lux"), primary_subtag(" en")
    ('en', None, None, None)
    """
    first = tag.partition("-")[0]
    return first.lower() if _PRIMARY.fullmatch(first) else None


def is_known_language(tag: str) -> bool:
    """True where the primary language subtag of the tag is registered as a language; what follows it does not matter.

    ACT bf051a and de46e4 ("valid language tag"): deprecated and private-use subtags (qaa to qtz) are registered, the
    tags from before RFC 4646 that begin otherwise, such as i-lux, are not.

    >>> is_known_language("en-US-GB"), is_known_language("iw"), is_known_language("i-lux"), is_known_language("english")
    (True, True, False, False)
    """
    return _language(tag) is not None


def language_name(tag: str) -> str | None:
    """Return the English name of a tag's language as the registry has it, None for one that it does not have.

    >>> language_name("pt-BR"), language_name("i-navajo"), language_name("dutch")
    ('Portuguese', 'Navajo', None)
    """
    language = registry().get(tag.lower()) or _language(tag)
    return language.names[0] if language else None


def suggested_tag(tag: str) -> str | None:
    """Return the tag that was probably meant by one that is unknown or deprecated, None where there is no good guess.

    >>> suggested_tag("English"), suggested_tag("en_us"), suggested_tag("i-lux"), suggested_tag("iw-IL"), suggested_tag("#1")
    ('en', 'en-us', 'lb', 'he-IL', None)
    >>> suggested_tag("en") is None
    True
    """
    whole = registry().get(tag.lower())
    if whole and whole.is_whole_tag and whole.preferred:
        return whole.preferred
    language = _language(tag)
    if language:
        return language.preferred + tag[len(language.subtag) :] if language.preferred else None
    tidy = "-".join(tag.replace("_", "-").split())
    if tidy != tag and _language(tidy):
        return tidy
    return _by_name().get(" ".join(tag.lower().split()))


def _language(tag: str) -> Language | None:
    """Return the registry's row for the primary language subtag."""
    subtag = primary_subtag(tag)
    if subtag is None:
        return None
    if len(subtag) == 3 and "qaa" <= subtag <= "qtz":
        return _row(_PRIVATE_USE)
    return _row(subtag)


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    """Return {name of a language in lower case: subtag}; the shorter subtag where several have the name."""
    found: dict[str, str] = {}
    for language in sorted(registry().values(), key=lambda one: (-len(one.subtag), one.subtag)):
        if not language.deprecated and not language.is_whole_tag and language.subtag != _PRIVATE_USE:
            found |= {name.lower(): language.subtag for name in language.names}
    return found
