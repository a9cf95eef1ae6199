"""Feedback: questions, forms, vendors' widgets and links, and the texts that only look like them."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import feedback
from govpagecheck.parts.feedback import Feedback

QUESTION = (
    '<div class="page-feedback"><form action="/say"><fieldset><legend>Was this page helpful?</legend>'
    '<input type="radio" name="h" id="y"><label for="y">Yes</label><input type="radio" name="h" id="n"><label for="n">No</label></fieldset>'
    '<label for="w">How can the content be improved?</label><textarea id="w"></textarea><input type="hidden" name="t">'
    '<button type="submit">Submit</button></form></div>'
)
BUTTONS = "<div><p>Is this page useful?</p><button>Yes</button><button>No</button></div>"
TITLED_FORM = (
    '<fieldset><legend>Add feedback</legend><form action="/say"><textarea name="t"></textarea>'
    '<input type="submit" value="Go"></form></fieldset>'
)
LINK = '<footer><a href="/feedback">Website feedback</a></footer>'
WIDGET = '<script src="https://touchpoints.app.cloud.gov/touchpoints/a1b2.js"></script>'


def given(markup: str) -> Feedback:
    found = feedback.find(parse_page(f"<body><h1>Kettle permits</h1>{markup}"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "question",
    [
        "Was this page helpful?",
        "Was this page helpful? Yes No",
        "Is this page useful?",
        "Did you find this page helpful?",
        "Was the information on this page useful?",
        "Did you find what you were looking for?",
        "How would you rate your experience on this site?",
        "Is there anything wrong with this page?",
        "Report a problem on this page",
        "¿Le ha sido útil esta página?",
        "¿Encontró lo que buscaba?",
        "Avez-vous trouvé ce que vous cherchiez?",
        "Cette page a-t-elle été utile ?",
        "Quanto sono chiare le informazioni su questa pagina?",
    ],
)
def test_a_question_about_the_page_is_a_prompt(question: str) -> None:
    assert given(f"<p>{question}</p>").kind == "prompt"


@pytest.mark.parametrize("markup", [QUESTION, BUTTONS, TITLED_FORM])
def test_a_question_or_titled_form_with_controls_is_a_prompt(markup: str) -> None:
    assert given(markup).kind == "prompt"


@pytest.mark.parametrize(
    ("markup", "prompt"),
    [
        (QUESTION, "Was this page helpful?"),
        ("<p>Was this page helpful? Yes | No</p>", "Was this page helpful?"),
        (TITLED_FORM, "Add feedback"),
    ],
)
def test_prompt_is_the_question_or_title_alone(markup: str, prompt: str) -> None:
    found = given(markup).prompt
    assert found is not None
    assert found.text == prompt


def test_a_question_goes_before_a_titled_form() -> None:
    found = given(TITLED_FORM + QUESTION).prompt
    assert found is not None
    assert found.text == "Was this page helpful?"


@pytest.mark.parametrize(("markup", "tags"), [(QUESTION, ["input", "input"]), (BUTTONS, ["button", "button"]), (TITLED_FORM, [])])
def test_controls_are_the_answers(markup: str, tags: list[str]) -> None:
    assert [one.tag for one in given(markup).controls] == tags


@pytest.mark.parametrize(("markup", "tag"), [(QUESTION, "button"), (TITLED_FORM, "input"), (BUTTONS, None)])
def test_submit_is_the_control_that_sends(markup: str, tag: str | None) -> None:
    found = given(markup).submit
    assert (found.tag if found is not None else None) == tag


@pytest.mark.parametrize(("markup", "action"), [(QUESTION, "/say"), (TITLED_FORM, "/say"), (BUTTONS, None)])
def test_form_is_the_form_of_the_prompt(markup: str, action: str | None) -> None:
    found = given(markup).form
    assert (found.get("action") if found is not None else None) == action


def test_the_search_form_of_the_page_is_not_the_form_of_the_prompt() -> None:
    assert given(f'<form action="/search"><input type="search" name="q"></form>{BUTTONS}').form is None


@pytest.mark.parametrize(("markup", "expected"), [(QUESTION, True), (TITLED_FORM, True), (BUTTONS, False)])
def test_free_text_is_seen(markup: str, expected: bool) -> None:
    assert given(markup).has_free_text is expected


@pytest.mark.parametrize(
    ("markup", "expected"), [(QUESTION, True), (BUTTONS, False), (BUTTONS + "<p>Tell us why kettles matter.</p>", False)]
)
def test_a_follow_up_is_a_question_in_the_prompts_region(markup: str, expected: bool) -> None:
    assert given(markup).has_follow_up is expected


@pytest.mark.parametrize(
    "text",
    ["Feedback", "Website Feedback", "Site feedback", "Internet Site Feedback", "Give us your feedback", "Feedback form", "Website survey",
     "Report a problem with this page", "Report a problem or mistake on this page", "Is there anything wrong with this page?",
     "Tell us what you think", "Take our survey"],
)  # fmt: skip
def test_a_link_about_the_site_or_page_is_a_link(text: str) -> None:
    assert given(f'<a href="/x">{text}</a>').kind == "link"


def test_a_sentence_that_sends_to_the_contact_page_for_feedback_is_a_link() -> None:
    assert given('<p><a href="/contact">Contact us</a> to ask a question, provide feedback, or report a problem.</p>').kind == "link"


def test_a_titled_form_in_a_dialog_is_only_linked() -> None:
    assert given(f'<div role="dialog"><h2>Please send us your feedback</h2>{TITLED_FORM}</div>').kind == "link"


SETTINGS = '<script type="application/json">{"hosts": "surveymonkey.com"}</script>'


@pytest.mark.parametrize(
    ("markup", "vendor"),
    [
        (WIDGET, "Touchpoints"),
        ('<button id="fba-button" class="fba-button">Feedback</button>', "Touchpoints"),
        ('<script src="/js/foresee/foresee-trigger.js"></script>', "ForeSee"),
        ('<div id="block-foresee"></div>', "ForeSee"),
        ('<script src="https://zn1.siteintercept.qualtrics.com/SIE/?Q_ZID=ZN_1"></script>', "Qualtrics"),
        ('<script>window.lightningjs = "//w.usabilla.com/1.js"</script>', "Usabilla"),
        ('<script src="//nebula-cdn.kampyle.com/wus/1.js"></script>', "Medallia"),
        ('<script type="application/json">{"survey":{"url":"https:\\/\\/www.surveymonkey.com\\/s\\/KETTLES"}}</script>', "SurveyMonkey"),
        ('<script type="application/json">{"hosts": "(surveymonkey\\\\.com)|(example\\\\.gov)"}</script>', "SurveyMonkey"),
    ],
)
def test_a_vendors_script_settings_or_element_is_a_widget(markup: str, vendor: str) -> None:
    assert (given(markup).kind, given(markup).text) == ("widget", vendor)


@pytest.mark.parametrize(("markup", "kind"), [(LINK + WIDGET + QUESTION, "prompt"), (LINK + WIDGET, "widget"), (LINK + SETTINGS, "link")])
def test_prompt_goes_before_widget_before_link(markup: str, kind: str) -> None:
    assert given(markup).kind == kind


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/contact">Contact us</a>',
        '<a href="/rules/9/comment">Submit a comment</a>',
        '<a href="/kettles">Community Feedback</a>',
        '<a href="/survey">Geological Survey</a>',
        "<p>Teams provide feedback to local officials.</p>",
        '<p>Provide feedback on the <a href="/draft">draft kettle plan</a>.</p>',
        "<p>The damage was not foreseeable. A useful page of helpful answers.</p>",
        "<script>var note = 'unforeseeable delays';</script>",
        "<div>Rate this translation</div><div>Your feedback will be used to help improve Google Translate</div>",
        "<p>Did you not find what you were looking for? Try the advanced search.</p>",
        "<div hidden><p>Was this page helpful?</p></div>",
        "<!-- Was this page helpful? -->",
        "<h2>Feedback</h2><p>Feedback on kettles was good.</p>",
        '<h2>Feedback</h2><form action="/search"><input type="search" name="q"></form>',
        '<a href="https://www.surveymonkey.com/r/KETTLES">Kettle census</a>',
        '<script>load("//static.hotjar.com/c/hotjar-1.js")</script>',
    ],
)
def test_what_only_looks_like_feedback_is_none(markup: str) -> None:
    assert feedback.find(parse_page(f"<body><h1>Kettle permits</h1>{markup}")) is None
