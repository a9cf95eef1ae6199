"""The vocabulary, phrase books and paths: each word both ways, and values that cannot be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govpagecheck import Page, parse_page
from govpagecheck.address import host_of, top_level
from govpagecheck.parts import CannotTell, Fragment
from govpagecheck.rules.expect import WORDS, Miss
from govpagecheck.rules.phrases import Phrase, PhraseBook, difference
from govpagecheck.rules.values import Context, look_up
from govpagecheck.text import comparable, normalise, shorten

BOOK = PhraseBook(
    "lock",
    (
        Phrase("notice", "A lock {icon} or https:// means you’re safe.", "en", "gov", "2"),
        Phrase("notice", "The site is secure.", "en", "gov", "1", "2020-07", "2"),
        Phrase("state", "An official website of the State of {name}", "en", "state", "1"),
    ),
)
DOCUMENT = parse_page("<!doctype html><html lang=en><body><main id=m data-kind=news><h1>Title</h1></main>")
MAIN = DOCUMENT.select("#m")[0]
CONTEXT = Context(DOCUMENT, Page(url="https://WWW.Example.gov/a"), date(2026, 6, 1), {"lock": BOOK})


def ask(word: str, value: object, option: Any) -> object:
    return WORDS[word](value, option, MAIN, CONTEXT)


@pytest.mark.parametrize(
    ("word", "value", "option"),
    [
        ("present", "x", True),
        ("present", (), False),
        ("present", None, False),
        ("is", True, [True]),
        ("is", Fragment(MAIN, "ol"), ["ol", "ul"]),
        ("is-not", "ul", ["ol"]),
        ("equals", " www.example.gov", "page.host"),
        ("matches", "Here’s how", "^Here's"),
        ("lacks", "A title", "…$"),
        ("count", (1, 2), {"min": 2, "max": 2}),
        ("count", None, {"max": 0}),
        ("length", "twelve chars", {"min": 12, "max": 12}),
        ("in-order", date(2026, 6, 1), ["today"]),
        ("in-order", None, ["today"]),
        ("has", Fragment(MAIN, ""), "h1"),
        ("has", MAIN, "main"),
        ("phrase", "A lock (Locked padlock icon) or https:// means you're safe.", {"book": "lock", "key": "notice", "accept": "current"}),
        ("phrase", "A lock or https:// means you’re safe.", {"book": "lock", "key": "notice", "accept": "current"}),
        ("phrase", "The site is secure.", {"book": "lock", "key": "notice", "accept": "known"}),
        ("phrase", "An official website of the State of New Harbor", {"book": "lock", "key": "state", "accept": "known"}),
    ],
)
def test_word_holds(word: str, value: object, option: Any) -> None:
    assert ask(word, value, option) is None


@pytest.mark.parametrize(
    ("word", "value", "option"),
    [
        ("present", "", True),
        ("present", False, True),
        ("present", "x", False),
        ("is", "ul", ["ol"]),
        ("is", True, [False]),
        ("is-not", "ol", ["ol"]),
        ("equals", "www.example.com", "page.host"),
        ("matches", "here's how", "^Here's"),
        ("lacks", "A title…", "…$"),
        ("count", (1,), {"min": 2}),
        ("count", (1, 2), {"max": 1}),
        ("length", "eleven char", {"min": 12}),
        ("in-order", date(2026, 6, 2), ["today"]),
        ("has", MAIN, "h2"),
        ("has", MAIN, "body > main > p"),
        ("phrase", "A lock (" + "x" * 90 + ") or https:// means you're safe.", {"book": "lock", "key": "notice", "accept": "known"}),
        ("phrase", "a lock or https:// means you're safe.", {"book": "lock", "key": "notice", "accept": "known"}),
        ("phrase", "The site is secure. Really.", {"book": "lock", "key": "notice", "accept": "known"}),
        ("phrase", "An official website of the State of new harbor", {"book": "lock", "key": "state", "accept": "known"}),
    ],
)
def test_word_misses(word: str, value: object, option: Any) -> None:
    assert isinstance(ask(word, value, option), Miss)


def test_outdated_wording_says_since_when() -> None:
    miss = ask("phrase", "The site is secure.", {"book": "lock", "key": "notice", "accept": "current"})
    assert isinstance(miss, Miss)
    assert miss.words is not None
    assert (miss.words["until"], miss.words["replaced-in"]) == ("2020-07", "2")
    assert miss.expected == "A lock ( ) or https:// means you’re safe."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("@data-kind", "news"),
        ("tag", "main"),
        ("text", "Title"),
        ("parts.metadata.h1.text", "Title"),
        ("parts.metadata.title.text", None),
        ("page.host", "www.example.gov"),
        ("page.tld", "gov"),
        ("today", date(2026, 6, 1)),
    ],
)
def test_path_names_a_value(path: str, expected: object) -> None:
    assert look_up(path, MAIN, CONTEXT) == expected


@pytest.mark.parametrize("path", ["nothing", "parts.metadata.nothing", "page.nothing", "today.@x"])
def test_path_that_no_value_has_is_a_mistake_in_the_rule(path: str) -> None:
    with pytest.raises(LookupError):
        look_up(path, MAIN, CONTEXT)


def test_unknown_part_is_a_mistake_in_the_rule() -> None:
    with pytest.raises(LookupError, match=r"no part 'nothing'; there are .*banner"):
        look_up("parts.nothing", MAIN, CONTEXT)


def test_page_without_address_cannot_tell_its_host() -> None:
    value = look_up("page.host", MAIN, Context(DOCUMENT, Page(), date(2026, 6, 1), {}))
    assert isinstance(value, CannotTell)
    assert value.reason == "needs-url"


def test_equals_passes_on_what_cannot_be_told() -> None:
    nowhere = Context(DOCUMENT, Page(), date(2026, 6, 1), {})
    assert isinstance(WORDS["equals"]("gov", "page.tld", MAIN, nowhere), CannotTell)


@pytest.mark.parametrize(
    ("host", "expected"), [("www.example.gov", "gov"), ("example.gov.", "gov"), ("gov.example.com", "com"), (None, None), ("", None)]
)
def test_top_level(host: str | None, expected: str | None) -> None:
    assert top_level(host) == expected


@pytest.mark.parametrize(
    ("url", "expected"), [("https://WWW.Example.gov:8443/a", "www.example.gov"), ("http://[", None), ("page.html", None), (None, None)]
)
def test_host(url: str | None, expected: str | None) -> None:
    assert host_of(url) == expected


def test_text_is_normalised_as_the_catalogue_says() -> None:
    assert normalise(" cafe\u0301\u00ad \u200bau\u00a0\n lait ") == "café au lait"
    assert comparable("“Here’s” – ok") == '"Here\'s" - ok'
    assert shorten("abcdef", 4) == "abc…"


@pytest.mark.parametrize(
    ("found", "expected", "shown"),
    [
        ("the U.S. government", "the United States government", "the [-U.S.-]{+United States+} government"),
        ("one two", "one two", "one two"),
        ("one", "one two", "one{+ two+}"),
        ("You’ve seen", "You have seen", "[-You’ve-]{+You have+} seen"),
    ],
)
def test_difference_shows_both_sides(found: str, expected: str, shown: str) -> None:
    assert difference(found, expected) == shown
