"""Find the name that most titles of a language hold, and tell the titles that hold it elsewhere, with another separator, or not."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable,
    is_copy,
    joined,
    language_of,
    names_of_pages,
    number_of_pages,
    parted,
)

SEPARATORS = re.compile(r"\s+([|:»›•·~-]+)\s+|\s*([|»›])\s*|(:)\s+")
SMALL_WORDS = frozenset("a an and at by for in of on or the to de del el en la las los y du des et le les".split())
FEW = 3  # titles; what two share is no name of a site
FEW_NAMELESS = 6


@dataclass
class House:
    """The names in the titles of one language: how many titles there are, and how many have each name first, last, and with which mark."""

    total: int = 0
    first: Counter[str] = field(default_factory=Counter)
    last: Counter[str] = field(default_factory=Counter)
    marks: dict[str, Counter[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    most_shared_word: int = 0

    @property
    def name(self) -> str | None:
        """The name that most titles begin or end with."""
        places = self.first + self.last
        name, number = max(places.items(), key=lambda one: one[1], default=("", 0))
        return name if number * 3 >= self.total * 2 else None

    @property
    def others(self) -> set[str]:
        """The names that several titles begin or end with: those of parts of the site."""
        return {name for name, number in (self.first + self.last).items() if number >= FEW}


def check(site: Site) -> Iterator[SiteMiss | NotApplicable]:
    houses = {language: house for language, house in _houses(site).items() if house.total > FEW}
    if not houses:
        yield NOT_APPLICABLE
        return
    names = {language: house.name for language, house in houses.items()}

    def told(page: SitePage) -> Iterator[tuple[str, str]]:
        language, title = language_of(page), _title(page)
        house, name = houses.get(language), names.get(language)
        if house is None or title is None:
            return
        if name is None:
            is_nameless = house.total >= FEW_NAMELESS and not house.others and house.most_shared_word * 2 < house.total
            if is_nameless:
                yield joined([language, "nameless", ""]), ""
            return
        yield from ((joined([language, reason, mark]), "") for reason, mark in _deviations(title, name, house))

    for thing, [(_, number, pages), *_] in site.variants(told, least=1):
        language, reason, mark = parted(thing)
        house, name = houses[language], names[language] or ""
        shown = house.shown.get(name, "")
        standard = house.marks[name].most_common(1)[0][0] if name else ""
        found = {"other-separator": mark, "name-first": shown, "nameless": pages[0].title or ""}.get(reason, "")
        best = f"{'' if standard in ':' else ' '}{standard or '|'} "
        expected = {"other-separator": standard, "name-first": f"{_own_name(pages[0], name)}{best}{shown}", "no-name": shown}.get(
            reason, ""
        )
        words = {
            "number": number_of_pages(number),
            "pages": names_of_pages(pages, number),
            "total": str(house.total),
            "most": str(house.first[name] + house.last[name]),
        }
        yield SiteMiss(pages[0], reason, found, expected, about=f"{language} {reason} {mark}", words=words)


def _deviations(title: str, name: str, house: House) -> Iterator[tuple[str, str]]:
    """Yield how a title differs from most, each with its own mark where that is what differs."""
    segments, marks = _parted_title(title)
    if len(segments) > 1 and name in (segments[0], segments[-1]):
        is_last = segments[-1] == name
        mark = marks[-1] if is_last else marks[0]
        if not is_last:
            yield "name-first", ""
        if mark != house.marks[name].most_common(1)[0][0]:
            yield "other-separator", mark
        return
    holders = house.first[name] + house.last[name]
    if holders * 4 < house.total * 3 or _holds(title, name) or {segments[0], segments[-1]} & house.others:
        return
    yield "no-name", ""


def _holds(title: str, name: str) -> bool:
    """True where the title has the words of the name, in any order, or its initials."""
    words, wanted = _words(title), _words(name)
    initials = "".join(word[0] for word in wanted if word not in SMALL_WORDS)
    return set(wanted) - SMALL_WORDS <= set(words) or (len(initials) > 1 and initials in words)


def _houses(site: Site) -> dict[str, House]:
    def told(page: SitePage) -> Iterator[tuple[str, str]]:
        title = _title(page)
        if title is None:
            return
        language = language_of(page)
        yield joined([language, "title"]), ""
        segments, marks = _parted_title(title)
        if len(segments) > 1:
            yield joined([language, "first"]), joined([segments[0], marks[0]])
            yield joined([language, "last"]), joined([segments[-1], marks[-1]])
        yield from ((joined([language, "word"]), word) for word in set(_words(title)) - SMALL_WORDS if len(word) > 1)

    houses: dict[str, House] = {}
    for thing, variants in site.variants(told, least=1):
        language, kind = parted(thing)
        house = houses.setdefault(language, House())
        if kind == "title":
            house.total = variants[0].number
        elif kind == "word":
            house.most_shared_word = variants[0].number
        else:
            for value, number, pages in variants:
                name, mark = parted(value)
                (house.first if kind == "first" else house.last)[name] += number
                house.marks.setdefault(name, Counter())[mark] += number
                house.shown.setdefault(name, _as_written(pages[0], kind))
    return houses


def _title(page: SitePage) -> str | None:
    """Return the title in the form in which titles are compared; home pages, errors, results and copies have their own."""
    if not page.title or page.page_type in ("home", "error", "search") or is_copy(page):
        return None
    return comparable(page.title)


def _parted_title(title: str) -> tuple[list[str], list[str]]:
    """Return the names that the title joins, folded, and the marks between them."""
    marks = ["".join(filter(None, match.groups())) for match in SEPARATORS.finditer(title)]
    segments = [segment.strip().casefold() for segment in SEPARATORS.sub("\n", title).split("\n")]
    return (segments, marks) if all(segments) else ([title.casefold()], [])


def _as_written(page: SitePage, kind: str) -> str:
    segments = SEPARATORS.sub("\n", comparable(page.title or "")).split("\n")
    return segments[0 if kind == "first" else -1].strip()


def _own_name(page: SitePage, name: str) -> str:
    """Return the title without the name of the site before it."""
    title = comparable(page.title or "")
    return title[len(name) :].lstrip(" |:»›•·~-") if title.casefold().startswith(name) else title


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
