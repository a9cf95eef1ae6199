"""Fingerprints: what they outlive, when they are lost, and that two findings of a page never share one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import PROJECT, TODAY

from govpagecheck import Page, check_page, load_ruleset
from govpagecheck.fingerprint import fingerprint, masked, normalised_target
from govpagecheck.parse import parse_page

# The same examples in every run, as long as they take: a property that fails here fails everywhere.
settings.register_profile("govpagecheck", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("govpagecheck")

RULESET = load_ruleset(["wcag22-aa", "best-practice"], today=TODAY)
WHOLE = load_ruleset(["us-federal", "wcag22-aa", "section-508", "best-practice"], today=TODAY)
FOLDERS = [*sorted(folder for folder in (PROJECT / "rules").iterdir() if any(folder.glob("*/*.html"))), PROJECT / "fixtures"]

# Each defect, and the same element without it. {word} is what the author wrote, {id} and {hash} what a program made up.
DEFECTS = [
    ('<img id="{id}" src="/photos/{word}.{hash}.jpg">', '<img id="{id}" src="/photos/{word}.{hash}.jpg" alt="A lamp at night">'),
    ('<a class="link-{id}" href="/node/{word}"></a>', '<a class="link-{id}" href="/node/{word}">Opening hours of the station</a>'),
    ('<button class="css-{hash}" id="{id}" name="{word}"></button>', '<button class="css-{hash}" id="{id}" name="{word}">Send</button>'),
    (
        '<p><input type="text" id="{id}" name="{word}-{id}"></p>',
        '<p><label for="{id}">Town</label><input id="{id}" name="{word}-{id}"></p>',
    ),
    ('<iframe src="/film/{word}?session={hash}"></iframe>', '<iframe src="/film/{word}?session={hash}" title="A film"></iframe>'),
    ('<p style="color:#aaa;background:#fff">{word} is closed</p>', '<p style="color:#000;background:#fff">{word} is closed</p>'),
    ('<section role="fancy" id="{id}"><h2>{word}</h2></section>', '<section id="{id}"><h2>{word}</h2></section>'),
]
FAINT_TEXT = next(number for number, (defect, _) in enumerate(DEFECTS) if "color:#aaa" in defect)
UNRELATED = [
    "<p>The lamps of the northern coast were painted in {word}.</p>",
    '<ul class="{word}"><li id="{word}">Spring tides</li><li>Neap tides</li></ul>',
    '<div data-{word}="1" class="wide {word}"><p title="{word}">Ships sound their horns in fog.</p></div>',
    "<h2>News of {word}</h2>",
    "<!-- {word} -->",
]

words = st.text("bdfglmnprst", min_size=3, max_size=8)
hexadecimal = st.integers(0, 2**32 - 1).map(lambda number: f"{number | 0x10000000:08x}").filter(lambda text: not text.isalpha())
generated = st.one_of(
    st.integers(1, 10**9).map(str),
    st.integers(1, 2**128 - 1).map(lambda number: str(UUID(int=number))),
    st.text("0123456789abcdefghijklmnopqrstuv", min_size=1, max_size=3).map(":r{}:".format),
    hexadecimal,
)


@dataclass(frozen=True)
class Block:
    """A piece of a page: which defect it has, what its author called it, and what a program did."""

    defect: int
    word: str
    identifier: str
    hashed: str
    is_fixed: bool = False

    def written(self) -> str:
        return DEFECTS[self.defect][self.is_fixed].format(word=self.word, id=self.identifier, hash=self.hashed)


blocks = st.builds(Block, st.integers(0, len(DEFECTS) - 1), words, generated, hexadecimal)
several = st.lists(blocks, min_size=1, max_size=5, unique_by=lambda block: block.identifier)
unrelated = st.builds(lambda form, word: form.format(word=word), st.sampled_from(UNRELATED), words)


def a_page(pieces: Sequence[Block | str], between: str = "\n") -> str:
    body = between.join(piece if isinstance(piece, str) else piece.written() for piece in pieces)
    return (
        '<!doctype html><html lang="en"><head><title>Lamps of the coast</title></head>'
        f"<body><main><h1>Lamps</h1>{between}{body}</main></body></html>"
    )


def fingerprints(source: str, path: str = "lamps.html", ruleset: object = RULESET) -> dict[str, tuple[str, str, str]]:
    """Return rule, reason and start tag by fingerprint; two findings that share one are an error."""
    found: dict[str, tuple[str, str, str]] = {}
    report = check_page(Page(source.encode("utf-8", "surrogateescape"), path=path), ruleset)  # type: ignore[arg-type]
    for result in report.results:
        for finding in result.findings:
            row = (result.rule, finding.reason, finding.target.snippet)
            assert finding.fingerprint not in found, (path, row, found[finding.fingerprint])
            found[finding.fingerprint] = row
    return found


def test_every_defect_is_found_and_every_mended_one_is_not() -> None:
    for number in range(len(DEFECTS)):
        defect = Block(number, "fog", "7", "1a2b3c4d")
        assert fingerprints(a_page([defect])), defect.written()
        mended = Block(number, "fog", "7", "1a2b3c4d", is_fixed=True)
        assert not fingerprints(a_page([mended])), mended.written()
    assert not fingerprints(a_page([form.format(word="fog") for form in UNRELATED]))


@given(several, st.integers(1, 5), st.integers(0, 5))
def test_moved_lines_change_nothing(several: list[Block], above: int, within: int) -> None:
    source = a_page(several)
    moved = "\n" * above + re.sub(r"<(\w+) ", lambda tag: f"<{tag[1]}\n{' ' * within}", source).replace("<p>", "\n\n  <p>")
    assert set(fingerprints(moved)) == set(fingerprints(source))


@given(several, st.data())
def test_what_a_program_numbers_anew_changes_nothing(several: list[Block], data: st.DataObject) -> None:
    # A generator stays what it is from one build to the next: numbers become other numbers, UUIDs other UUIDs.
    anew = [Block(one.defect, one.word, renumbered(one.identifier, data), data.draw(hexadecimal)) for one in several]
    assert set(fingerprints(a_page(anew))) == set(fingerprints(a_page(several)))


def renumbered(identifier: str, data: st.DataObject) -> str:
    if identifier.isdigit():
        return str(data.draw(st.integers(1, 10**9)))
    if identifier.startswith(":r"):
        return f":r{data.draw(st.text('0123456789abcdefghijklmnopqrstuv', min_size=1, max_size=3))}:"
    return str(UUID(int=data.draw(st.integers(1, 2**128 - 1)))) if "-" in identifier else data.draw(hexadecimal)


@given(several, st.lists(st.tuples(st.integers(0, 6), unrelated), min_size=1, max_size=5))
def test_content_elsewhere_changes_nothing(several: list[Block], added: list[tuple[int, str]]) -> None:
    pieces: list[Block | str] = list(several)
    for place, words in added:
        pieces.insert(place, words)
    assert set(fingerprints(a_page(pieces))) == set(fingerprints(a_page(several)))


@given(several, words)
def test_attributes_and_wrappers_of_others_change_nothing(several: list[Block], word: str) -> None:
    source = a_page(several)
    wrapped = source.replace("<main>", f'<div class="{word}" data-{word}><main class="{word}" id="{word}">').replace(
        "</main>", "</main></div>"
    )
    assert set(fingerprints(wrapped)) == set(fingerprints(source))


@given(several, blocks)
def test_another_defect_is_new_and_leaves_the_old_ones(several: list[Block], another: Block) -> None:
    old = set(fingerprints(a_page(several)))
    for pieces in ([another, *several], [*several, another]):
        new = set(fingerprints(a_page(pieces)))
        assert old < new


@given(several, st.integers(0, 5))
def test_a_defect_that_is_fixed_loses_its_fingerprints_and_no_other(several: list[Block], which: int) -> None:
    which %= len(several)
    fixed = several[which]
    after = [*several[:which], Block(fixed.defect, fixed.word, fixed.identifier, fixed.hashed, is_fixed=True), *several[which + 1 :]]
    before, left = fingerprints(a_page(several)), fingerprints(a_page(after))
    own = fingerprints(a_page([fixed]))
    lost = set(before) - set(left)
    assert set(left) < set(before)
    assert len(lost) == len(own)
    # Texts in the same colours are one defect in many places: what is lost is one of their fingerprints.
    twins = sum(one.defect == fixed.defect and (one.word == fixed.word or one.defect == FAINT_TEXT) for one in several)
    if twins == 1 and not any(masked(one.word) == masked(fixed.word) for one in several if one is not fixed):
        assert {before[mark][:2] for mark in lost} == {row[:2] for row in own.values()}
        assert lost == set(own)


odd = st.text(st.sampled_from("a1|=0 \x1e\x1f\x0b\u202eé,"), max_size=5)


@given(st.lists(st.tuples(st.integers(0, len(DEFECTS) - 1), odd, odd), min_size=2, max_size=12), st.integers(1, 4))
def test_alike_and_odd_elements_share_no_fingerprint(rows: list[tuple[int, str, str]], times: int) -> None:
    pieces = [DEFECTS[defect][0].format(word=word, id=identifier, hash=identifier) for defect, word, identifier in rows]
    found = fingerprints(a_page(pieces * times))
    assert len(found) >= times * sum("style" not in piece for piece in pieces)  # of texts in the same colours only some are told


def test_many_identical_elements_share_none() -> None:
    piece = DEFECTS[0][0].format(word="fog", id="7", hash="1a2b3c4d")
    assert len(fingerprints(a_page([piece] * 500))) >= 500


@given(st.lists(st.text(st.sampled_from("ab0\x1e\x1f"), max_size=4), min_size=4, max_size=4), st.integers(0, 2), st.data())
def test_no_two_identities_are_written_alike(parts: list[str], ordinal: int, data: st.DataObject) -> None:
    others = data.draw(st.lists(st.text(st.sampled_from("ab0\x1e\x1f"), max_size=4), min_size=4, max_size=4))
    other = data.draw(st.integers(0, 2))
    is_same = (parts, ordinal) == (others, other)
    assert (fingerprint(*parts, ordinal) == fingerprint(*others, other)) is is_same
    assert fingerprint("p", "r", "x", "t", 1) != fingerprint("p", "r", "x", "t\x1f1", 0)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_page_of_ours_has_a_fingerprint_twice(folder: Path) -> None:
    for file in sorted(folder.rglob("*.html")):
        fingerprints(file.read_bytes().decode("utf-8", "surrogateescape"), str(file.relative_to(PROJECT)), WHOLE)


PAGES = [file for folder in FOLDERS for file in sorted(folder.rglob("fail-*.html"))]
ABOUT_THE_WHOLE = {"rendered-by-script", "other-language", "probably-other-language"}  # these weigh all words of a page


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda source: "\n\n\n" + re.sub(r"<([a-z]\w*) ", r"<\1\n    ", source), id="lines"),
        pytest.param(lambda source: source + '<div class="added"><p>Ships sound their horns in fog.</p></div>', id="content"),
    ],
)
@settings(max_examples=120)
@given(file=st.sampled_from(PAGES))
def test_findings_of_our_pages_outlive_edits(edit: Callable[[str], str], file: Path) -> None:
    source = file.read_bytes().decode("utf-8", "surrogateescape")
    name = file.name
    before = {mark: row for mark, row in fingerprints(source, name, WHOLE).items() if row[1] not in ABOUT_THE_WHOLE}
    after = fingerprints(edit(source), name, WHOLE)
    assert {row for mark, row in before.items() if mark not in after} == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div class=list><h2>News</h2><p>Monday</p></div>", "<div class=list><h2>Press</h2><p>Friday</p></div>"),
        ("<ul><li>One<li>Two</ul>", "<ul><li>Three</ul>"),
        ("<section><h2>Tides</h2><p>High at noon</p></section>", "<section><h2>Tides</h2><p>Low at noon</p></section>"),
        ("<table><caption>Tides</caption><tr><td>1</table>", "<table><caption>Tides</caption><tr><td>2</table>"),
        ("<form action=/go><p>Name</p></form>", "<form action=/go><p>Town</p></form>"),
        ("<img src=/a.3f2a9c1d.png>", "<img src=/a.9e8d7c6b.png>"),
        ('<a href="#comment-88">x</a>', '<a href="#comment-12345">x</a>'),
    ],
)
def test_blocks_are_known_by_what_names_them(before: str, after: str) -> None:
    assert target(before) == target(after)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<section><h2>Tides</h2><p>x</p></section>", "<section><h2>Lamps</h2><p>x</p></section>"),
        ("<a href=/a><h3>Tides</h3></a>", "<a href=/a><h3>Lamps</h3></a>"),
        ("<p>High at noon</p>", "<p>Low at noon</p>"),
        ("<img src=/station12.jpg>", "<img src=/bridge12.jpg>"),
        ("<div role=search>x</div>", "<div role=banner>x</div>"),
    ],
)
def test_what_differs_is_told_apart(one: str, other: str) -> None:
    assert target(one) != target(other)


def target(markup: str) -> str:
    document = parse_page(f"<!doctype html><title>t</title><body>{markup}")
    return normalised_target(document, document.select("body > *")[0])


def test_huge_values_are_cut() -> None:
    huge = "a1" * 500_000
    assert len(target(f'<img src="{huge}" class="{huge}" alt="{huge}">')) < 5000
    assert len(target(f"<p>{'word ' * 100_000}</p>")) < 300


FAINT = '<p style="color:#999;background-color:#fff">{}'


@pytest.mark.parametrize("mended", [0, 3, 6])
def test_a_mended_text_of_many_in_the_same_colours_gives_no_new_finding(mended: int) -> None:
    texts = [FAINT.format(f"Boats leave at {number}") for number in range(7)]
    before = marks_of_contrast(texts)
    texts[mended] = texts[mended].replace("#999", "#000")
    assert before
    assert marks_of_contrast(texts) <= before
    assert not marks_of_contrast([text.replace("#999", "#000") for text in texts])


def marks_of_contrast(texts: list[str]) -> set[str]:
    page = f"<!doctype html><html lang=en><title>Boats</title><style>body {{ color: #000; background: #fff }}</style>{''.join(texts)}"
    report = check_page(Page(page.encode(), path="boats.html"), load_ruleset("wcag22-aa"))
    return {finding.fingerprint for result in report.results if result.rule == "contrast-minimum" for finding in result.findings}
