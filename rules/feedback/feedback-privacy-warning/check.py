"""Look for the sentence about personal data, and for a link to the privacy policy in the form or beside the sentence."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Document, Element, Feedback, Miss, comparable, example_of

SENTENCE = re.compile(
    r"\b(?:not|don't|never|avoid|without|no|refrain)\b.{0,80}"
    r"\b(?:personal(?:ly)?|private|sensitive|confidential|PII|social security|medical)\b"
    r"|\bno (?:incluya|ingrese|escriba|proporcione|comparta|env[ií]e)\b.{0,80}\b(?:personal|privad|confidencial)"
    r"|\bn'(?:incluez|inscrivez) (?:pas|aucun).{0,80}\bpersonnel",
    re.IGNORECASE,
)
PRIVACY = re.compile(r"privacy|privacidad|confidentialit", re.IGNORECASE)


def check(context: Context, feedback: Feedback) -> Iterator[Miss]:
    document = context.document
    field = next(feedback.element.iter("textarea"), None)
    if field is not None and SENTENCE.search(comparable(field.get("placeholder", ""))):
        return
    lines = (line for line in document.lines if len(line.text) < 1000)
    line = next((line for line in lines if SENTENCE.search(comparable(line.text))), None)
    if line is None:
        yield Miss("", example_of(context, "feedback-prompts", "privacy"), "missing-sentence", field)
    elif not any(_links_privacy(document, one) for one in (feedback.element, *islice(line.element.iterancestors(), 2))):
        yield Miss(line.text, reason="missing-privacy-link", element=line.element)


def _links_privacy(document: Document, element: Element) -> bool:
    if element.tag in ("body", "main", "html"):
        return False
    return any(PRIVACY.search(f"{document.dom_text(link)} {link.get('href', '')}") for link in element.iter("a"))
