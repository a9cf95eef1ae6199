"""Banners in the markup of the U.S. Web Design System: elements of class usa-banner."""

from __future__ import annotations

from collections.abc import Sequence

from govpagecheck.document import Document, Element
from govpagecheck.parts.banner.guidance import lines_inside, read_guidance
from govpagecheck.parts.banner.place import MOST_CANDIDATES, is_content, is_inside, outermost
from govpagecheck.parts.banner.reading import build_banner
from govpagecheck.parts.banner.toggle import find_toggle
from govpagecheck.parts.banner.values import Candidate
from govpagecheck.parts.banner.wording import Wording, government_of, guidance_topic, is_negated, read_sentence


def from_uswds_markup(document: Document, taken: Sequence[Element]) -> list[Candidate]:
    """Read the elements of class usa-banner; one that identifies no site (a promotion in the same style) is none."""
    found: list[Candidate] = []
    for element in outermost(document.index.by_class.get("usa-banner", [])[:MOST_CANDIDATES]):
        if document.is_hidden(element) or is_content(element) or is_inside(element, taken):
            continue
        lines = lines_inside(document, element)
        guidance = read_guidance(document, lines)
        sentence = next(((line, words) for line in lines if not line.is_hidden and (words := read_sentence(line.text))), None)
        if sentence is None and guidance.is_complete and guidance_topic(lines[0].text) is None:
            text = lines[0].text
            sentence = lines[0], Wording(text, "", government_of(text), is_negated(text))
        if sentence is not None:
            toggle = find_toggle(document, element, lines, guidance)
            found.append(Candidate(build_banner(document, element, *sentence, guidance, toggle), True))
    return found
