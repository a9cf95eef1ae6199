"""Find links whose words need the sentence around them; those that have no sentence are left to links-purpose."""

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
    has_context,
    is_named_beside,
    is_vague,
    leads_nowhere,
)

POINTS = re.compile(r"\W*(?:this|that|these|those|est[ea]|est[oa]s)\s+[^\W\d_]+\W*", re.IGNORECASE)
BY_OTHER_RULE = CannotTell("needs-person", "the link's text is an empty phrase; what stands near it decides, of which links-purpose speaks")


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss | CannotTell]]:
    document = context.document
    for link in links:
        text = accessible_name(document, link)
        if is_vague(text):
            if _says_nothing(document, link) and has_context(document, link):
                yield link, Miss(text, reason="vague-text")
        elif POINTS.fullmatch(text) and not accessible_description(document, link):
            yield link, Miss(text, reason="points-away")
    without_context = _first_without_context(document, links)
    if without_context is not None:
        yield without_context, BY_OTHER_RULE


def _says_nothing(document: Document, link: Element) -> bool:
    """True unless a description adds words, a link beside it in a card says where both lead, or it leads nowhere."""
    if leads_nowhere(document, link) or is_named_beside(document, link):
        return False
    return is_vague(accessible_description(document, link) or "more")


def _first_without_context(document: Document, links: Sequence[Element]) -> Element | None:
    vague = (one for one in links if is_vague(accessible_name(document, one)))
    return next((one for one in vague if not has_context(document, one) and _says_nothing(document, one)), None)
