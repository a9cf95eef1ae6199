"""Find links that are an empty phrase with no words around it; whether other lone words say enough, a person must judge."""

import re
from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    accessible_description,
    accessible_name,
    block_of,
    has_context,
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


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss | CannotTell]]:
    """Yield what is said of empty phrases, and one answer for all links that may say too little, at the first of them."""
    document = context.document
    for link in links:
        text = accessible_name(document, link)
        if is_vague(text) and not leads_nowhere(document, link) and not has_context(document, link) and not is_named_beside(document, link):
            yield link, Miss(text, reason="vague-text")
    unsure = [one for one in links if _may_say_too_little(document, one)]
    if unsure:
        names = list(dict.fromkeys(accessible_name(document, one) for one in unsure))
        named = ", ".join(f"“{name}”" for name in names[:NAMED]) + (", …" if len(names) > NAMED else "")
        said = f"whether people know from the text around where {named} leads, a person must judge"
        yield unsure[0], CannotTell("needs-person", said)


def _may_say_too_little(document: Document, link: Element) -> bool:
    text = accessible_name(document, link)
    if is_vague(text) or not (LONE.fullmatch(text) or (WORD.fullmatch(text) and block_of(document, link).tag == "p")):
        return False
    landmark = landmark_of(document, link)
    if accessible_description(document, link) or (landmark is not None and landmark.role in MENUS):
        return False
    return stands_alone(document, link)
