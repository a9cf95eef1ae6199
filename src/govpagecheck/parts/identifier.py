"""Identifier: the block at the end of a page that names the agency behind the site and holds the links required of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element, Line
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, Fragment, part
from govpagecheck.parts.links import keys_of
from govpagecheck.text import comparable
from govpagecheck.word_search import classes_with, lines_with

# The government banner says the same of the whole government.
_DISCLAIMER = re.compile(
    r"(?P<en>(?:this is )?(?:an )?official (?:web ?)?site of (?!the (?:united states|u\.s\.) government\b))"
    r"|(?P<es>(?:un )?sitio (?:web )?oficial (?:de|del|de la)\b(?!l? gobierno de (?:los )?(?:estados unidos|ee\.? ?uu)))",
    re.IGNORECASE,
)
_OFFICIAL = ("official", "oficial")  # one of which every disclaimer says
_DOMAIN = re.compile(r"(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,18}/?", re.IGNORECASE)
_USAGOV_LINE = re.compile(
    r"(?P<en>looking for u\.? ?s\.? government information)|(?P<es>¿?(?:necesita|busca) informaci[oó]n y servicios del gobierno)",
    re.IGNORECASE,
)
_CLASS = "usa-identifier"
_SECTION_CLASS = re.compile(r"usa-identifier__section(?:--[\w-]+)?")
_NAV_NAME = re.compile(r"(?P<en>important links|required links)|(?P<es>enlaces importantes)", re.IGNORECASE)
# The keys of the seven links and the names of the four sections, as the design system writes them.
_REQUIRED = {
    "about": "About …",
    "accessibility": "Accessibility statement",
    "foia": "FOIA requests",
    "no-fear": "No FEAR Act data",
    "oig": "Office of the Inspector General",
    "performance": "Performance reports",
    "privacy": "Privacy policy",
}
_SECTIONS = {
    "masthead": "Agency identifier",
    "identity": "Agency description",
    "required-links": "Important links",
    "usagov": "U.S. government information and services",
}
_ABOUT = re.compile(r"(?:about|acerca de)\b", re.IGNORECASE)
_FEWEST_LINKS = 3
_MOST_DISCLAIMERS = 5  # looked at from the end of the page
_CLIMB = 8  # levels from the disclaimer up to the block


@dataclass(frozen=True)
class Identifier:
    """The identifier and its pieces; `sections` says which of masthead, identity, required-links and usagov were found.

    `links` are the links of the required-links list as written, placeholders too; `logos` the pictures beside the
    identity; `usagov` the link to USA.gov or, without one, the line that leads up to it; `language` is `en` or `es` by
    the wording, None when no wording tells. `labels` are the links whose text the design system
    sets, those to the seven policies and to USA.gov; `missing_sections` and `missing_links` name what is missing.
    """

    element: Element
    domain: Fragment | None
    disclaimer: Fragment | None
    links: tuple[Fragment, ...]
    logos: tuple[Element, ...]
    usagov: Fragment | None
    language: str | None
    sections: tuple[str, ...]
    labels: tuple[Fragment, ...]
    missing_sections: str | CannotTell
    missing_links: str | CannotTell


@part
def find(document: Document) -> Identifier | None:
    """Return the page's identifier, by the design system's markup or else by its wording; None without one."""
    element = _by_markup(document)
    if element is None:
        element = _by_wording(document)
    return None if element is None else _read(document, element)


def _by_markup(document: Document) -> Element | None:
    """Return the element that the design system and its React and Vue copies name so, or the parent of its sections."""
    named = document.index.by_class.get(_CLASS) or document.index.by_tag.get(_CLASS)
    if named:
        return named[0]
    for name in sorted(classes_with(document, [_CLASS])):
        if _SECTION_CLASS.fullmatch(name):
            return document.index.by_class[name][0].getparent()
    return None


def _by_wording(document: Document) -> Element | None:
    """Return the smallest block around a disclaimer that also holds a navigation of required links and a domain or USA.gov line.

    The block must come after the main content; the government banner and a site's header carry similar sentences.
    """
    official = [line for _, line in lines_with(document, _OFFICIAL)]
    candidates = (one for one in reversed(official) if len(one.text) <= 300 and not one.is_hidden)
    for line in islice((one for one in candidates if _DISCLAIMER.match(comparable(one.text))), _MOST_DISCLAIMERS):
        block = line.element
        for _ in range(_CLIMB):
            if block.tag in ("body", "html", "main", "header") or block.get("role") in ("main", "banner"):
                break
            if _holds_required_links(document, block):
                if _is_at_end(document, block) and _names_site(document, block):
                    return block
                break
            parent = block.getparent()
            if parent is None:
                break
            block = parent
    return None


def _holds_required_links(document: Document, block: Element) -> bool:
    """True when a navigation landmark in the block has several required links; a mere list of them is any footer's."""
    for navigation in _navigations(block):
        links = _fragments(document, islice(navigation.iter("a"), 100))
        if len({key for link in links for key in keys_of(link.text)}) >= _FEWEST_LINKS:
            return True
    return False


