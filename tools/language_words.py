"""Write src/govpagecheck/data/language-words.tsv and language-scripts.tsv: what tells written languages apart.

Sources: function words from the npm package stopwords-iso (MIT), everyday words from the keywords that Unicode CLDR has for
emoji and the names of days, months and times (Unicode-3.0), scripts from CLDR's languageData. To renew:

    npm pack stopwords-iso@1.1.0 cldr-annotations-full@48.2.0 cldr-dates-full@48.2.0 cldr-core@48.2.0
    python tools/language_words.py FOLDER_OF_THE_FOUR_TGZ
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "src" / "govpagecheck" / "data"
# Languages written in Latin letters: those that public pages in the Americas and Europe are mostly translated into.
EVERYDAY = "en es fr de it pt nl ca pl ro sv da no fi cs hr hu tr vi id fil so sw af ga cy".split()
FUNCTION = [*EVERYDAY, "eu", "gl", "et", "lt", "lv", "sk", "sl", "ms", "yo", "zu", "ha", "br", "eo", "la", "st"]
STOP_KEYS = {"fil": "tl"}
# The English list holds the codes of countries; these are its words of two letters.
ENGLISH_OF_TWO = frozenset("am an as at be by do go he hi if in is it me my no of oh on or so to up us we".split())
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TIMES = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
HEAD = """\
# {what}
# Origin: {origin}
# Made by tools/language_words.py; do not edit.
"""


def main(folder: str) -> None:
    """Convert the packages in the folder."""
    packages = {
        name: next(Path(folder).glob(f"{name}-[0-9]*.tgz"))
        for name in ("stopwords-iso", "cldr-annotations-full", "cldr-dates-full", "cldr-core")
    }
    versions = {name: file.stem.removeprefix(f"{name}-") for name, file in packages.items()}
    cldr = f"Unicode CLDR {versions['cldr-core']} (npm packages cldr-annotations-full, cldr-dates-full, cldr-core; Unicode-3.0)"
    with tarfile.open(packages["stopwords-iso"]) as archive:
        stop: dict[str, list[str]] = _read(archive, "stopwords-iso.json")
    words = {language: _function_words(language, stop) for language in FUNCTION}
    with tarfile.open(packages["cldr-annotations-full"]) as archive:
        for language in EVERYDAY:
            words[language] |= _everyday_words(_read(archive, f"annotations/{language}/annotations.json"))
    with tarfile.open(packages["cldr-dates-full"]) as archive:
        for language in EVERYDAY:
            words[language] |= _words_of_time(archive, language)
    lines = [f"{language}\t{' '.join(sorted(words[language]))}\n" for language in sorted(words)]
    head = HEAD.format(
        what="Common words of languages in Latin letters.", origin=f"stopwords-iso {versions['stopwords-iso']} (npm, MIT), {cldr}"
    )
    (DATA / "language-words.tsv").write_text(head + "".join(lines), encoding="utf-8")
    with tarfile.open(packages["cldr-core"]) as archive:
        table = _read(archive, "supplemental/languageData.json")["supplemental"]["languageData"]
    scripts: dict[str, set[str]] = {}
    for key, row in table.items():
        scripts.setdefault(key.removesuffix("-alt-secondary"), set()).update(row.get("_scripts", ()))
    rows = [f"{language}\t{' '.join(sorted(found))}\n" for language, found in sorted(scripts.items()) if found]
    (DATA / "language-scripts.tsv").write_text(
        HEAD.format(what="Scripts (ISO 15924) that languages are written in.", origin=cldr) + "".join(rows), encoding="utf-8"
    )


def _read(archive: tarfile.TarFile, name: str) -> Any:
    file = archive.extractfile(f"package/{name}")
    assert file is not None
    return json.load(file)


def _split(phrase: str) -> list[str]:
    return WORD.findall(phrase.lower().replace("’", "'"))


def _function_words(language: str, stop: dict[str, list[str]]) -> set[str]:
    found = {word for phrase in stop.get(STOP_KEYS.get(language, language), ()) for word in _split(phrase) if len(word) > 1}
    return {word for word in found if len(word) > 2 or language != "en" or word in ENGLISH_OF_TWO}


def _everyday_words(document: Any) -> set[str]:
    """Return the words that more than one sign has: what only one has is rare, or a name."""
    signs: Counter[str] = Counter()
    for row in document["annotations"]["annotations"].values():
        signs.update({word for key in ("default", "tts") for phrase in row.get(key, ()) for word in _split(phrase)})
    return {word for word, count in signs.items() if count > 1 and len(word) > 2}


def _words_of_time(archive: tarfile.TarFile, language: str) -> set[str]:
    fields = _read(archive, f"main/{language}/dateFields.json")["main"][language]["dates"]["fields"]
    calendar = _read(archive, f"main/{language}/ca-gregorian.json")["main"][language]["dates"]["calendars"]["gregorian"]
    phrases = [fields[name]["displayName"] for name in TIMES]
    for kind in ("months", "days"):
        phrases += [*calendar[kind]["format"]["wide"].values(), *calendar[kind]["stand-alone"]["wide"].values()]
    return {word for phrase in phrases for word in _split(phrase) if len(word) > 2}


if __name__ == "__main__":
    main(sys.argv[1])
