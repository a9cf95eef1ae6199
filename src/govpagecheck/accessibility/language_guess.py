"""Is a text in the language that is declared for it? Answers only where script or words make it sure (decision 0007)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from govpagecheck.accessibility.language_tags import language_name, primary_subtag
from govpagecheck.data_files import data_text

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_PROSE = re.compile(r"[@/\\]|\.\w|\w_")  # addresses, file names
_MOST_WORDS = 3000
_MANY_WORDS = 20  # from here on, shares of words decide; below it, hardly a word may speak for the declared language
_SAME_WORDS = {"tl": "fil", "nb": "no", "nn": "no", "in": "id", "mo": "ro"}
# Languages so near to each other that common words do not tell them apart.
_NEAR = tuple(
    frozenset(group.split())
    for group in (
        "es ca gl pt oc ast an lad ext mwl", "da no sv", "nl af li zea vls fy nds", "id ms jv su min", "cs sk", "hr sr bs sh sl mk",
        "zu st xh ss nr tn", "ga gd gv", "fr ht oc wa pcd br", "it scn co vec nap lmo fur sc rm", "de gsw lb nds bar ksh pdt",
        "en sco pcm jam bzj ang enm",
    )
)  # fmt: skip
# The first word of a letter's Unicode name, the code of its script, and what people call a text that is written so.
_SCRIPTS = (
    ("LATIN", "Latn", "Latin letters"), ("CYRILLIC", "Cyrl", "Cyrillic letters"), ("GREEK", "Grek", "Greek"),
    ("ARABIC", "Arab", "Arabic script"), ("HEBREW", "Hebr", "Hebrew letters"), ("DEVANAGARI", "Deva", "Devanagari"),
    ("BENGALI", "Beng", "Bengali"), ("GURMUKHI", "Guru", "Punjabi"), ("GUJARATI", "Gujr", "Gujarati"), ("TAMIL", "Taml", "Tamil"),
    ("TELUGU", "Telu", "Telugu"), ("KANNADA", "Knda", "Kannada"), ("MALAYALAM", "Mlym", "Malayalam"), ("SINHALA", "Sinh", "Sinhala"),
    ("THAI", "Thai", "Thai"), ("LAO", "Laoo", "Lao"), ("TIBETAN", "Tibt", "Tibetan script"), ("MYANMAR", "Mymr", "Burmese script"),
    ("GEORGIAN", "Geor", "Georgian"), ("ARMENIAN", "Armn", "Armenian"), ("ETHIOPIC", "Ethi", "Ethiopic"), ("HANGUL", "Hang", "Korean"),
    ("HIRAGANA", "Kana", "Japanese"), ("KATAKANA", "Kana", "Japanese"), ("CJK", "Hani", "Chinese characters"), ("KHMER", "Khmr", "Khmer"),
    ("CHEROKEE", "Cher", "Cherokee"), ("THAANA", "Thaa", "Dhivehi"),
)  # fmt: skip
_SCRIPT_CODES = {word: code for word, code, _ in _SCRIPTS}
_SCRIPT_NAMES = {code: name for _, code, name in _SCRIPTS}
# How lists of translations name languages in English; no language calls itself so.
_ENGLISH_NAMES = {
    "ar": "arabic", "zh": "chinese", "cs": "czech", "nl": "dutch", "fa": "persian", "fr": "french", "de": "german", "el": "greek",
    "he": "hebrew", "hu": "hungarian", "it": "italian", "ja": "japanese", "ko": "korean", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "es": "spanish", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
    "vi": "vietnamese", "ht": "haitian creole", "km": "khmer", "th": "thai", "bn": "bengali", "sw": "swahili", "so": "somali",
}  # fmt: skip
_MOST_OF_A_NAME = 2  # words
_PARTS = {"Jpan": {"Kana", "Hani"}, "Kore": {"Hang", "Hani"}, "Hans": {"Hani"}, "Hant": {"Hani"}, "Hrkt": {"Kana"}, "Hira": {"Kana"}}


@dataclass(frozen=True)
class Comparison:
    """Whether a text is in its declared language: `agrees` also where nothing speaks against it.

    `found` names the language or script that the text is in, where that differs. `is_sure` is True for much text and for
    another script, False for a few words.
    """

    verdict: Literal["agrees", "differs", "unclear"]
    found: str = ""
    is_sure: bool = True


_AGREES = Comparison("agrees")


@lru_cache(maxsize=2048)
def compare_language(text: str, tag: str) -> Comparison:
    """Compare a text with the language tag that is declared for it.

    >>> compare_language("El último transbordador sale a las siete de la tarde, pero no los domingos.", "en")
    Comparison(verdict='differs', found='Spanish', is_sure=False)
    >>> compare_language("The last ferry leaves at seven in the evening, but not on Sundays.", "en").verdict
    'agrees'
    >>> compare_language("Паромы", "en").found, compare_language("Ferry Office", "es").verdict
    ('Cyrillic letters', 'unclear')
    """
    declared = primary_subtag(tag)
    prose = " ".join(word for word in text.split() if word.isalpha() or not _NO_PROSE.search(word))
    if declared is None or declared in ("zxx", "und", "mul", "mis", "art") or "qaa" <= declared <= "qtz":
        return _AGREES
    return _by_script(prose, declared, tag) or _by_words(prose, declared, tag)


def _by_script(text: str, declared: str, tag: str) -> Comparison | None:
    """Return that the text differs where hardly any of its letters are of a script of the language, else None."""
    if {_script(letter) for letter in set(text)} <= {"Latn", None}:
        return None
    counts: Counter[str] = Counter(
        script for letter, times in Counter(text).items() for script in [_script(letter)] * min(times, 500) if script
    )
    own = _scripts_of(declared, tag)
    total = counts.total()
    if not own or total < 2:
        return None
    script, most = counts.most_common(1)[0]
    # Latin letters in another script's text are names, brands and abbreviations: words decide about them.
    if script == "Latn" or script in own or most < 0.8 * total or sum(counts[one] for one in own) > 0.1 * total:
        return None
    return Comparison("differs", _SCRIPT_NAMES.get(script, script), is_sure=total >= 2 * _MANY_WORDS)


def _by_words(text: str, declared: str, tag: str) -> Comparison:
    """Weigh the words that are common in one language and not in the other."""
    own = _SAME_WORDS.get(declared, declared)
    words = [word for word in _WORD.findall(text)[:_MOST_WORDS] if len(word) > 1]
    if len(words) <= _MOST_OF_A_NAME and _ENGLISH_NAMES.get(declared) == _folded(" ".join(words)):
        return Comparison("differs", "English", is_sure=False)
    is_long = len(words) >= _MANY_WORDS
    if own not in _listed() and not is_long and "Latn" in _scripts_of(declared, tag):
        return _AGREES
    counts = Counter[str]()
    for word, times in Counter(words).items():
        counts[_folded(word)] += times
    known = {word: languages for word in counts if (languages := _languages_with(word))}
    against = Counter[str]()
    for word, languages in known.items():
        if own not in languages:
            for language in languages:
                against[language] += counts[word]
    best = next((language for language, _ in against.most_common() if not _are_near(language, own)), None)
    if best is None:
        return _AGREES
    found = language_name(best) or best
    for_own = sum(counts[word] for word, languages in known.items() if own in languages and best not in languages)
    distinct = sum(1 for word, languages in known.items() if best in languages and own not in languages)
    share = sum(counts[word] for word, languages in known.items() if best in languages) / len(words)
    if is_long:
        if distinct >= 8 and against[best] >= 4 * for_own and share >= (0.4 if own in _listed() else 0.5):
            return Comparison("differs", found, is_sure=len(words) >= 2 * _MANY_WORDS)
        return Comparison("unclear", found) if against[best] > for_own and share >= 0.4 else _AGREES
    if distinct >= 4 and against[best] >= 5 * for_own and share >= 0.55:
        return Comparison("differs", found, is_sure=False)
    if distinct >= 2 and not for_own and share >= 0.8 and not _may_be_a_name(text):
        return Comparison("differs", found, is_sure=False)
    return Comparison("unclear", found) if against[best] > for_own and share >= 0.5 and len(words) > 1 else _AGREES


def _folded(word: str) -> str:
    return word.lower().replace("’", "'")


def _may_be_a_name(text: str) -> bool:
    """True for up to four different words that all begin with a capital letter."""
    words = set(_WORD.findall(text))
    return len(words) <= 4 and all(word[0].isupper() for word in words)


def _are_near(one: str, other: str) -> bool:
    other = _SAME_WORDS.get(other, other)
    return one == other or any(one in group and other in group for group in _NEAR)


@lru_cache(maxsize=65536)
def _languages_with(word: str) -> Sequence[str]:
    """Return the languages that have a word among their common ones. A page has few words: a table of all would cost more."""
    return tuple(language for language, words in _listed().items() if word in words)


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, frozenset[str]]:
    """Return {language: its common words}."""
    return {language: frozenset(words.split()) for language, words in _rows("language-words.tsv")}


@lru_cache(maxsize=1)
def _scripts() -> Mapping[str, frozenset[str]]:
    return {
        language: frozenset(part for script in names.split() for part in _PARTS.get(script, {script}))
        for language, names in _rows("language-scripts.tsv")
    }


def _rows(name: str) -> Iterable[tuple[str, str]]:
    text = data_text(name)
    for line in text.splitlines():
        if not line.startswith("#"):
            language, _, rest = line.partition("\t")
            yield language, rest


def _scripts_of(language: str, tag: str) -> frozenset[str]:
    """Return the scripts that a text with this tag may be in; none where that is not known."""
    named = next((part.title() for part in tag.split("-")[1:3] if len(part) == 4 and part.isalpha()), None)
    if named is not None:
        return frozenset(_PARTS.get(named, {named}))
    return _scripts().get(language, frozenset())


@lru_cache(maxsize=8192)
def _script(letter: str) -> str | None:
    """Return the script of a letter, None for what is no letter and for scripts that few pages have."""
    if letter.isascii():
        return "Latn" if letter.isalpha() else None
    if not letter.isalpha():
        return None
    return _SCRIPT_CODES.get(unicodedata.name(letter, "").partition(" ")[0])
