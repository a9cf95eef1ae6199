"""Forms: what each form of a page is for, what it asks for, and what the page says of that beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govpagecheck.document import Document, Element
from govpagecheck.parts import Fragment, feedback, part, search
from govpagecheck.text import comparable
from govpagecheck.word_search import lines_with

_NOT_FILLED_IN = frozenset({"hidden", "submit", "button", "reset", "image"})
_CHOICES = frozenset({"radio", "checkbox"})
_LONGEST = 200

_SSN = re.compile(r"social security (?:number|no\b|#)|\bssn\b|^social ?security$|n[uú]mero de(?:l)? seguro social", re.IGNORECASE)
_BIRTH = re.compile(r"date of birth|birth ?date|birthday|\bdob\b|fecha de nacimiento", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:your|full|first|last|legal|given|family|middle|applicant'?s?) ){0,3}(?:name|surname)\W*(?:\(?(?:required|optional)\)?)?\W*"
    r"|(?:nombre|apellidos?)(?: completo)?\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:your|street|mailing|home|postal|residential|current) )+address(?: \(?(?:line )?1\)?)?\W*(?:\(?(?:required|optional)\)?)?\W*"
    r"|address(?: \(?(?:line )?1\)?)?\W*|direcci[oó]n(?: postal)?\W*",
    re.IGNORECASE,
)
_AUTOCOMPLETE = {
    "bday": "birth",
    "name": "name",
    "given-name": "name",
    "family-name": "name",
    "street-address": "address",
    "address-line1": "address",
}
_SUBSCRIBES = re.compile(r"subscri|newsletter|sign ?up for (?:e-?mail|updates|news)|e-?mail (?:updates|alerts)|suscr[ií]b", re.IGNORECASE)
_PRIVACY = re.compile(r"privacy|privacidad|confidentialit[eé]", re.IGNORECASE)
_BURDEN = re.compile(r"(?:\bOMB (?:control|approval|no\b|num|#)|paperwork reduction act)", re.IGNORECASE)
_OPENS_BURDEN = re.compile(r"(?:form approved\W*)?(?:OMB (?:control|approval|no\b|num|#)|(?:the )?paperwork reduction act)", re.IGNORECASE)
# What speaks of privacy, or of the burden, holds one of these.
_PRIVACY_STEMS = ("privacy", "privacidad", "confidentialit")
_BURDEN_STEMS = ("omb ", "paperwork reduction act")
_FURNITURE = ("header", "footer", "nav", "form", "aside")
_WORD_BREAK = re.compile(r"[_\-.\[\]:$]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Form:
    """A form with something to fill in.

    `purpose` is "search", "login", "feedback", "subscription" or "other". `asks` names the personal data that the form
    asks for: "Social Security number", "date of birth", "name and address". `fields` has one element for each question, a
    group of radio buttons or checkboxes counting once. `notice` is what speaks of privacy in the form or in the content
    around it, `burden` what the form or a line that opens with it says of the Paperwork Reduction Act or an OMB number.
    """

    element: Element
    purpose: str
    fields: tuple[Element, ...]
    asks: tuple[str, ...]
    notice: Fragment | None
    burden: Fragment | None

    @property
    def asked(self) -> str:
        """The personal data in one phrase, for messages."""
        return ", ".join(self.asks)


@part
def find(document: Document) -> tuple[Form, ...]:
    """Return the page's forms in document order; a form with nothing to fill in is none."""
    asked = feedback.find(document)
    searched = search.find(document)
    found = []
    for form in document.index.by_tag["form"]:
        if form.tag != "form":
            continue
        fields = tuple(_fields(form))
        if fields:
            purpose = _purpose(document, form, fields, searched, asked)
            text = document.dom_text(form)
            notice = Fragment(form, text) if _PRIVACY.search(text) else _privacy_line(document)
            found.append(Form(form, purpose, fields, tuple(_asks(document, fields)), notice, _burden(document, form, text)))
    return tuple(found)


