"""Identifier: the design system's markup, own markup with the same pieces, and footers that only look alike."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import identifier

LINKS = """<a href=/a>About FRB</a> <a href=/x>Accessibility statement</a> <a href=/f>FOIA requests</a> <a href=/p>Privacy policy</a>"""
OWN = f"""<main>Permits</main><footer><div id=own><!-- seal --><img alt="FRB logo"><p>ferry.example.gov</p>
<p><span aria-hidden=true>An</span> official website of the <a href=/>Ferry Review Board</a></p><nav>{LINKS}</nav></div></footer>"""
USWDS = f"""<div class=usa-identifier>
<section class="usa-identifier__section usa-identifier__section--masthead" aria-label="Agency identifier">
<a class="usa-identifier__logo" href=/><img alt="FRB logo"></a><p>ferry.example.gov</p><p>An official website of the Ferry Review Board</p>
</section><nav aria-label="Important links"><a href="javascript:void(0)">About FRB</a>{LINKS}</nav>
<section><div>Looking for U.S. government information
and services?</div> <a href="https://www.usa.gov/">Visit USA.gov</a></section></div>"""


def of(markup: str) -> identifier.Identifier | None:
    return identifier.find(parse_page(f"<!doctype html><body>{markup}"))


def some(markup: str) -> identifier.Identifier:
    found = of(markup)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "markup",
    [
        USWDS,
        OWN,
        "<div class=usa-identifier></div>",
        "<usa-identifier></usa-identifier>",
        "<div><section class=usa-identifier__section>x</section></div>",
    ],
)
def test_identifiers(markup: str) -> None:
    assert of(markup) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<footer><p>An official website of the Ferry Review Board</p></footer>",
        OWN.replace("<nav>", "<div>").replace("</nav>", "</div>"),
        OWN.replace("<p>ferry.example.gov</p>", "<p>Ferry Review Board</p>"),
        OWN.replace("official website of the <a href=/>Ferry Review Board</a>", "official website of the United States government"),
        OWN.replace("<main>Permits</main><footer>", "<header>").replace("</footer>", "</header><main>Permits</main>"),
        "<p class=identifier>usa-identifier</p>",
    ],
)
def test_near_misses(markup: str) -> None:
    assert of(markup) is None


@pytest.mark.parametrize("markup", [USWDS, OWN])
def test_domain_line(markup: str) -> None:
    domain = some(markup).domain
    assert domain is not None
    assert domain.text == "ferry.example.gov"


@pytest.mark.parametrize("markup", [USWDS, OWN])
def test_disclaimer(markup: str) -> None:
    disclaimer = some(markup).disclaimer
    assert disclaimer is not None
    assert disclaimer.text == "An official website of the Ferry Review Board"


def test_links_are_those_of_the_navigation_with_placeholders() -> None:
    assert [one.text for one in some(USWDS).links] == [
        "About FRB",
        "About FRB",
        "Accessibility statement",
        "FOIA requests",
        "Privacy policy",
    ]


@pytest.mark.parametrize("markup", [USWDS, OWN])
def test_logos(markup: str) -> None:
    assert [one.get("alt") for one in some(markup).logos] == ["FRB logo"]


def test_link_to_usa_gov() -> None:
    usagov = some(USWDS).usagov
    assert usagov is not None
    assert usagov.element.get("href") == "https://www.usa.gov/"


@pytest.mark.parametrize(
    ("markup", "sections"),
    [
        (USWDS, ("masthead", "identity", "required-links", "usagov")),
        (OWN, ("masthead", "identity", "required-links")),
        ("<div class=usa-identifier></div>", ()),
    ],
)
def test_sections(markup: str, sections: tuple[str, ...]) -> None:
    assert some(markup).sections == sections


@pytest.mark.parametrize(
    ("inside", "language"),
    [
        ("<p>An official website of the Ferry Review Board</p>", "en"),
        ("<p>Un sitio web oficial de la Junta de Transbordadores</p>", "es"),
        ("<nav aria-label='Enlaces importantes,'></nav>", "es"),
        ("<p>Ferry Review Board</p>", None),
    ],
)
def test_language(inside: str, language: str | None) -> None:
    assert some(f"<div class=usa-identifier>{inside}</div>").language == language


def test_the_own_block_is_the_smallest_that_holds_all() -> None:
    assert some(OWN).element.get("id") == "own"
