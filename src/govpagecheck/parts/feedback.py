"""The way to say what one thinks of the page: a question with answers, a form, a survey vendor's script, or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element, Line
from govpagecheck.parts import Fragment, part
from govpagecheck.parts.search import button_name, label_of
from govpagecheck.text import comparable

_MAX_ELEMENTS = 600
_MAX_LEVELS = 8
_MAX_TITLES = 50
_MAX_SCRIPT = 1_000_000

_THING = r"(?:(?:web ?)?(?:page|site)|information|info|article|content|document|answer|guidance)"
_ON_THIS_PAGE = r"(?: (?:on|in) this (?:web ?)?(?:page|site|section))?"
# Every question and title holds one of these; looking for them first keeps long pages quick.
_HINTS = (
    *("helpful", "useful", "feedback", "rate", "find", "problem", "mistake", "wrong", "satisfied", "improve", "think"),
    *("til", "encontr", "buscaba", "trouv", "probl", "chiare", "hilfreich"),
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
_FORM_TITLE = re.compile(
    r"(?:(?:add|leave|send|submit|give|provide|share|please send)(?: us)?(?: your)? )?(?:(?:web ?)?(?:site|page) )?feedback(?: form)?"
    r"(?: (?:on|about) this (?:web ?)?(?:page|site))?\s*[:!]?"
    r"|(?:please )?(?:send|give|share|tell) us your feedback\s*[:!]?"
    r"|help us improve (?:this|our) (?:web ?)?(?:page|site)\b.{0,40}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:(?:please )?(?:give|send|leave|provide|share|submit|add)(?: us)?(?: your| some)? )?"
    r"(?:(?:on |about |our |this )*(?:internet |intranet )?(?:web ?)?(?:site|page) )?feedback"
    r"(?: (?:form|survey|page))?(?: (?:on|about|for) (?:this|our|the) (?:new )?(?:web ?)?(?:page|site))?"
    r"|(?:[\w'-]+ ){1,3}feedback form"
    r"|(?:take (?:our|the|this) )?(?:web ?site|site|page|user experience|customer satisfaction)(?: (?:user|customer|visitor))?"
    r"(?: satisfaction| feedback)? survey"
    r"|take our (?:web ?site |customer |user )?survey"
    r"|(?:report|is there) (?:a problem(?: or (?:mistake|error))?|an error|an issue|something wrong|anything wrong|a mistake)"
    r" (?:on|with|about) (?:this|the|our) (?:web ?)?(?:page|site)"
    r"|report a (?:web ?site|web ?page|site) (?:problem|issue|error)|report (?:web ?site|site) (?:problems|issues)"
    r"|(?:rate|improve|help us improve|help improve|comment on|comments on|suggestions for) (?:this|our|the) (?:web ?)?(?:page|site)"
    r"|(?:web ?site|site|page) (?:comments|suggestions)(?: (?:and|or|&) (?:comments|suggestions|feedback))?"
    r"|tell us what you think(?: (?:of|about) (?:this|our) (?:web ?)?(?:page|site))?"
    r"|comentarios sobre (?:esta|este|la|el) (?:p[aá]gina|sitio)(?: web)?"
    r"|informar (?:de )?un problema (?:en|con) (?:esta p[aá]gina|este sitio)"
    r"|signaler un probl[eè]me (?:ou une erreur )?sur cette page|vos commentaires sur (?:cette page|ce site)|r[eé]troaction",
    re.IGNORECASE,
)
# A sentence of a footer that sends to the contact page for feedback: "... provide feedback, or report a problem."
_SENTENCE = re.compile(
    r"\b(?:provide|give|send|leave|share|submit)(?: us)?(?: your)?(?: (?:web ?)?site| page)? feedback\b"
    r".*?\b(?:report a problem|(?:web ?)?(?:page|site))\b"
    r"|\bhow (?:can|could) we improve this (?:web ?)?(?:page|site)\b|\bfeedback (?:on|about) (?:this|our) (?:web ?)?(?:page|site)\b",
    re.IGNORECASE,
)

_VENDORS = (
    ("ForeSee", r"foresee(?!able)[\w-]*|answerscloud\.com|\bfsrinvite"),
    ("Medallia", r"medallia|kampyle|nebula-cdn"),
    ("Qualtrics", r"siteintercept\.qualtrics|qualtrics\.com|\bqsi(?:feedback|webresponsive|_s_)"),
    ("Touchpoints", r"touchpoints\.(?:app\.cloud|digital)\.gov|touchpoints-form|\bfba-button"),
    ("Usabilla", r"usabilla"),
    ("SurveyMonkey", r"(?:widget|api)\.surveymonkey\.com|surveymonkey\.com[\\/]+(?:s|r|collect|tr)[\\/]|smcx-sdk"),
    ("Hotjar Surveys", r"(?:surveys?|insights)\.hotjar\.com"),
    ("OpinionLab", r"opinionlab|verint-cdn"),
    ("iPerceptions", r"iperceptions"),
    ("Mopinion", r"mopinion"),
    ("GetFeedback", r"getfeedback\.com"),
)
_VENDOR_HINTS = (
    *("foresee", "answerscloud", "fsrinvite", "medallia", "kampyle", "nebula-cdn", "qualtrics", "qsi", "touchpoints", "fba-button"),
    *("usabilla", "surveymonkey", "smcx", "hotjar", "opinionlab", "verint", "iperceptions", "mopinion", "getfeedback"),
)
_VENDOR = re.compile("|".join(f"(?P<v{number}>{pattern})" for number, (_, pattern) in enumerate(_VENDORS)), re.IGNORECASE)
# A host as it stands in JSON, also as a pattern of hosts: `surveymonkey\\.com`.
_VENDOR_HOST = re.compile(
    r"\b(?:(?P<v0>foresee)|(?P<v1>medallia)|(?P<v2>qualtrics)|(?P<v4>usabilla)|(?P<v5>surveymonkey)|(?P<v7>opinionlab)"
    r"|(?P<v8>iperceptions)|(?P<v9>mopinion)|(?P<v10>getfeedback))\\{0,2}\.com\b",
    re.IGNORECASE,
)
_VENDOR_MARKUP = re.compile(
    r"(?:^|[-_])(?P<v0>foresee|fsrinvite)|(?P<v1>^(?:medallia|kampyle|nebula)[-_])|(?P<v2>^qsifeedback)|(?P<v3>^touchpoints-form|^fba-button)"
    r"|(?P<v4>^usabilla)|(?P<v5>^smcx-)|(?P<v9>^mopinion)",
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


@dataclass(frozen=True)
class Field:
    """Something to fill in, choose or press: what it is called, nothing where it has no name, and its placeholder."""

    element: Element
    name: str | None
    placeholder: str | None


@dataclass(frozen=True)
class Feedback:
    """A way to give feedback. `kind` is `prompt` (question or form), `widget` (a vendor's script) or `link`.

    `text` is what the prompt's region or the link says, for a widget the vendor's name; `controls` are the answers,
    without the submit control and free-text fields; `fields` is everything to fill in, choose or press.
    """

    element: Element
    kind: str
    prompt: Fragment | None = None
    form: Element | None = None
    controls: tuple[Element, ...] = ()
    fields: tuple[Field, ...] = ()
    submit: Element | None = None
    has_free_text: bool = False
    has_follow_up: bool = False
    text: str = ""


@part
def find(document: Document) -> Feedback | None:
    """Return the page's way to give feedback: a prompt rather than a vendor's widget rather than a link.

    Where there is none of them, settings that name a survey vendor's host count as that vendor's widget: the site works
    with it, and what it shows comes by script.
    """
    return _prompt(document) or _widget(document) or _link(document) or _vendor_in_settings(document)


# -- prompts ----------------------------------------------------------------------------------------------------------


def _prompt(document: Document) -> Feedback | None:
    """Return the first question, or without one the first titled form."""
    titled: Feedback | None = None
    tried = 0
    for line in document.lines:
        if not _may_ask(line) or _WIDGET_RESIDUE.search(line.text):
            continue
        text = comparable(line.text)
        is_question = _QUESTION.fullmatch(text) is not None
        if not is_question and (titled is not None or tried == _MAX_TITLES or not _FORM_TITLE.fullmatch(text)):
            continue
        if document.closest(line.element, "a", "button", "option") is not None or _is_in_dialog(line.element):
            continue
        found = _prompt_at(document, line, is_question)
        tried += not is_question
        if is_question and found is not None:
            return found
        titled = titled or found
    return titled


def _may_ask(line: Line) -> bool:
    if line.is_hidden or len(line.text) > 200:
        return False
    lowered = line.text.lower()
    return any(hint in lowered for hint in _HINTS)


def _prompt_at(document: Document, line: Line, is_question: bool) -> Feedback | None:
    region = _region(document, line.element, is_question)
    prompt = Fragment(line.element, line.text[: line.text.find("?") + 1] or line.text)
    if region is None:
        return Feedback(line.element, "prompt", prompt, text=line.text) if is_question else None
    form = document.closest(region, "form")
    if form is None or not _is_small(form):
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
    for one in islice((element, *element.iterancestors()), _MAX_LEVELS):
        if one.tag in ("body", "main", "html") or not _is_small(one):
            break
        if region is None:
            answers = _controls(document, one)
            if (is_question and sum(1 for control in answers if not _is_free_text(control)) >= 2) or _holds_form(one, is_question):
                region = one
        elif one.tag == "form" or _ABOUT_FEEDBACK.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            region = one
    return region


def _holds_form(element: Element, is_question: bool) -> bool:
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


def _is_in_dialog(element: Element) -> bool:
    """True inside a dialog: what the page itself shows is at most the control that opens it."""
    return any(one.tag == "dialog" or one.get("role") in ("dialog", "alertdialog") for one in (element, *element.iterancestors()))


def _is_small(element: Element) -> bool:
    return next(islice(element.iter(etree.Element), _MAX_ELEMENTS, None), None) is None


# -- widgets ----------------------------------------------------------------------------------------------------------


def _widget(document: Document) -> Feedback | None:
    """Return a survey vendor's element, script or settings."""
    for element, number in _vendor_traces(document):
        return Feedback(element, "widget", text=_VENDORS[number][0])
    return None


def _vendor_traces(document: Document) -> Iterator[tuple[Element, int]]:
    index = document.index
    for names in (index.by_id, index.by_class):
        for name, elements in names.items():
            if elements and (found := _VENDOR_MARKUP.search(name)):
                yield elements[0], _vendor_number(found)
    for tag, attribute in (("script", "src"), ("iframe", "src"), ("link", "href")):
        for element in index.by_tag[tag]:
            if found := _VENDOR.search(element.get(attribute) or ""):
                yield element, _vendor_number(found)
    for script in index.by_tag["script"]:
        source = script.text or ""
        lowered = source.lower() if len(source) <= _MAX_SCRIPT else ""
        if any(hint in lowered for hint in _VENDOR_HINTS) and (found := _VENDOR.search(source)):
            yield script, _vendor_number(found)


def _vendor_in_settings(document: Document) -> Feedback | None:
    """Return the vendor whose host stands in the page's settings, as in a list of hosts that Drupal's links may lead to."""
    for script in document.index.by_tag["script"]:
        source = script.text or ""
        if len(source) <= _MAX_SCRIPT and (found := _VENDOR_HOST.search(source)):
            return Feedback(script, "widget", text=_VENDORS[_vendor_number(found)][0])
    return None


def _vendor_number(found: re.Match[str]) -> int:
    return int((found.lastgroup or "v0")[1:])


# -- links ------------------------------------------------------------------------------------------------------------


def _link(document: Document) -> Feedback | None:
    for link in document.index.by_tag["a"]:
        if link.get("href") is None and link.get("role") != "button":
            continue
        text = document.exposed_text(link) or comparable(link.get("aria-label") or "")
        if len(text) <= 80 and _LINK.fullmatch(comparable(text).strip(" .:!?>»")) and not document.is_hidden(link):
            return Feedback(link, "link", text=text)
    for line in document.lines:
        if not _may_ask(line):
            continue
        if _SENTENCE.search(line.text) and next(line.element.iter("a"), None) is not None:
            return Feedback(line.element, "link", text=line.text)
        if _FORM_TITLE.fullmatch(comparable(line.text)) and "feedback" in line.text.lower() and _opens_form(line.element):
            return Feedback(line.element, "link", text=line.text)
    return None


def _opens_form(title: Element) -> bool:
    """True for the title of a feedback form in a dialog."""
    if not _is_in_dialog(title):
        return False
    return any(_holds_form(one, False) for one in islice((title, *title.iterancestors()), _MAX_LEVELS) if _is_small(one))