def _privacy_line(document: Document) -> Fragment | None:
    """Return the line that speaks of privacy in the page's content; menus and footers are on every page and tell of no form."""

    def first() -> Fragment | None:
        lines = (line for _, line in lines_with(document, _PRIVACY_STEMS) if _PRIVACY.search(line.text))
        return next((Fragment(line.element, line.text) for line in lines if _is_content(document, line.element)), None)

    return document.memo("privacy line of forms", first)


def _is_content(document: Document, element: Element) -> bool:
    around = document.closest(element, *_FURNITURE)
    return around is None and not any(
        "footer" in f"{one.get('class')} {one.get('id')}".lower() for one in (element, *element.iterancestors())
    )


def _burden(document: Document, form: Element, text: str) -> Fragment | None:
    if _BURDEN.search(text):
        return Fragment(form, text)

    def first() -> Fragment | None:
        for number, line in lines_with(document, _BURDEN_STEMS):
            if _OPENS_BURDEN.match(line.text):
                return Fragment(line.element, " ".join(one.text for one in document.lines[number : number + 4]))
        return None

    return document.memo("burden line of forms", first)


def _fields(form: Element) -> Iterator[Element]:
    groups: set[str] = set()
    for field in form.iter("input", "select", "textarea"):
        kind = field.get("type", "text").strip().lower() if field.tag == "input" else field.tag
        if kind in _NOT_FILLED_IN:
            continue
        if kind in _CHOICES:
            name = field.get("name") or ""
            if name in groups:
                continue
            groups.add(name)
        yield field


def _purpose(
    document: Document, form: Element, fields: tuple[Element, ...], searched: search.Search | None, asked: feedback.Feedback | None
) -> str:
    says = " ".join(_WORD_BREAK.sub(" ", form.get(name, "")) for name in ("id", "class", "action", "role", "name"))
    kinds = [field.get("type", "").lower() for field in fields]
    if (
        (searched is not None and _overlaps(searched.element, form))
        or "search" in kinds
        or re.search(r"(?<!re)search", says, re.IGNORECASE)
    ):
        return "search"
    if "password" in kinds:
        return "login"
    if asked is not None and asked.kind == "prompt" and _overlaps(asked.element, form):
        return "feedback"
    if re.search(r"\bfeedback\b", says, re.IGNORECASE):
        return "feedback"
    if _SUBSCRIBES.search(says) or (len(fields) <= 3 and _SUBSCRIBES.search(document.dom_text(form))):
        return "subscription"
    return "other"


def _overlaps(one: Element, other: Element) -> bool:
    return one is other or one in other.iterancestors() or other in one.iterancestors()


def _asks(document: Document, fields: tuple[Element, ...]) -> Iterator[str]:
    kinds: set[str] = set()
    for field in fields:
        if field.tag == "input" and field.get("type", "text").lower() in _CHOICES:
            continue
        kinds |= set(_kinds(document, field))
    if "ssn" in kinds:
        yield "Social Security number"
    if "birth" in kinds:
        yield "date of birth"
    if {"name", "address"} <= kinds:
        yield "name and address"


def _kinds(document: Document, field: Element) -> Iterator[str]:
    if kind := _AUTOCOMPLETE.get(field.get("autocomplete", "").strip().lower().rpartition(" ")[2]):
        yield kind
    texts = [
        search.label_of(document, field) or "",
        field.get("placeholder", ""),
        *(_WORD_BREAK.sub(" ", field.get(name, "")) for name in ("name", "id")),
    ]
    for text in (comparable(text) for text in texts if text and len(text) < _LONGEST):
        if field.tag != "select" and _SSN.search(text):
            yield "ssn"
        if _BIRTH.search(text):
            yield "birth"
        if field.tag != "select" and _NAME.fullmatch(text):
            yield "name"
        if field.tag != "select" and _ADDRESS.fullmatch(text):
            yield "address"
