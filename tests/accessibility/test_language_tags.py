"""Language tags: the registry decides on the primary subtag, and on nothing else."""

from __future__ import annotations

import pytest

from govpagecheck.accessibility.language_tags import is_known_language, language_name, primary_subtag, registry, suggested_tag


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "EN",
        "en-US",
        "en-US-GB",
        "en-nonsense-x-y",
        "fr-",
        "haw",
        "chr",
        "nv",
        "zh-Hans-CN",
        "iw",
        "sh",
        "mo",
        "qaa",
        "qmx-",
        "QTZ-Latn",
        "und",
        "mul",
    ],
)
def test_registered_primary_subtags_are_known(tag: str) -> None:
    """ACT bf051a: the rest of the tag, its case and deprecation do not matter."""
    assert is_known_language(tag)


@pytest.mark.parametrize(
    "tag",
    [
        *("", " ", "-", "e", "1", "#!", "e1", "us", "gb", "jp", "zz", "en_US", "en ", " en", "en\n", "english", "Deutsch", "aaaaaaaaa"),
        *("x-en", "i-lux", "i-navajo", "i-default", "qty1", "qtzz", "quz1", "{{ lang }}", "<?php"),
        *("en\u200b", "ｅｎ", "\u212aj", "ſq"),
    ],
)
def test_others_are_not(tag: str) -> None:
    """ACT de46e4: tags from before RFC 4646 have no registered primary subtag, and Unicode look-alikes are no letters of it."""
    assert not is_known_language(tag)


def test_primary_subtag() -> None:
    assert [primary_subtag(tag) for tag in ("PT-br", "sgn-BE-FR", "i-lux", "", "abcdefghi", "abcdefgh")] == [
        "pt",
        "sgn",
        None,
        None,
        None,
        "abcdefgh",
    ]


@pytest.mark.parametrize(
    ("tag", "name"),
    [("es-MX", "Spanish"), ("I-Lux", "Luxembourgish"), ("zh-min-nan-TW", "Chinese"), ("qab", "Private use"), ("xx", None), ("", None)],
)
def test_names(tag: str, name: str | None) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("Spanish", "es"),
        ("castilian", "es"),
        ("  English ", "en"),
        ("en_GB", "en-GB"),
        ("en US", "en-US"),
        ("i-navajo", "nv"),
        ("no-bok", "nb"),
        ("iw", "he"),
        ("in-ID", "id-ID"),
        ("i-enochian", None),
        ("en", None),
        ("fr-CA", None),
        ("", None),
        ("#1", None),
        ("klingonish", None),
    ],
)
def test_what_was_meant(tag: str, meant: str | None) -> None:
    assert suggested_tag(tag) == meant


def test_every_suggestion_is_known() -> None:
    for subtag in registry():
        suggestion = suggested_tag(subtag)
        assert suggestion is None or is_known_language(suggestion), subtag


def test_the_data_says_where_it_is_from_and_is_whole() -> None:
    rows = registry()
    assert len(rows) > 8200
    assert {len(subtag) for subtag in rows if subtag.isalpha()} == {2, 3}
    assert all(row.names and all(row.names) for row in rows.values())
    assert sum(row.is_whole_tag for row in rows.values()) == 26


def test_a_huge_tag_is_no_trouble() -> None:
    assert not is_known_language("e" * 10_000_000)
    assert is_known_language("en-" + "x-" * 1_000_000)
    assert suggested_tag("_" * 1_000_000) is None
