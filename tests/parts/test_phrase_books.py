"""The books of examples beside the parts: what rules tell people to write is recognised when they do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govpagecheck import Page, Ruleset, check_page
from govpagecheck.parse import parse_page
from govpagecheck.parts import archive_notice, dates, feedback
from govpagecheck.rules.phrases import Phrase, load_phrase_book
from govpagecheck.rules.places import data_root


def phrases(book: str, *keys: str) -> list[Phrase]:
    found = load_phrase_book(data_root() / "phrases" / f"{book}.toml").phrases
    return [phrase for phrase in found if phrase.key in (keys or {one.key for one in found})]


def written(phrase: Phrase) -> str:
    return phrase.text.replace("{name}", "Harbors.gov")


@pytest.mark.parametrize("phrase", phrases("archive-notices", "notice"), ids=lambda phrase: phrase.text)
def test_notices_of_the_book_are_notices(phrase: Phrase) -> None:
    notice = archive_notice.find(
        parse_page(f"<html lang={phrase.language}><main><h1>Piers</h1><p>{written(phrase)}</p><p>Text.</p></main>")
    )
    assert notice is not None
    assert notice.text == written(phrase)


@pytest.mark.parametrize("phrase", phrases("archive-notices", "heading"), ids=lambda phrase: phrase.text)
def test_headings_of_the_book_head_a_notice(phrase: Phrase) -> None:
    text = "<p>The archive contains outdated information.</p>"
    notice = archive_notice.find(parse_page(f"<main><div><h2>{phrase.text}</h2>{text}</div><h1>Pier archive</h1></main>"))
    assert notice is not None
    assert notice.heading is not None
    assert notice.heading.text == phrase.text


@pytest.mark.parametrize("phrase", phrases("feedback-prompts", "prompt"), ids=lambda phrase: phrase.text)
def test_questions_of_the_book_are_prompts(phrase: Phrase) -> None:
    page = f"<form><fieldset><legend>{phrase.text}</legend><button>1</button><button>2</button></fieldset></form>"
    found = feedback.find(parse_page(page))
    assert found is not None
    assert (found.kind, found.prompt and found.prompt.text) == ("prompt", phrase.text)


@pytest.mark.parametrize("phrase", phrases("feedback-prompts", "follow-up"), ids=lambda phrase: phrase.text)
def test_questions_after_no_are_follow_ups(phrase: Phrase) -> None:
    page = f"<form><p>Was this page helpful?</p><button>Yes</button><button>No</button><p>{phrase.text}</p></form>"
    found = feedback.find(parse_page(page))
    assert found is not None
    assert found.has_follow_up


@pytest.mark.parametrize("phrase", phrases("date-labels"), ids=lambda phrase: phrase.text)
def test_labels_of_the_book_are_labels(phrase: Phrase) -> None:
    [mark] = dates.find(parse_page(f"<main><h1>Piers</h1><p>{phrase.text} 2024-06-12</p></main>")).visible
    assert mark.kind == phrase.key
    assert mark.iso == "2024-06-12"


ASKED = "<form><fieldset><legend>¿Fue útil esta página?</legend><button>Sí</button><button>No</button></fieldset></form>"
NEWS = "<h1>Nuevo muelle</h1><p>El muelle abre el lunes.</p>"
CHANGED = '<meta property="article:published_time" content="2024-05-08"><meta property="article:modified_time" content="2024-06-12">'


@pytest.mark.parametrize(
    ("rule", "language", "markup", "quoted"),
    [
        ("feedback-present", "es", NEWS, "“¿Fue útil esta página?”"),
        ("feedback-present", "fr-CA", NEWS, "“Avez-vous trouvé ce que vous cherchiez?”"),
        ("feedback-present", "en", NEWS, "“Was this page helpful?”"),
        ("feedback-present", "vi", NEWS, "“Was this page helpful?”"),
        ("feedback-present", "es", f'{NEWS}<a href="/f">Feedback</a>', "“¿Fue útil esta página?”"),
        ("feedback-complete", "es", ASKED, "“¿Cómo podemos mejorar esta página?”"),
        (
            "feedback-privacy-warning",
            "es",
            "<form><p>¿Fue útil esta página?</p><textarea></textarea></form>",
            "“Para proteger su privacidad",
        ),
        ("archive-notice-present", "es", f"<body class=archived>{NEWS}", "“Esta página está archivada y ya no se actualiza.”"),
        (
            "archive-notice-wording",
            "es",
            f"{NEWS}<p>Esta página ha sido archivada.</p>",
            "“Esta página está archivada y ya no se actualiza.”",
        ),
        ("dates-published", "es", NEWS, "“Publicado el 8 de mayo de 2024”"),
        ("dates-published", "fr", CHANGED + NEWS, "“Publié le 8 mai 2024”"),
        ("dates-updated", "es", CHANGED + NEWS, "“Actualizado el 12 de junio de 2024”"),
        ("dates-updated", "en", CHANGED + NEWS, "“Updated June 12, 2024”"),
    ],
)
def test_messages_quote_in_the_language_of_the_page(us_federal: Ruleset, rule: str, language: str, markup: str, quoted: str) -> None:
    page = f"<!doctype html><html lang={language}><title>Nuevo muelle</title>{markup}"
    report = check_page(Page(page.encode(), path="page.html"), replace(us_federal, page_type="news"))
    [result] = [one for one in report.results if one.rule == rule]
    assert any(quoted in finding.message for finding in result.findings), result.findings
