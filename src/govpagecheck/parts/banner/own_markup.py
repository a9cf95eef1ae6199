"""Banners in markup of a site's own: a sentence that identifies the site, with the toggle and guidance that follow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element, Line, lowest_common
from govpagecheck.parts.banner.guidance import Guidance, lines_inside, read_guidance
from govpagecheck.parts.banner.place import MOST_CANDIDATES, is_content, is_inside
from govpagecheck.parts.banner.reading import build_banner
from govpagecheck.parts.banner.toggle import controlled, silent_toggle, toggle_near, up
from govpagecheck.parts.banner.values import Candidate
from govpagecheck.parts.banner.wording import LONGEST_SENTENCE, OFFICIAL, Wording, read_sentence
from govpagecheck.text import normalise
from govpagecheck.word_search import lines_with

_CHROME = re.compile(r"head|foot|banner|masthead|top|brand|utility|official", re.IGNORECASE)
_FURTHEST_GUIDANCE = 40  # lines between sentence and guidance: language menus stand between them on real pages
_MOST_SENTENCES = 200
_MOST_CHILDREN = 30


def from_own_markup(document: Document, taken: Sequence[Element]) -> list[Candidate]:
    """Read the sentences that stand outside known markup, each with the toggle and guidance that follow it."""
    found: list[Candidate] = []
    roots = [*taken]
    official = lines_with(document, OFFICIAL)
    possible = [number for number, line in official if not line.is_hidden and len(line.text) <= LONGEST_SENTENCE]
    if len(possible) > 2 * _MOST_SENTENCES:  # banners stand at the top, name plates at the bottom too
        possible = possible[:_MOST_SENTENCES] + possible[-_MOST_SENTENCES:]
    for number in possible:
        whole = document.lines[number]
        line, words = _sentence_in(document, whole)
        if words is None or is_inside(line.element, roots) or is_content(line.element):
            continue
        candidate = _read_own(document, number, whole, line, words)
        if candidate is not None:
            found.append(candidate)
            roots.append(candidate.banner.element)
        if len(found) >= MOST_CANDIDATES:
            break
    return found


def _sentence_in(document: Document, line: Line) -> tuple[Line, Wording | None]:
    """Read the line, or an inline element of it: a skip link may share the line, and so may a copy for narrow screens."""
    words = read_sentence(line.text)
    if next(islice(line.element.iterchildren(), _MOST_CHILDREN, None), None) is not None:
        return line, words
    inline = line.element.iterchildren("a", "button", "span", "strong", "em", "b", "small", "u", "font")
    parts = [(child, text) for child in inline if (text := document.dom_text(child)) and text in line.text]
    read = [(Line(text, child, line.is_hidden), own) for child, text in parts if (own := read_sentence(text))]
    if read and (words is None or len(read) > 1):
        return read[0]
    return line, words


def _read_own(document: Document, number: int, whole: Line, line: Line, words: Wording) -> Candidate | None:
    following = document.lines[number + 1 : number + 1 + _FURTHEST_GUIDANCE]
    is_in_main = _main(line.element) is not None
    if is_in_main and _follows_heading(document, line.element):
        return None
    near: list[Line] = []
    for one in following:
        if (read_sentence(one.text) and not one.is_hidden) or (_main(one.element) is not None) != is_in_main:
            break
        near.append(one)
    toggle = toggle_near(document, whole, near[:4])
    guidance = read_guidance(document, near)
    toggle = toggle or silent_toggle(document, line, near[:3])
    target = controlled(document, toggle.element) if toggle else None
    if target is not None and not guidance.is_complete:
        guidance = read_guidance(document, lines_inside(document, target))
    is_certain = guidance.is_complete or toggle is not None
    if not is_certain and (is_in_main or not _is_name_plate(document, number, line, words)):
        return None
    if not is_certain:
        guidance = Guidance()
    head = [line.element, *([toggle.element] if toggle else [])]
    root = lowest_common([*head, *guidance.elements])
    if root.tag in ("body", "html", "form", "main") or _holds_more(root):  # the guidance stands elsewhere, as in a modal window
        root = lowest_common(head)
    root = _grow(document, root)
    return Candidate(build_banner(document, root, line, words, guidance, toggle), is_certain)


def _holds_more(root: Element) -> bool:
    """True when the element is more than a banner: the site's header with its menu, search or name."""
    return next(root.iter("nav", "input", "select", "textarea", "h1", "main"), None) is not None


def _grow(document: Document, element: Element) -> Element:
    """Climb while nothing but empty boxes and images is added, so that flag and region label belong to the banner."""
    while (parent := element.getparent()) is not None and parent.tag not in ("body", "html", "header", "footer", "main", "form"):
        if element.get("aria-label") or normalise((parent.text or "") + "".join(child.tail or "" for child in parent)):
            break
        if any(child is not element and document.exposed_text(child) for child in parent.iterchildren(etree.Element)):
            break
        if next(parent.iter("input", "select", "textarea", "nav"), None) is not None:
            break
        element = parent
    return element


def _main(element: Element) -> Element | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag == "main" or one.get("role") == "main"), None)


def _follows_heading(document: Document, element: Element) -> bool:
    first = next(iter(document.index.by_tag.get("h1", ())), None)
    return first is not None and document.precedes(first, element)


def _is_name_plate(document: Document, number: int, line: Line, words: Wording) -> bool:
    """True when a lone sentence stands in the frame of the page and is no entry of a list of links."""
    tags = {one.tag for one in (line.element, *line.element.iterancestors())}
    is_in_header = "header" in tags or any(one.get("role") == "banner" for one in line.element.iterancestors())
    if "nav" in tags or (tags & {"h1", "h2", "h3", "h4", "h5", "h6"} and not is_in_header):
        return False
    link = document.closest(line.element, "a")
    if link is not None and (tags & {"li", "footer"} or (not is_in_header and "://" in (link.get("href") or ""))):
        return False
    if words.is_negated:
        return not _follows_heading(document, line.element)
    if number < 10:
        return True
    for one in up(line.element, 8):
        if one.tag in ("body", "html", "form"):
            return False
        if one.tag in ("header", "footer") or one.get("role") in ("banner", "contentinfo"):
            return True
        if _CHROME.search(f"{one.get('id') or ''} {one.get('class') or ''}"):
            return True
    return False
