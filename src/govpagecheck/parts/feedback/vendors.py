"""Survey vendors: their elements, scripts and settings; what they ask comes by script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govpagecheck.document import Document, Element
from govpagecheck.parts.feedback.values import Feedback
from govpagecheck.word_search import Texts, classes_with, ids_with

_MAX_SCRIPT = 1_000_000

_ADDRESSES = (("script", "src"), ("iframe", "src"), ("link", "href"))
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
    *("foresee", "answerscloud", "fsrinvite", "medallia", "kampyle", "nebula", "qualtrics", "qsi", "touchpoints", "fba-button"),
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


def find_widget(document: Document) -> Feedback | None:
    """Return a survey vendor's element, script or settings."""
    for element, number in _vendor_traces(document):
        return Feedback(element, "widget", text=_VENDORS[number][0])
    return None


def _vendor_traces(document: Document) -> Iterator[tuple[Element, int]]:
    index = document.index
    for elements, names in ((index.by_id, ids_with(document, _VENDOR_HINTS)), (index.by_class, classes_with(document, _VENDOR_HINTS))):
        for name in names:
            if found := _VENDOR_MARKUP.search(name):
                yield elements[name][0], _vendor_number(found)
    addressed = [(one, one.get(name, "")) for tag, name in _ADDRESSES for one in index.by_tag[tag]]
    for number in Texts(address for _, address in addressed).holding(_VENDOR_HINTS):
        element, address = addressed[number]
        if found := _VENDOR.search(address):
            yield element, _vendor_number(found)
    for script in _scripts_with_hint(document):
        if found := _VENDOR.search(script.text or ""):
            yield script, _vendor_number(found)


def _scripts_with_hint(document: Document) -> list[Element]:
    def holds_hint(source: str) -> bool:
        lowered = source.lower() if len(source) <= _MAX_SCRIPT else ""
        return any(hint in lowered for hint in _VENDOR_HINTS)

    return document.memo(
        "scripts that hint at vendors", lambda: [one for one in document.index.by_tag["script"] if holds_hint(one.text or "")]
    )


def find_vendor_in_settings(document: Document) -> Feedback | None:
    """Return the vendor whose host stands in the page's settings, as in a list of hosts that Drupal's links may lead to."""
    for script in _scripts_with_hint(document):
        if found := _VENDOR_HOST.search(script.text or ""):
            return Feedback(script, "widget", text=_VENDORS[_vendor_number(found)][0])
    return None


def _vendor_number(found: re.Match[str]) -> int:
    return int((found.lastgroup or "v0")[1:])