def _is_at_end(document: Document, block: Element) -> bool:
    """True in or after a footer, and for a block that follows the main landmark."""
    order = document.index.order
    if any(one.tag == "footer" or one.get("role") == "contentinfo" for one in (block, *block.iterancestors())):
        return True
    before = [*document.index.by_tag["footer"], *document.index.by_tag["main"]]
    before += [one for one in document.index.by_attribute["role"] if one.get("role") in ("main", "contentinfo")]
    return any(order[one] < order[block] for one in before)


def _names_site(document: Document, block: Element) -> bool:
    return any(_DOMAIN.fullmatch(line.text) or _USAGOV_LINE.match(comparable(line.text)) for line in _lines_in(document, block))


def _lines_in(document: Document, block: Element) -> list[Line]:
    order = document.index.order
    first = order[block]
    last = max((order.get(one, first) for one in block.iter(etree.Element)), default=first)
    return [line for line in document.lines if first <= order.get(line.element, -1) <= last]


def _read(document: Document, element: Element) -> Identifier:
    lines = _lines_in(document, element)
    disclaimer = _first_line(lines, _DISCLAIMER)
    domain = next((Fragment(line.element, line.text) for line in lines if _DOMAIN.fullmatch(line.text)), None)
    nav = _navigation(document, element)
    links = _links(document, element, nav)
    usagov_line = _first_line(lines, _USAGOV_LINE)
    usagov_link = next((one for one in _fragments(document, element.iter("a")) if "usa-gov" in keys_of(one.text)), None)
    usagov = usagov_link or usagov_line
    taken = {one.element for one in links}
    logos = tuple(image for image in element.iter("img") if not any(one in taken or one is nav for one in image.iterancestors()))
    found = {
        "masthead": bool(logos) or _has_class(element, "usa-identifier__section--masthead") or disclaimer is not None,
        "identity": disclaimer is not None or domain is not None,
        "required-links": bool(links),
        "usagov": usagov is not None,
    }
    by_key = {key: one for one in reversed(links) for key in _required_keys(one.text)}
    is_shell = not document.dom_text(element)
    return Identifier(
        element=element,
        domain=domain,
        disclaimer=disclaimer,
        links=links,
        logos=logos,
        usagov=usagov,
        language=_language(disclaimer, usagov_line, nav),
        sections=tuple(name for name, is_found in found.items() if is_found),
        labels=(*(one for one in links if _required_keys(one.text)), *([usagov_link] if usagov_link else [])),
        missing_sections=RENDERED_BY_SCRIPT if is_shell else _quoted(name for key, name in _SECTIONS.items() if not found[key]),
        missing_links=RENDERED_BY_SCRIPT if is_shell else _quoted(name for key, name in _REQUIRED.items() if key not in by_key),
    )


def _required_keys(text: str) -> list[str]:
    keys = [key for key in keys_of(text) if key in _REQUIRED]
    return keys or ["about"] * bool(_ABOUT.match(text))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _first_line(lines: Iterable[Line], pattern: re.Pattern[str]) -> Fragment | None:
    return next((Fragment(line.element, line.text) for line in lines if pattern.match(comparable(line.text))), None)


def _has_class(element: Element, name: str) -> bool:
    return any(name in one.get("class", "").split() for one in element.iter(etree.Element))


def _navigation(document: Document, element: Element) -> Element | None:
    """Return the landmark of the required links: by its name, else the first with such links in it."""
    navigations = _navigations(element)
    named = next((one for one in navigations if _NAV_NAME.match(one.get("aria-label", "").strip())), None)
    if named is not None:
        return named
    return next((one for one in navigations if any(keys_of(link.text) for link in _fragments(document, one.iter("a")))), None)


def _navigations(element: Element) -> list[Element]:
    return [one for one in element.iter(etree.Element) if one.tag == "nav" or one.get("role") == "navigation"]


def _links(document: Document, element: Element, nav: Element | None) -> tuple[Fragment, ...]:
    if nav is not None:
        return tuple(_fragments(document, nav.iter("a")))
    return tuple(one for one in _fragments(document, element.iter("a")) if set(keys_of(one.text)) - {"usa-gov"})


def _fragments(document: Document, links: Iterable[Element]) -> list[Fragment]:
    return [Fragment(link, document.dom_text(link)) for link in links]


def _language(disclaimer: Fragment | None, usagov_line: Fragment | None, nav: Element | None) -> str | None:
    wordings = (
        (_DISCLAIMER, disclaimer.text if disclaimer else ""),
        (_USAGOV_LINE, usagov_line.text if usagov_line else ""),
        (_NAV_NAME, nav.get("aria-label", "").strip() if nav is not None else ""),
    )
    for pattern, text in wordings:
        if match := pattern.match(comparable(text)):
            return match.lastgroup
    return None
