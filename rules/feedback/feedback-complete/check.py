"""What a question about the page needs: answers, a way to send them, a group with a name, a question after "No"."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Feedback, Miss, example_of, word_count

_LEAVES = re.compile(r"cancel|close|reset|dismiss|hide|back|cancelar|cerrar|×|x", re.IGNORECASE)
_NO = re.compile(r"no\b|not\b|non\b|nein\b|thumbs down", re.IGNORECASE)
_GROUPS = ("group", "radiogroup", "region", "form", "complementary")


def check(context: Context, feedback: Feedback) -> Iterator[Miss | CannotTell]:
    document = context.document
    names = {control: _name(document, control) for control in feedback.controls}
    answers = [control for control, name in names.items() if not _LEAVES.fullmatch(name)]
    choices = [one for one in answers if one.tag == "select" or one.get("type") in ("radio", "checkbox")]
    is_open = feedback.has_free_text and feedback.submit is not None
    if len(answers) < 2 and not is_open and not any(one.tag == "select" for one in answers):
        if _has_web_component(feedback):
            yield CannotTell("rendered-by-script", "web components hold the answers; the served markup does not")
        yield Miss(found="one answer" if answers else "no answers", reason="too-few-answers")
    sends = feedback.submit is not None or len(choices) < len(answers) or any(one.get("onchange") or one.get("onclick") for one in choices)
    if not sends:
        yield Miss(found="radio buttons, checkboxes or a select", reason="no-submit")
    if len(answers) > 1 and not any(map(_has_named_group, answers)) and not all(word_count(names[one]) > 2 for one in answers):
        yield Miss(found=", ".join(f"“{names[one]}”" for one in answers[:5] if names[one]), reason="not-grouped")
    refusal = next((names[one] for one in answers if _NO.match(names[one])), None)
    if refusal and not feedback.has_follow_up and not feedback.has_free_text:
        yield Miss(refusal, reason="no-follow-up", words={"example": example_of(context, "feedback-prompts", "follow-up")})


def _name(document: Document, control: Element) -> str:
    """Return what a control is called: its own text, its label, or its value."""
    label = document.closest(control, "label")
    identifier = control.get("id")
    if label is None and identifier:
        label = next((one for one in document.index.by_tag["label"] if one.get("for") == identifier), None)
    said = control.get("aria-label") or ("" if control.tag == "select" else document.exposed_text(control))
    return said or (document.exposed_text(label) if label is not None else "") or control.get("value") or ""


def _has_web_component(feedback: Feedback) -> bool:
    parent = feedback.element.getparent()
    around = feedback.element if parent is None or parent.tag in ("body", "main") else parent
    return any(isinstance(one.tag, str) and "-" in one.tag for one in around.iterdescendants())


def _has_named_group(answer: Element) -> bool:
    for one in answer.iterancestors():
        if one.tag in ("body", "main"):
            return False
        if one.tag == "fieldset" and next(one.iterchildren("legend"), None) is not None:
            return True
        is_group = one.get("role") in _GROUPS or one.tag in ("fieldset", "section", "form", "aside")
        if is_group and (one.get("aria-label") or one.get("aria-labelledby")):
            return True
    return False
