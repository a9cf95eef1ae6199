"""Find links that are an empty phrase with no words around it; whether other lone words say enough, a person must judge."""

import re
from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    accessible_description,
    accessible_name,
    block_of,
    elements_with_role,
    has_context,
    is_exposed,
    is_named_beside,
    is_vague,
    landmark_of,
    leads_nowhere,
    stands_alone,
)

# What is behind the link is told, or what one does there, and not what it is about.
LONE = re.compile(
    r"\W*(?:(?:download|open|view|see|get)(?: (?:now|file|pdf))?|details|info"
    r"|pdf|html?|epub|(?:plain )?text|word|excel|csv|xml|json|docx?|xlsx?|zip"
    r"|continue|start|website|site|document|file|descargar|ver|detalles)\W*",
    re.IGNORECASE,
)
WORD = re.compile(r"\W*[^\W\d_]{3}[\w’'-]*\W*")
MENUS = ("navigation", "banner", "contentinfo", "search")
NAMED = 4  # of the links that a person must judge, in the message


def check(context: Context, link: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    text = accessible_name(document, link)
    if is_vague(text) and not leads_nowhere(document, link) and not has_context(document, link) and not is_named_beside(document, link):
        yield Miss(text, reason="vague-text")
    unsure = document.memo("links-purpose: unsure", lambda: _unsure(document)).get(link)
    if unsure is not None:
        yield unsure


def _unsure(document: Document) -> Mapping[Element, CannotTell]:
    """Return the one answer for all links of the page that may say too little, at the first of them."""
    links = [one for one in elements_with_role(document, "link") if is_exposed(document, one) and _may_say_too_little(document, one)]
    if not links:
        return {}
    names = list(dict.fromkeys(accessible_name(document, one) for one in links))
    named = ", ".join(f"“{name}”" for name in names[:NAMED]) + (", …" if len(names) > NAMED else "")
    said = f"whether people know from the text around where {named} leads, a person must judge"
    return {links[0]: CannotTell("needs-person", said)}


def _may_say_too_little(document: Document, link: Element) -> bool:
    text = accessible_name(document, link)
    landmark = landmark_of(document, link)
    if not text or is_vague(text) or accessible_description(document, link) or (landmark is not None and landmark.role in MENUS):
        return False
    is_lone = LONE.fullmatch(text) or (block_of(document, link).tag == "p" and WORD.fullmatch(text))
    return bool(is_lone) and stands_alone(document, link)
