"""The near-misses of the banner: strings and places that a careless search passes, each with the reason that names it."""

from __future__ import annotations

from datetime import date

import pytest

from govpagecheck import Page, Ruleset, check_page, load_ruleset
from govpagecheck.model import Severity

FEDERAL = "An official website of the United States government"
DOMAIN = "Official websites use .gov", "A .gov website belongs to an official government organization in the United States."
HTTPS = (
    "Secure .gov websites use HTTPS",
    "A lock ( ) or https:// means you’ve safely connected to the .gov website. "
    "Share sensitive information only on official, secure websites.",
)


def banner(
    sentence: str = FEDERAL,
    *,
    toggle: str = '<button type="button" class="usa-accordion__button usa-banner__button" aria-expanded="false" aria-controls="panel">'
    '<span class="usa-banner__button-text">Here’s how you know</span></button>',
    domain: tuple[str, str] = DOMAIN,
    https: tuple[str, str] = HTTPS,
    flag: str = '<img class="usa-banner__header-flag" src="/img/us_flag_small.png" alt="" aria-hidden="true">',
    lang: str = "",
) -> str:
    return f"""<section class="usa-banner" aria-label="Official website of the United States government"{lang}><div class="usa-accordion">
<header class="usa-banner__header"><div class="usa-banner__inner">{flag}
<div aria-hidden="true"><p class="usa-banner__header-text">{sentence}</p></div>{toggle}</div></header>
<div class="usa-banner__content" id="panel"><div class="usa-banner__guidance"><p><strong>{domain[0]}</strong><br>{domain[1]}</p></div>
<div class="usa-banner__guidance"><p><strong>{https[0]}</strong><br>{https[1]}</p></div></div></div></section>"""


def page(body: str, lang: str = "en") -> bytes:
    return f"""<!doctype html><html lang="{lang}"><head><title>Harbor permits and how to apply | Harbors</title></head>
<body><a href="#main">Skip to main content</a>{body}</body></html>""".encode()


MAIN = '<main id="main"><h1>Harbor permits</h1><p>Apply here for a permit.</p></main>'


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset("us-federal", today=date(2026, 6, 1))


def found(content: bytes, ruleset: Ruleset, url: str | None = None) -> set[tuple[str, str, str]]:
    """Every (rule, reason, severity) of the banner rules that failed."""
    report = check_page(Page(content, url=url), ruleset)
    return {
        (result.rule, finding.reason, finding.severity.value)
        for result in report.results
        if result.rule.startswith("banner-")
        for finding in result.findings
        if finding.outcome == "failed"
    }


def test_reference_banner_has_no_finding(ruleset: Ruleset) -> None:
    assert found(page(banner() + MAIN), ruleset, "https://www.harbors.gov/permits") == set()


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("An unofficial website of the United States government", ("banner-identifies", "unofficial", "error")),
        ("An unofficial website of the United States Department of Defense", ("banner-identifies", "unofficial", "error")),
        ("Not an official website of the United States government", ("banner-identifies", "unofficial", "error")),
        ("An official website of the U.S. government", ("banner-official-text", "altered-text", "warning")),
        ("An official website of the U.S. Government", ("banner-official-text", "altered-text", "warning")),
        ("An official website of the US government", ("banner-official-text", "altered-text", "warning")),
        ("An official site of the United States government", ("banner-official-text", "altered-text", "warning")),
        ("Official website of the United States government", ("banner-official-text", "altered-text", "warning")),
        ("An official website of the United States Government", ("banner-official-text", "outdated-text", "warning")),
        ("Un sitio web oficial del gobierno de los Estados Unidos", ("banner-official-text", "altered-text", "warning")),
    ],
)
def test_sentence_gets_the_verdict_that_the_catalogue_names(sentence: str, finding: tuple[str, str, str], ruleset: Ruleset) -> None:
    lang = "es" if sentence.startswith("Un sitio") else "en"
    assert finding in found(page(banner(sentence) + MAIN, lang), ruleset, "https://www.harbors.gov/permits")


@pytest.mark.parametrize(
    "url", ["https://www.harbors.mil/permits", "https://www.harbors.com/", "https://harbors.gov.evil.com/", "https://harbors.us/"]
)
def test_gov_texts_on_another_domain_are_an_error(url: str, ruleset: Ruleset) -> None:
    assert ("banner-tld-match", "other-domain", "error") in found(page(banner() + MAIN), ruleset, url)


@pytest.mark.parametrize(
    "body",
    [
        f"{MAIN}<blockquote>{FEDERAL}</blockquote>",
        f"<main id=main><h1>How banners read</h1><article><p>{FEDERAL}</p></article></main>",
        f"<main id=main><h1>Code</h1><pre><code>{FEDERAL}</code></pre></main>",
        f"<noscript>{banner()}</noscript>{MAIN}",
        f"<template>{banner()}</template>{MAIN}",
        f'<img src="/img/us_flag_small.png" alt="{FEDERAL}">{MAIN}',
        f"<p hidden>{FEDERAL}</p>{MAIN}",
    ],
    ids=["blockquote", "article", "code", "noscript", "template", "alt", "hidden"],
)
def test_text_in_these_places_is_no_banner(body: str, ruleset: Ruleset) -> None:
    assert ("banner-identifies", "missing-banner", "error") in found(page(body), ruleset)


@pytest.mark.parametrize(
    "body",
    [f"<header><a href='/'>Harbors</a></header>{banner()}{MAIN}", f"{MAIN}<footer>{banner()}</footer>"],
    ids=["after header", "footer"],
)
def test_banner_that_is_not_first_is_an_error(body: str, ruleset: Ruleset) -> None:
    assert any(rule == "banner-first" and severity == Severity.ERROR for rule, _, severity in found(page(body), ruleset))


@pytest.mark.parametrize(
    "toggle",
    [
        '<button type="button" aria-expanded="false" aria-controls="nowhere">Here’s how you know</button>',
        '<a href="#" aria-expanded="false" aria-controls="panel">Here’s how you know</a>',
        '<button type="button" aria-expanded="false" aria-controls="panel">Here’s how you don\'t know</button>',
        '<button type="button" aria-expanded="false" aria-controls="panel">Learn more</button>',
    ],
    ids=["no such panel", "a link", "other words", "learn more"],
)
def test_toggle_that_only_looks_like_one_is_told(toggle: str, ruleset: Ruleset) -> None:
    assert any(rule == "banner-toggle" for rule, _, _ in found(page(banner(toggle=toggle) + MAIN), ruleset))
