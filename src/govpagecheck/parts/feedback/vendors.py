"""Survey vendors: their elements, scripts and settings; what they ask comes by script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govpagecheck.document import Document, Element
from govpagecheck.parts.feedback.values import Feedback

_MAX_SCRIPT = 1_000_000

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


def find_widget(document: Document) -> Feedback | None:
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


def find_vendor_in_settings(document: Document) -> Feedback | None:
    """Return the vendor whose host stands in the page's settings, as in a list of hosts that Drupal's links may lead to."""
    for script in document.index.by_tag["script"]:
        source = script.text or ""
        if len(source) <= _MAX_SCRIPT and (found := _VENDOR_HOST.search(source)):
            return Feedback(script, "widget", text=_VENDORS[_vendor_number(found)][0])
    return None


def _vendor_number(found: re.Match[str]) -> int:
    return int((found.lastgroup or "v0")[1:])
