"""Count the questions of a feedback form; yes or no and an open question need no number."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Feedback, Miss, comparable

NUMBER = re.compile(r"\bOMB\b.{0,60}?(?<![\d-])(\d{4} ?- ?\d{4})(?![\d-])", re.IGNORECASE)
EXPIRES = re.compile(r"\bexp(?:\b|ires?\b|iration|iry|iring)", re.IGNORECASE)
BUTTONS = "buttons"
FREE = 3  # yes or no, one open question, and one that only one of the two answers leads to


def check(context: Context, feedback: Feedback) -> Iterator[Miss]:
    questions = {_question(field.element) for field in feedback.fields}
    if any(one.startswith("choice") for one in questions):
        questions.discard(BUTTONS)  # they send the answers
    number, text = _number(context.document, feedback.element)
    if number is None and len(questions) > FREE:
        yield Miss(str(len(questions)), reason="missing-number")
    elif number is not None and not EXPIRES.search(text):
        yield Miss(number, reason="missing-expiration")


def _question(control: Element) -> str:
    """Return what tells questions apart; buttons and links are all answers to the first question."""
    kind = control.get("type", "text").lower() if control.tag == "input" else control.tag
    if kind in ("submit", "button", "image", "a"):
        return BUTTONS
    if kind in ("radio", "checkbox"):
        return f"choice {control.get('name', '')}"
    return f"{kind} {control.get('name', '')} {control.get('id', '')}"


def _number(document: Document, form: Element) -> tuple[str | None, str]:
    """Return the number and the text that it stands in: the form's, else a line of the page and those after it."""
    text = comparable(document.dom_text(form))
    if found := NUMBER.search(text):
        return found[1], text
    for place, line in enumerate(document.lines):
        if "OMB" in line.text and (found := NUMBER.search(comparable(line.text))):
            return found[1], " ".join(one.text for one in document.lines[place : place + 3])
    return None, ""
