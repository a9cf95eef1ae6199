"""Required links: labels that count, in whole words, and addresses that lead somewhere."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import links


def of(markup: str) -> dict[str, list[str]]:
    found = links.find(parse_page(f"<!doctype html><body>{markup}"))
    return {key: [one.text for one in fragments] for key, fragments in found.items()}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("About FRB", ("about",)),
        ("About us", ("about",)),
        ("About the Ferry Commission", ("about",)),
        ("Acerca de FRB", ("about",)),
        ("Accessibility statement", ("accessibility",)),
        ("Accessibility/508", ("accessibility",)),
        ("Declaración de accesibilidad", ("accessibility",)),
        ("FOIA requests", ("foia",)),
        ("Freedom of Information Act (FOIA)", ("foia",)),
        ("Solicitud a través de FOIA", ("foia",)),
        ("No FEAR Act Data", ("no-fear",)),
        ("Datos de la ley No FEAR", ("no-fear",)),
        ("Office of the Inspector General", ("oig",)),
        ("FRB Office of Inspector General", ("oig",)),
        ("Oficina del Inspector General", ("oig",)),
        ("Performance reports", ("performance",)),
        ("Budget & Performance", ("performance",)),
        ("Budget, Planning and Performance", ("performance",)),
        ("Informes de desempeño", ("performance",)),
        ("Privacy policy »", ("privacy",)),
        ("Privacy & Security Policy", ("privacy",)),
        ("Privacy Policy (link is external)", ("privacy",)),
        ("Política de privacidad", ("privacy",)),
        ("Visit USA.gov", ("usa-gov",)),
        ("USA.gov: the government's portal", ("usa-gov",)),
        ("Visite USAGov en Español", ("usa-gov",)),
        ("Contact Us", ("contact",)),
        ("Contáctenos", ("contact",)),
        ("Vulnerability Disclosure Policy", ("vulnerability",)),
        ("Terms of Use", ("terms",)),
        ("Privacy Policy and Terms of Use", ("privacy", "terms")),
        ("Accessibility, Privacy & Disclaimers", ("accessibility", "privacy")),
    ],
)
def test_labels(text: str, keys: tuple[str, ...]) -> None:
    assert links.keys_of(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "Fearless women of the harbour",
        "About cats",
        "About Your Jury Duty",
        "Essays",
        "busa.gov",
        "Contact lenses",
        "Protecting your privacy at sea",
        "Privacy for kids",
        "School performance",
        "Performing arts",
        "FOIA Reading Room",
        "Inspector General Smith visits the harbour",
        "Terms of Court",
        "Inaccessibility",
        "",
        "...",
    ],
)
def test_near_misses(text: str) -> None:
    assert links.keys_of(text) == ()


@pytest.mark.parametrize("address", ["#", "", " ", "javascript:void(0)", "mailto:privacy@ferry.example.gov", "#privacy"])
def test_an_address_that_leads_nowhere_is_no_link(address: str) -> None:
    assert of(f"<a href='{address}'>Privacy policy</a>") == {}


def test_contact_may_be_an_email_address() -> None:
    assert of("<a href='mailto:help@ferry.example.gov'>Contact us</a>") == {"contact": ["Contact us"]}


@pytest.mark.parametrize(
    "content",
    [
        "><img alt='Privacy policy'>",
        " aria-label='Privacy policy'><svg></svg>",
        " aria-label='Privacy policy'>Read it",
        ">Privacy <b>policy</b>",
    ],
)
def test_sources_of_the_name(content: str) -> None:
    assert list(of(f"<a href=/p{content}</a>")) == ["privacy"]


@pytest.mark.parametrize(
    "markup",
    ["<a href=/privacy><img></a>", "<a>Privacy policy</a>", "<p>Privacy policy</p>", "<template><a href=/p>Privacy policy</a></template>"],
)
def test_no_link(markup: str) -> None:
    assert of(markup) == {}


def test_any_name_may_follow_about_in_an_identifier() -> None:
    assert list(of("<nav aria-label='Important links,'><a href=/a>About Harbours</a></nav>")) == ["about"]


def test_all_links_of_a_label_are_kept_in_order() -> None:
    assert of("<a href=/1>Privacy</a><a href=/2>Privacy policy</a>") == {"privacy": ["Privacy", "Privacy policy"]}


def test_a_long_run_of_marks_is_read_quickly() -> None:
    assert links.keys_of("privacy " + ">" * 100 + " x") == ()
