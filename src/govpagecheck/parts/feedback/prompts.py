"""Prompts: a question about the page with its answers, or a titled form about the page or site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element, Line
from govpagecheck.parts import Fragment
from govpagecheck.parts.feedback.values import Feedback, Field
from govpagecheck.parts.search import button_name, label_of
from govpagecheck.text import comparable
from govpagecheck.word_search import lines_with

_MAX_ELEMENTS = 600
MAX_LEVELS = 8
_MAX_TITLES = 50

_THING = r"(?:(?:web ?)?(?:page|site)|information|info|article|content|document|answer|guidance)"
_ON_THIS_PAGE = r"(?: (?:on|in) this (?:web ?)?(?:page|site|section))?"
# Every question and title holds one of these; looking for them first keeps long pages quick.
_HINTS = (
    *("helpful", "useful", "feedback", "rate", "find", "problem", "mistake", "wrong", "satisfied", "improve", "think"),
    *("relevant", "easy to", "did this"),
    *("til", "encontr", "buscaba", "trouv", "probl", "chiare", "hilfreich", "¿"),
)
_QUESTION = re.compile(
    r"(?:feedback\s*[:.-]?\s*)?(?:"
    rf"(?:was|is|did you find|do you find) (?:this|the|our) {_THING}{_ON_THIS_PAGE}"
    r" (?:helpful|useful|relevant|easy to (?:use|understand|find))(?: (?:to|for) you)?\s*\?"
    rf"|how (?:helpful|useful) (?:was|is) (?:this|the|our) {_THING}{_ON_THIS_PAGE}\s*\?"
    r"|(?:was|is) this (?:helpful|useful)\s*\?"
    r"|did (?:you find|this (?:page|article|information) (?:answer|help|have)) [^?.!]{0,60}\?"
    r"|(?:please )?rate (?:this|your experience (?:on|with) (?:this|our)) (?:web ?)?(?:page|site)(?: content)?\b[^?.!]{0,30}[?:.]?"
    r"|how (?:do|would) you rate (?:your (?:overall )?experience|this (?:web ?)?(?:page|site)|our (?:web ?)?site)[^?.!]{0,60}\?"
    r"|how satisfied are you with (?:this|our|the) (?:web ?)?(?:page|site)[^?.!]{0,30}\?"
    r"|(?:report|is there|have you found)(?: anything| something| a)?(?: problem| mistake| wrong)(?: or mistake| or error)?"
    r" (?:on|with) this page\s*\??"
    r"|is your feedback about\s*:?\s*\*?"
    r"|this page was (?:not )?helpful because[^?.!]{0,40}"
    r"|¿(?:le|te) (?:ha sido|fue|result[oó]|es|pareci[oó]) (?:[uú]til )?(?:esta|la) (?:p[aá]gina|informaci[oó]n)[^?]{0,30}\?"
    r"|¿(?:fue|es|ha sido) (?:[uú]til )?(?:esta|la) (?:p[aá]gina|informaci[oó]n)[^?]{0,40}\?"
    r"|¿(?:esta p[aá]gina|la informaci[oó]n)[^?]{0,30}[uú]til[^?]{0,20}\?|¿encontr[oó] lo que (?:buscaba|estaba buscando)[^?]{0,20}\?"
    r"|avez-vous trouv[eé] ce que vous cherchiez\s*\?|cette page (?:vous )?a-t-elle [eé]t[eé] utile\s*\?"
    r"|cette page (?:vous )?est-elle utile\s*\?"
    r"|signaler un probl[eè]me (?:ou une erreur )?sur cette page"
    r"|quanto sono chiare le informazioni su questa pagina\s*\?|war diese (?:seite|information) hilfreich\s*\?"
    r")\s*\*?(?:\s*\(?(?:required|optional)\)?)?(?:[\s|/,•👍👎]+(?:yes|no|s[ií]|oui|non)\b){0,3}",
    re.IGNORECASE,
)
# Words that open a form about the page or the site: they need the form beside them.
FORM_TITLE = re.compile(
    r"(?:(?:add|leave|send|submit|give|provide|share|please send)(?: us)?(?: your)? )?(?:(?:web ?)?(?:site|page) )?feedback(?: form)?"
    r"(?: (?:on|about) this (?:web ?)?(?:page|site))?\s*[:!]?"
    r"|(?:please )?(?:send|give|share|tell) us your feedback\s*[:!]?"
    r"|help us improve (?:this|our) (?:web ?)?(?:page|site)\b.{0,40}",
    re.IGNORECASE,
)

_ANSWER = re.compile(
    r"(?:yes|no|s[ií]|oui|non|ja|nein|helpful|not helpful|useful|not useful|somewhat|thumbs (?:up|down)|👍|👎|[1-5](?: stars?)?)\b.{0,40}",
    re.IGNORECASE,
)
_SUBMIT = re.compile(r"(?:submit|send|enviar|envoyer|soumettre|invia|absenden|save|continue)\b.*", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"how (?:can|could|might|should) (?:we|the|this)\b.*\b(?:improve|better|help)"
    r"|(?:was|is) not (?:helpful|useful) because|what went wrong|why (?:not|wasn't|was)"
    r"|(?:please )?tell us (?:more|why|how|what)|what (?:was|were|is) (?:you|missing|wrong|the (?:problem|issue))"
    r"|what (?:can|could) we (?:do|improve)"
    r"|select (?:a|the|your) reason|(?:please )?(?:explain|describe)|any (?:comments|suggestions)"
    r"|let us know (?:how|what|why)|if you have any suggestions"
    r"|c[oó]mo (?:podemos|podr[ií]amos)|qu[eé] (?:estaba buscando|podemos mejorar)|comment (?:pouvons|pourrions)-nous|dites-nous",
    re.IGNORECASE,
)
_WIDGET_RESIDUE = re.compile(r"rate this translation|improve google translate", re.IGNORECASE)
_ABOUT_FEEDBACK = re.compile(r"feedback|helpful|useful|survey|rating|page-?satisf|pft|report-?problem", re.IGNORECASE)


def find_prompt(document: Document) -> Feedback | None:
    """Return the first question, or without one the first titled form."""
    titled: Feedback | None = None
    tried = 0
    for line in lines_that_may_ask(document, _HINTS):
        if _WIDGET_RESIDUE.search(line.text):
            continue
        text = comparable(line.text)
        is_question = _QUESTION.fullmatch(text) is not None
        if not is_question and (titled is not None or tried == _MAX_TITLES or not FORM_TITLE.fullmatch(text)):
            continue
        if document.closest(line.element, "a", "button", "option") is not None or is_in_dialog(line.element):
            continue
        found = _prompt_at(document, line, is_question)
        tried += not is_question
        if is_question and found is not None:
            return found
        titled = titled or found
    return titled


def lines_that_may_ask(document: Document, hints: Sequence[str]) -> Iterator[Line]:
    """Yield the visible, short lines that hold one of the words."""
    return (line for _, line in lines_with(document, hints) if not line.is_hidden and len(line.text) <= 200)


def _prompt_at(document: Document, line: Line, is_question: bool) -> Feedback | None:
    region = _region(document, line.element, is_question)
    prompt = Fragment(line.element, line.text[: line.text.find("?") + 1] or line.text)
    if region is None:
        return Feedback(line.element, "prompt", prompt, text=line.text) if is_question else None
    form = document.closest(region, "form")
    if form is None or not is_small(form):
        form = next(region.iter("form"), None)
    controls: list[Element] = []
    submit: Element | None = None
    fields = _controls(document, region)
    for control in fields:
        if submit is None and _is_submit(document, control):
            submit = control
        elif not _is_free_text(control):
            controls.append(control)
    return Feedback(
        element=region,
        kind="prompt",
        prompt=prompt,
        form=form,
        controls=tuple(controls),
        fields=tuple(Field(one, _name(document, one), one.get("placeholder") or None) for one in fields),
        submit=submit,
        has_free_text=any(_is_free_text(one) for one in region.iter("textarea", "input")),
        has_follow_up=_has_follow_up(document, region, line),
        text=document.dom_text(region),
    )


def _region(document: Document, element: Element, is_question: bool) -> Element | None:
    """Return the smallest element around the question that holds its answers, widened to the block named after feedback."""
    region: Element | None = None
    for one in islice((element, *element.iterancestors()), MAX_LEVELS):
        if one.tag in ("body", "main", "html") or not is_small(one):
            break
        if region is None:
            answers = _controls(document, one)
            if (is_question and sum(1 for control in answers if not _is_free_text(control)) >= 2) or holds_form(one, is_question):
                region = one
        elif one.tag == "form" or _ABOUT_FEEDBACK.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            region = one
    return region


def holds_form(element: Element, is_question: bool) -> bool:
    """True when the element holds a form with something to fill in; a search box beside a title is none."""
    form = element if element.tag == "form" else next(element.iter("form"), None)
    if form is None:
        return is_question and next(element.iter("textarea"), None) is not None
    if next(form.iter("textarea", "select"), None) is not None:
        return True
    return any(one.get("type") in ("radio", "checkbox") for one in form.iter("input"))


def _controls(document: Document, region: Element) -> list[Element]:
    found = []
    for one in region.iter("button", "input", "select", "textarea", "a", "summary"):
        if one.tag == "a":
            is_control = one.get("role") == "button" or _ANSWER.fullmatch(document.exposed_text(one)) is not None
        else:
            is_control = one.tag != "summary" and (one.get("type") or "").lower() not in ("hidden", "reset", "search")
        if is_control:
            found.append(one)
    return found


def _name(document: Document, control: Element) -> str | None:
    """Return what assistive technology calls a control: what labels it, or for a button its own text, value or picture."""
    kind = (control.get("type") or "").lower() if control.tag == "input" else control.tag
    if kind in ("submit", "button", "image"):
        return button_name(document, control)
    return label_of(document, control) or ((document.exposed_text(control) or None) if kind == "a" else None)


def _is_submit(document: Document, control: Element) -> bool:
    label = document.exposed_text(control) or control.get("value") or control.get("aria-label") or ""
    if _SUBMIT.match(label):
        return control.tag in ("button", "input")
    return control.tag == "input" and control.get("type") in ("submit", "image") and not _ANSWER.fullmatch(label)


def _is_free_text(control: Element) -> bool:
    if control.tag == "input":
        return (control.get("type") or "text").lower() in ("text", "email", "tel", "url")
    return control.tag == "textarea"


def _has_follow_up(document: Document, region: Element, prompt: Line) -> bool:
    return any(
        line.element is not prompt.element and _FOLLOW_UP.search(comparable(line.text))
        for line in document.lines
        if len(line.text) < 300 and _is_inside(line.element, region)
    )


def _is_inside(element: Element, region: Element) -> bool:
    return any(one is region for one in (element, *islice(element.iterancestors(), 40)))


def is_in_dialog(element: Element) -> bool:
    """True inside a dialog: what the page itself shows is at most the control that opens it."""
    return any(one.tag == "dialog" or one.get("role") in ("dialog", "alertdialog") for one in (element, *element.iterancestors()))


def is_small(element: Element) -> bool:
    """True when the element can be a region for feedback, not the wrapper of a page."""
    return next(islice(element.iter(etree.Element), _MAX_ELEMENTS, None), None) is None
