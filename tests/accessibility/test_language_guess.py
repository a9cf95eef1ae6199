"""Is a text in its declared language: sure answers only, by script and by common words."""

import pytest

from govpagecheck.accessibility.language_guess import compare_language
from govpagecheck.accessibility.language_text import languages_of_text, prose_by_language
from govpagecheck.parse import parse_page

ENGLISH = (
    "The river ferries run every half hour from the first of April until the end of October. Tickets are sold on board, and children "
    "under six years travel free of charge. If the water is too high, the boats stay in the harbor and a notice is put up on the pier."
)
SPANISH = (
    "Los transbordadores del río salen cada media hora desde el primero de abril hasta el final de octubre. Los boletos se venden a bordo "
    "y los niños menores de seis años viajan gratis. Si el agua está demasiado alta, los barcos se quedan en el puerto."
)


@pytest.mark.parametrize(
    ("text", "tag", "found", "is_sure"),
    [
        (ENGLISH, "es", "English", True),
        (ENGLISH, "ht", "English", True),  # no words of Haitian are listed
        (SPANISH, "en-US", "Spanish", True),
        ("Todos los días sale un barco a la isla", "en", "Spanish", False),
        ("There is no ferry before seven in the morning", "fr", "English", False),
        ("Расписание паромов на зиму", "en", "Cyrillic letters", False),
        ("渡輪時刻表", "es", "Chinese characters", False),
        ("Spanish", "es", "English", False),
    ],
)
def test_differs(text: str, tag: str, found: str, is_sure: bool) -> None:
    comparison = compare_language(text, tag)
    assert (comparison.verdict, comparison.found, comparison.is_sure) == ("differs", found, is_sure)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (SPANISH, "es-MX"),
        (SPANISH, "ca"),  # near languages are not told apart
        ("Kreyòl Ayisyen", "ht"),
        ("Español", "es"),
        ("Español", "en"),  # a name
        ("NASA", "ru"),
        ("Bateau-phare Ambrose", "fr"),
        ("渡輪時刻表", "zh-Hant"),
        ("渡し船の時刻表", "ja"),
        ("Raspored trajekata", "sr-Latn"),
        (ENGLISH, "zxx"),
        (ENGLISH, "qaa"),
        ("", "en"),
        ("12:30 – 14:15 | § 4", "es"),
        ("ferry@example.gov www.example.gov/the/and/of/to", "es"),
    ],
)
def test_agrees_also_where_nothing_speaks_against_it(text: str, tag: str) -> None:
    assert compare_language(text, tag).verdict == "agrees"


@pytest.mark.parametrize(("text", "tag"), [("Ferry Over Water", "es"), ("Under the Bridge", "de"), (f"{SPANISH} {ENGLISH}", "en")])
def test_names_and_mixed_texts_are_not_judged(text: str, tag: str) -> None:
    assert compare_language(text, tag).verdict in ("unclear", "agrees")


def test_text_belongs_to_the_nearest_lang() -> None:
    document = parse_page(
        "<html lang=en><title>Ferries</title><p>Boats <b>go</b> <i lang=es>ya <u>salen</u> <s lang=en>now</s> hoy</i> often"
        "<p lang=fr hidden>caché<p lang=fr style='position:absolute;left:-999px'>Bateau<p lang=de aria-hidden=true>Boot"
        "<p lang=it><img alt=barca><code>if</code><input placeholder=nome><p lang=nl><img alt=''>"
    )
    texts = {element.get("lang", "") + str(number): text for number, (element, text) in enumerate(languages_of_text(document).items())}
    assert texts == {
        "en0": "Ferries Boats often go",
        "es1": "ya hoy salen",
        "en2": "now",
        "fr3": "",
        "fr4": "Bateau",
        "de5": "Boot",
        "it6": "barca if nome",
        "nl7": "",
    }
    assert list(prose_by_language(document).values())[6] == "barca nome"
