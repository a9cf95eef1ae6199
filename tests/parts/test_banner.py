"""The official-site banner: every markup that carries one, and the texts that only look like one."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import RENDERED_BY_SCRIPT, Fragment, banner
from govpagecheck.parts.banner import Banner

FEDERAL = "An official website of the United States government"
NEW_DOMAIN = (
    "<strong>Official websites use .gov</strong><br>A <strong>.gov</strong> website belongs to an official government organization."
)
NEW_HTTPS = (
    "<strong>Secure .gov websites use HTTPS</strong><br>"
    "A <strong>lock</strong> ( <svg><title>Lock</title></svg> ) or <strong>https://</strong> "
    "means you’ve safely connected to the .gov website. Share sensitive information only on official, secure websites."
)
OLD_DOMAIN = "<strong>The .gov means it's official.</strong><br>Federal government websites often end in .gov or .mil."
OLD_HTTPS = "<strong>The site is secure.</strong><br>The <strong>https://</strong> ensures that you are connecting to the official website."
MASTHEAD = "<header><h1>Bureau of Teapots</h1></header><main><p>Permits for teapots.</p></main>"


def version_3(sentence: str = FEDERAL, domain: str = NEW_DOMAIN, https: str = NEW_HTTPS) -> str:
    return f"""<section class="usa-banner" aria-label="Official website of the United States government"><div class="usa-accordion">
    <header class="usa-banner__header"><div class="usa-banner__inner">
    <div><img aria-hidden="true" class="usa-banner__header-flag" src="/img/us_flag_small.png" alt=""></div>
    <div aria-hidden="true"><p class="usa-banner__header-text">{sentence}</p>
    <p class="usa-banner__header-action">Here’s how you know</p></div>
    <button type="button" class="usa-banner__button" aria-expanded="false" aria-controls="gov-banner-default">
    <span>Here’s how you know</span></button>
    </div></header><div class="usa-banner__content" id="gov-banner-default" hidden>
    <div class="usa-banner__guidance"><p>{domain}</p></div><div class="usa-banner__guidance"><p>{https}</p></div></div></div></section>"""


VERSION_1 = f"""<div class="usa-banner"><div class="usa-accordion"><header class="usa-banner-header"><div class="usa-grid usa-banner-inner">
<img src="favicon-57.png" alt="U.S. flag"><p>{FEDERAL}</p>
<button class="usa-banner-button" aria-expanded="false" aria-controls="gov-banner"><span>Here's how you know</span></button></div></header>
<div id="gov-banner" class="usa-banner-content"><div class="usa-banner-guidance-gov"><p>{OLD_DOMAIN}</p></div>
<div class="usa-banner-guidance-ssl"><p>{OLD_HTTPS}</p></div></div></div></div>"""
VERSION_2 = (
    VERSION_1.replace("usa-banner-", "usa-banner__")
    .replace("usa-banner__guidance-gov", "usa-banner__guidance")
    .replace("<p>An", '<p class="usa-banner__header-text">An')
)


def own(sentence: str, domain: str = NEW_DOMAIN, https: str = NEW_HTTPS) -> str:
    return f"""<div class="ribbon"><img src="/seal.png" alt="Seal"><span>{sentence}</span> <a href="#proof">Here's how you know</a></div>
    <ul class="languages"><li>English</li><li>Español</li></ul>
    <div id="proof"><div class="left">{domain}</div><div class="right">{https}</div></div>"""


def find(body: str, lang: str = "en") -> Banner | None:
    return banner.find(parse_page(f'<!doctype html><html lang="{lang}"><title>Teapots</title><body><a href="#main">Skip</a>{body}'))


def found(body: str, lang: str = "en") -> Banner:
    value = find(body, lang)
    assert value is not None
    return value


def text(value: object) -> str:
    assert isinstance(value, Fragment)
    return value.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(version_3(), "us-federal-gov", id="version-3"),
        pytest.param(VERSION_2, "us-federal-gov", id="version-2"),
        pytest.param(VERSION_1, "us-federal-gov", id="version-1"),
        pytest.param(
            version_3(domain=NEW_DOMAIN.replace(".gov", ".mil"), https=NEW_HTTPS.replace(".gov", ".mil")), "us-federal-mil", id="mil"
        ),
        pytest.param(own("Official website of the Department of Teapot Security"), "us-federal-gov", id="department"),
        pytest.param(own("An official website of the Department of State"), "us-federal-gov", id="department-of-state"),
        pytest.param(own("An official website of the State of Freedonia"), "us-state", id="state"),
        pytest.param(own("An official website of New York State"), "us-state", id="state-after-name"),
        pytest.param(own("An official website of the Teapot County government.", OLD_DOMAIN, OLD_HTTPS), "us-state", id="county"),
        pytest.param(own("The official website of the City of Kettleburg"), "us-state", id="city"),
        pytest.param(own("An official website of the Kettle Nation"), "us-state", id="tribe"),
        pytest.param(own("An official website of the European Union"), "other", id="european-union"),
        pytest.param(version_3(domain="", https=""), "partial", id="header-only"),
        pytest.param(version_3(https=""), "partial", id="domain-item-only"),
        pytest.param(f'<div class="top"><p>{FEDERAL}</p></div>', "partial", id="sentence-only"),
        pytest.param("<div><em>- An Official Government Website –</em></div>", "partial", id="owner-not-named"),
        pytest.param("<p>Official website of the <span>State of California</span></p>", "partial", id="state-sentence-only"),
        pytest.param("<usa-banner></usa-banner>", "web-component", id="usa-banner-element"),
        pytest.param('<va-official-gov-banner tld="gov"></va-official-gov-banner>', "web-component", id="va"),
        pytest.param("<nys-unavheader></nys-unavheader>", "web-component", id="new-york"),
        pytest.param("<sgds-masthead></sgds-masthead>", "web-component", id="singapore"),
    ],
)
def test_kind(body: str, kind: str) -> None:
    assert found(body + MASTHEAD).kind == kind


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<main><blockquote>{FEDERAL}</blockquote></main>", id="blockquote"),
        pytest.param(f"<article>{version_3()}</article>", id="example-in-article"),
        pytest.param(f"<p>The text reads: <code>{FEDERAL}</code></p>", id="code"),
        pytest.param(f"<noscript>{version_3()}</noscript>", id="noscript"),
        pytest.param(f"<template>{version_3()}</template>", id="template"),
        pytest.param(f'<script>const banner = "{FEDERAL}"</script>', id="script"),
        pytest.param(f'<img src="flag.png" alt="{FEDERAL}">', id="alt"),
        pytest.param(f"<p hidden>{FEDERAL}</p>", id="hidden-sentence"),
        pytest.param(f"<div style='display: none'>{version_3()}</div>", id="hidden-banner"),
        pytest.param('<footer><ul><li><a href="https://fr.example">Freedonia Government Website</a></ul></footer>', id="link-text"),
        pytest.param(
            '<footer><ul><li><a href="/x">Official website of the State of Freedonia</a></ul></footer>', id="link-to-official-site"
        ),
        pytest.param("<main><ul><li><a href=/smith>Smith</a> <br>Official website.</ul></main>", id="member-links"),
        pytest.param("<main><h2>Links</h2><p>Official website of the City of Kettleburg</p></main>", id="line-in-content"),
        pytest.param("<header><p>Visit the official website of the county for forms.</p></header>", id="prose"),
        pytest.param("<header><p>The official website of Teapot County is moving.</p></header>", id="news"),
        pytest.param('<section class="usa-banner"><p>A new look is coming. Try the new site.</p></section>', id="promotion"),
        pytest.param(
            '<div class="usa-identifier"><p>An official website of the <a href="/">Bureau of Teapots</a></p></div>', id="identifier"
        ),
        pytest.param("<header><p>Government of Freedonia</p></header>", id="government-signature"),
        pytest.param("<h2>Official Lists</h2><p>Community officials</p>", id="official-as-noun"),
    ],
)
def test_near_misses_are_no_banner(body: str) -> None:
    assert find(MASTHEAD + body) is None


def test_promotion_in_the_same_style_is_no_banner() -> None:
    promotion = '<section class="usa-banner"><p>See the new teapots.gov</p><button>Learn more</button></section>'
    page = parse_page(f'<body>{promotion}<header role="banner">{version_3()}</header>{MASTHEAD}')
    assert [one.kind for one in banner.find_all(page)] == ["us-federal-gov"]


def test_footer_name_plate_is_no_second_banner() -> None:
    page = parse_page(f"<body>{version_3()}{MASTHEAD}<footer><p>An official website of the Bureau of Teapots</p></footer>")
    assert len(banner.find_all(page)) == 1


def test_two_banners_are_found_in_page_order() -> None:
    page = parse_page(f"<body>{own('An official website of the State of Freedonia')}<hr>{MASTHEAD}{version_3()}")
    assert [one.kind for one in banner.find_all(page)] == ["us-state", "us-federal-gov"]


def test_example_on_a_documentation_page_is_no_second_banner() -> None:
    page = parse_page(f"<body>{version_3()}<main><h1>Banner</h1>{own(FEDERAL)}</main>")
    assert len(banner.find_all(page)) == 1


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("sentence", FEDERAL),
        ("toggle", "Here’s how you know"),
        ("domain_heading", "Official websites use .gov"),
        ("domain_text", "A .gov website belongs to an official government organization."),
        ("https_heading", "Secure .gov websites use HTTPS"),
        (
            "https_text",
            "A lock ( Lock ) or https:// means you’ve safely connected to the .gov website. "
            "Share sensitive information only on official, secure websites.",
        ),
    ],
)
def test_texts_are_those_of_the_page(field: str, expected: str) -> None:
    assert text(getattr(found(version_3()), field)) == expected


@pytest.mark.parametrize(
    ("domain", "field", "expected"),
    [
        (NEW_DOMAIN.replace("<br>", " "), "domain_heading", "Official websites use .gov"),
        (NEW_DOMAIN.replace("<br>", " "), "domain_text", "A .gov website belongs to an official government organization."),
        (
            OLD_DOMAIN + "<br>Before sharing, look twice.",
            "domain_text",
            "Federal government websites often end in .gov or .mil. Before sharing, look twice.",
        ),
        ("Official websites use .gov", "domain_text", None),
    ],
)
def test_heading_and_text_are_told_apart(domain: str, field: str, expected: str | None) -> None:
    value = getattr(found(version_3(domain=domain)), field)
    assert (value and value.text) == expected


def test_lock_sentence_is_whole_when_the_icon_is_hidden() -> None:
    https = NEW_HTTPS.replace("<svg>", '<svg style="display:none">')
    assert text(found(version_3(https=https)).https_text).startswith("A lock ( Lock ) or https:// means")


def test_toggle_is_the_button_and_not_the_copy_of_its_words() -> None:
    toggle = found(version_3()).toggle
    assert isinstance(toggle, Fragment)
    assert toggle.element.tag == "button"


def test_toggle_in_the_sentences_line_is_cut_off() -> None:
    toggle = '<a href="#c" aria-controls="c">An official website of Teapot County. Here’s how you know</a>'
    body = f'{toggle}<div id="c">{NEW_DOMAIN}<br>{NEW_HTTPS}</div>'
    value = found(body)
    assert (text(value.sentence), text(value.toggle)) == ("An official website of Teapot County.", "Here’s how you know")


def test_toggle_with_other_words_is_known_by_what_it_opens() -> None:
    assert text(found(version_3().replace("Here’s how you know", "La manera de verificarlo")).toggle) == "La manera de verificarlo"


def test_panel_is_what_the_toggle_opens() -> None:
    panel = found(version_3()).panel
    assert panel is not None
    assert panel.get("id") == "gov-banner-default"


def test_guidance_far_from_the_sentence_is_found_through_the_toggle() -> None:
    rows = "".join(f"<div>Menu {number}</div>" for number in range(60))
    body = f'<div>{FEDERAL} <button aria-controls="far">How you know</button></div>{rows}<div id="far">{NEW_DOMAIN}<br>{NEW_HTTPS}</div>'
    assert found(body).kind == "us-federal-gov"


@pytest.mark.parametrize(
    ("body", "generation"),
    [
        (version_3(), "uswds-3"),
        (VERSION_2, "uswds-2"),
        (VERSION_1, "uswds-1"),
        (own(FEDERAL), "own"),
        ("<usa-banner></usa-banner>", "web-component"),
    ],
    ids=["3", "2", "1", "own", "element"],
)
def test_generation(body: str, generation: str) -> None:
    assert found(body).generation == generation


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        (FEDERAL, "en"),
        ("Un sitio oficial del Gobierno de Estados Unidos", "es"),
        ("Un sitio web oficial del gobierno de los Estados Unidos", "es"),
        ("Un site officiel du gouvernement des États-Unis", "fr"),
        ("美国政府的官方网站", "zh"),
        ("Isang opisyal na website ng gobyerno ng Estados Unidos", "tl"),
        ("Trang web chính thức của Chính phủ Hoa Kỳ", "vi"),
    ],
)
def test_language_comes_from_the_sentence(sentence: str, language: str) -> None:
    assert found(version_3(sentence), lang="ja").language == language


def test_language_of_an_unknown_sentence_is_that_of_the_page() -> None:
    assert found(version_3("Oficjalna strona rządu"), lang="pl-PL").language == "pl"


def test_language_of_a_component_is_its_own() -> None:
    assert found('<usa-banner lang="es"></usa-banner>').language == "es"


@pytest.mark.parametrize(
    ("body", "tld"),
    [
        (version_3(), "gov"),
        (VERSION_1, "gov"),
        (own("An official website of New York State", NEW_DOMAIN.replace(".gov", "ny.gov")), "gov"),
        (version_3(domain="", https=""), None),
        ('<usa-banner tld="mil"></usa-banner>', "mil"),
        ('<usa-banner tld=".mil"></usa-banner>', "gov"),
        ('<va-official-gov-banner tld=".mil"></va-official-gov-banner>', None),
        ("<usa-banner></usa-banner>", None),
    ],
)
def test_top_level_domain(body: str, tld: str | None) -> None:
    assert found(body).tld == tld


@pytest.mark.parametrize(
    "sentence",
    ["An unofficial website of the United States government", "Not an official website of the United States government"],
)
def test_negated_sentences_are_recognised_as_such(sentence: str) -> None:
    assert found(version_3(sentence)).is_negated


def test_plain_sentence_is_not_negated() -> None:
    assert not found(version_3()).is_negated


def test_component_without_text_cannot_tell() -> None:
    assert found("<usa-banner></usa-banner>").sentence is RENDERED_BY_SCRIPT


def test_slot_gives_its_text() -> None:
    assert text(found('<usa-banner><div slot="domain-text">A <b>.mil</b> website</div></usa-banner>').domain_text) == "A .mil website"


def test_slot_leaves_the_other_texts_to_the_script() -> None:
    assert found('<usa-banner><div slot="domain-text">A .mil website</div></usa-banner>').https_text is RENDERED_BY_SCRIPT


def test_declarative_shadow_root_gives_the_texts() -> None:
    assert text(found(f'<usa-banner><template shadowrootmode="open">{version_3()}</template></usa-banner>').sentence) == FEDERAL


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/a/us_flag.svg" alt="">',
        '<img src="x.png" alt="U.S. flag">',
        "<svg><title>US flag</title></svg>",
        '<picture><source srcset="us_flag.webp"></picture>',
    ],
)
def test_flag_of_own_markup(image: str) -> None:
    assert found(f"<div class=top>{image}<p>{FEDERAL}</p></div>{MASTHEAD}").flag is not None


@pytest.mark.parametrize("image", ['<img src="data:image/png;base64,aflaga" alt="">', '<img src="/lock.svg" alt="">'])
def test_other_images_are_no_flag(image: str) -> None:
    assert found(f"<div class=top>{image}<p>{FEDERAL}</p></div>{MASTHEAD}").flag is None


def test_label_is_that_of_the_region() -> None:
    assert found(version_3()).label == "Official website of the United States government"


def test_label_by_reference() -> None:
    section = f'<section class="usa-banner" aria-labelledby="t"><h2 id="t">Notice</h2><p>{FEDERAL}</p></section>'
    assert found(section).label == "Notice"


@pytest.mark.parametrize(
    ("https", "expected"),
    [(NEW_HTTPS, True), (OLD_HTTPS, True), ("<strong>The site is secure.</strong><br>skip-link", False)],
)
def test_https_notice_needs_https_or_the_lock(https: str, expected: bool) -> None:
    assert found(own("An official website of Teapot County", OLD_DOMAIN, https)).has_https_notice is expected


def test_footer_sentence_counts_where_nothing_else_is_a_banner() -> None:
    rows = "".join(f"<p>Row {number}</p>" for number in range(30))
    assert found(f"{MASTHEAD}{rows}<footer><p>The Official Website of the Freedonia Judiciary</p></footer>").kind == "partial"


def test_summary_that_is_the_sentence_is_the_toggle() -> None:
    toggle = found(f"<details><summary>An official website of Teapot County</summary>{NEW_DOMAIN}<br>{NEW_HTTPS}</details>").toggle
    assert isinstance(toggle, Fragment)
    assert toggle.element.tag == "summary"


def test_guidance_in_a_modal_window_does_not_make_the_whole_page_the_banner() -> None:
    modal = f'<div class="modal"><div>{NEW_DOMAIN}</div><div>{NEW_HTTPS}</div></div>'
    value = found(f'<div id="bar">An official website of the State of Freedonia <a href="#">How you know</a></div>{modal}')
    assert value.element.get("id") == "bar"


def test_site_name_before_the_sentence_is_allowed() -> None:
    assert found("<p>Freedonia.gov - The official web site of the State of Freedonia</p>").kind == "partial"


def test_usa_gov_link_of_old_footers_is_no_sentence() -> None:
    assert find(f"{MASTHEAD}<div class=footer><p>USA.gov: The U.S. Government's Official Web Portal</p></div>") is None


def test_disclaimer_in_the_footer_is_no_banner() -> None:
    assert find(f"{MASTHEAD}<footer><p>This is not an official government website.</p></footer>") is None


def test_framework_element_with_served_markup_is_read_as_that_markup() -> None:
    assert found(f"<usa-banner>{version_3()}</usa-banner>").kind == "us-federal-gov"


@pytest.mark.parametrize(
    ("body", "government"),
    [
        (version_3(), "federal"),
        (version_3("An Official Government Website"), "unknown"),
        (version_3("An official website of the Teapot County government"), "state"),
        ("<usa-banner></usa-banner>", "federal"),
        ('<usa-banner><span slot="banner-text">A site of the Teapot School District</span></usa-banner>', "unknown"),
        ('<usa-banner><span slot="banner-text">An official website of the United States government</span></usa-banner>', "federal"),
    ],
)
def test_government_is_unknown_where_the_sentence_names_none(body: str, government: str) -> None:
    assert found(body).government == government


@pytest.mark.parametrize("more", ["<nav><a href=/pots>Pots</a></nav>", "<form><input name=q></form>", "<h1>Teapots</h1>"])
def test_site_header_around_a_banner_is_no_part_of_it(more: str) -> None:
    line = f'<p><img src="flag.png" alt="Flag"> {FEDERAL} <a href="#proof">Here\'s how you know</a></p>'
    proof = f'<div id="proof"><p>{NEW_DOMAIN}</p><p>{NEW_HTTPS}</p></div>'
    value = found(f'<div aria-label="Site header"><div class="top">{line}</div>{more}{proof}</div>')
    assert value.element.get("class") == "top"
    assert (value.kind, value.label) == ("us-federal-gov", None)
    assert value.flag is not None
