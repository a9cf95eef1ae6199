"""Phrase books: the sanctioned wordings, each with the dates in which it was current."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from govpagecheck.errors import RuleError
from govpagecheck.rules.schema import ReadToml, explain, read_toml
from govpagecheck.text import comparable

# {icon}: an inline lock icon leaves up to 60 characters of its title in the text, with or without parentheses.
_PLACEHOLDERS = {r"\{icon\}\ ": r"(?:.{0,64}? )??", r"\{name\}": r"[A-Z].{0,80}?"}

_COMPARED = 600  # characters: comparing is quadratic, wordings are shorter, and a page may put anything in their place


@dataclass(frozen=True)
class Phrase:
    """One wording: `current_until` is None while it is current, else the month (YYYY-MM) in which `replaced_in` came out."""

    key: str
    text: str
    language: str
    variant: str
    release: str
    current_until: str | None = None
    replaced_in: str | None = None

    @property
    def is_current(self) -> bool:
        """True while no later wording has replaced this one."""
        return self.current_until is None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that the whole comparable text must match, case and all."""
        pattern = re.escape(comparable(self.text))
        for placeholder, expression in _PLACEHOLDERS.items():
            pattern = pattern.replace(placeholder, expression)
        return re.compile(pattern)

    def without_icon(self, text: str) -> str:
        """Return the text with what an icon left in its parentheses taken out, so that it can be laid beside the example."""
        return re.sub(r"\([^()]{0,64}\)", "( )", text) if "{icon}" in self.text else text

    @property
    def example(self) -> str:
        """The wording as a person would write it, without placeholders."""
        return self.text.replace("{icon} ", "( ) ").replace("{name}", "…")


@dataclass(frozen=True)
class PhraseBook:
    """The phrases of one book in the order of its file."""

    id: str
    phrases: tuple[Phrase, ...]

    def matching(self, key: str, text: str) -> Phrase | None:
        """Return the phrase under `key` that is the text, a current one first; None for a wording that is not in the book."""
        wanted = comparable(text)
        found = [phrase for phrase in self.phrases if phrase.key == key and phrase.pattern.fullmatch(wanted)]
        return min(found, key=lambda phrase: not phrase.is_current, default=None)

    def example(self, key: str, language: str | None) -> str:
        """Return the first current wording under `key` in a language, without one the first in English."""
        current = [phrase for phrase in self.phrases if phrase.key == key and phrase.is_current]
        ranked = sorted(current, key=lambda phrase: (phrase.language != language, phrase.language != "en"))
        return ranked[0].example

    def replacement(self, key: str, text: str) -> Phrase:
        """Return the current phrase to use in place of a text.

        For a former wording that is the one of its language and variant, for any other text the one that looks most like it.
        """
        import difflib

        former = self.matching(key, text)
        current = [phrase for phrase in self.phrases if phrase.key == key and phrase.is_current]
        if former is not None:
            same = [phrase for phrase in current if (phrase.language, phrase.variant) == (former.language, former.variant)]
            current = same or current
        looks = comparable(text)[:_COMPARED]
        return max(current, key=lambda phrase: difflib.SequenceMatcher(None, comparable(phrase.example), looks).ratio())


@lru_cache(maxsize=64)
def load_phrase_book(path: Path, read: ReadToml = read_toml) -> PhraseBook:
    """Read a phrase book. Raises RuleError that names the file when it cannot be used."""
    data = read(path)
    try:
        phrases = tuple(Phrase(**{key.replace("-", "_"): value for key, value in row.items()}) for row in data["phrase"])
    except (KeyError, TypeError, AttributeError) as error:
        explain(path, data, "phrase-book")
        raise RuleError(f"{path}: not a phrase book: {error}") from error
    return PhraseBook(path.stem, phrases)


def difference(found: str, expected: str) -> str:
    """Show word by word where two wordings differ: [-only in found-] and {+only in expected+}.

    >>> difference("the U.S. Government", "the United States government")
    'the [-U.S. Government-]{+United States government+}'
    """
    import difflib

    words, wanted = (re.findall(r"\s+|[^\s]+", text[:_COMPARED]) for text in (found, expected))
    pieces: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, words, wanted, autojunk=False).get_opcodes():
        lost, new = "".join(words[a:b]), "".join(wanted[c:d])
        if kind == "equal" or (lost.isspace() and new.isspace()):
            pieces.append(lost)
            continue
        pieces += [f"[-{lost}-]"] * bool(lost) + [f"{{+{new}+}}"] * bool(new)
    return _joined("".join(pieces))


def _joined(text: str) -> str:
    """Merge neighbouring changes that only white space keeps apart."""
    while (merged := re.sub(r"\[-([^\]]*)-\]\{\+([^}]*)\+\}(\s+)\[-([^\]]*)-\]\{\+([^}]*)\+\}", r"[-\1\3\4-]{+\2\3\5+}", text)) != text:
        text = merged
    return text
