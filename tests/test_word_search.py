"""Looking for words in many texts at once, and the words that stand for patterns: no match of a pattern may be without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from re import _constants, _parser  # type: ignore[attr-defined]  # there is no other reader of patterns
from typing import Any

import pytest

from govpagecheck import parse_page
from govpagecheck.parts import archive_notice, forms, identifier, links, page_type, template_source
from govpagecheck.parts.banner import wording as banner
from govpagecheck.parts.breadcrumb import markup, wording
from govpagecheck.parts.dates import labels
from govpagecheck.parts.feedback import links as feedback_links
from govpagecheck.parts.feedback import prompts, vendors
from govpagecheck.word_search import Texts, classes_with, ids_with, lines_with

MOST = 30_000  # texts of one pattern
PATTERNS: dict[str, tuple[re.Pattern[str], Iterable[str]]] = {
    "archive statement": (archive_notice._ARCHIVE_WORD, archive_notice._STEMS),
    "breadcrumb item": (wording.ITEM_AND_SEPARATOR, wording.TRAIL_STEMS),
    "breadcrumb label": (wording.IS_LABEL, wording.TRAIL_STEMS),
    "breadcrumb line": (wording.LINE_FROM_HOME, wording.TRAIL_STEMS),
    "breadcrumb name": (markup._NAMED_LIKE_A_TRAIL, markup._NAME_STEMS),
    "date label": (labels._LABEL, labels.STEMS),
    "disclaimer": (identifier._DISCLAIMER, identifier._OFFICIAL),
    "feedback form": (prompts.FORM_TITLE, prompts._HINTS),
    "feedback question": (prompts._QUESTION, prompts._HINTS),
    "feedback link": (feedback_links._LINK, feedback_links._LINK_HINTS),
    "feedback sentence": (feedback_links._SENTENCE, feedback_links._SENTENCE_HINTS),
    "forms: burden": (forms._OPENS_BURDEN, forms._BURDEN_STEMS),
    "forms: privacy": (forms._PRIVACY, forms._PRIVACY_STEMS),
    "press release": (page_type._RELEASE_LINE, page_type._RELEASE_STEMS),
    "template source": (template_source._STATEMENT, template_source._OPENINGS),
    "vendor": (vendors._VENDOR, vendors._VENDOR_HINTS),
    "vendor's host": (vendors._VENDOR_HOST, vendors._VENDOR_HINTS),
    "vendor's markup": (vendors._VENDOR_MARKUP, vendors._VENDOR_HINTS),
    **{f"banner: {language} {number}": (one, banner.OFFICIAL) for number, (language, one) in enumerate(banner._SENTENCES)},
    **{f"link: {key}": (one, links._STEMS) for key, one in links._LABELS.items()},
}


def shortest(pattern: Iterable[Any]) -> Iterator[str]:
    """Yield the texts that a parsed pattern asks for at least: every alternative, and nothing that may be left out."""
    pieces = [list(dict.fromkeys(islice(_of(code, value), MOST))) for code, value in pattern]
    return ("".join(texts) for texts in product(*pieces))


def _of(code: Any, value: Any) -> Iterator[str]:
    if code is _constants.LITERAL:
        yield chr(value)
    elif code is _constants.IN:
        is_negated = value[0][0] is _constants.NEGATE
        for kind, one in [] if is_negated else value:
            yield (
                chr(one) if kind is _constants.LITERAL else " " if one is _constants.CATEGORY_SPACE else "7" if "DIGIT" in str(one) else "x"
            )
        if is_negated:
            yield "x"
    elif code in (_constants.ANY, _constants.NOT_LITERAL, _constants.CATEGORY):
        yield "x"
    elif code is _constants.BRANCH:
        for one in value[1]:
            yield from shortest(one)
    elif code is _constants.SUBPATTERN:
        yield from shortest(value[-1])
    elif code in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, _, inner = value
        for one in shortest(inner) if least else ("",):
            yield one * least
    else:  # what looks around, and ends
        yield ""


@pytest.mark.parametrize("name", PATTERNS)
def test_whatever_matches_holds_a_word(name: str) -> None:
    pattern, words = PATTERNS[name]
    texts = [text for text in islice(shortest(_parser.parse(pattern.pattern, pattern.flags)), MOST) if pattern.search(text)]
    assert texts, "no text of the pattern was made up"
    assert [text for text in texts if not any(word in text.lower() for word in words)] == []


def test_texts_are_told_by_their_numbers() -> None:
    texts = Texts(["Alpha beta", "", "BETA\ngamma beta", "delta"])
    assert texts.holding(["beta"]) == [0, 2]
    assert texts.holding(["delta", "alpha"]) == [0, 3]
    assert texts.holding(["beta beta", "a\nb", "\x00"]) == []
    assert Texts([]).holding(["a"]) == []


def test_letters_that_grow_when_made_small_do_not_shift_the_numbers() -> None:
    assert Texts(["İ" * 50, "x", "y"]).holding(["x"]) == [1]


def test_lines_ids_and_classes() -> None:
    document = parse_page("<p id=Own class='Top-Own a'>One<p hidden class='b own'>Two ones<p id=other>Three")
    assert [(number, line.text, line.is_hidden) for number, line in lines_with(document, ["one"])] == [
        (0, "One", False),
        (1, "Two ones", True),
    ]
    assert ids_with(document, ["own", "th"]) == ["Own", "other"]
    assert sorted(classes_with(document, ["own"])) == ["Top-Own", "own"]
