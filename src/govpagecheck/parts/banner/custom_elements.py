"""Banners that a web component draws, such as `<usa-banner>`, with or without a shadow root written out."""

from __future__ import annotations

import re

from govpagecheck.document import Document, Element
from govpagecheck.parts import RENDERED_BY_SCRIPT, Fragment
from govpagecheck.parts.banner.guidance import lines_inside, read_guidance
from govpagecheck.parts.banner.place import MOST_CANDIDATES, is_content, outermost
from govpagecheck.parts.banner.reading import find_flag, label_of, language_of, named_domain
from govpagecheck.parts.banner.toggle import find_panel, find_toggle
from govpagecheck.parts.banner.values import Banner, Candidate, Value
from govpagecheck.parts.banner.wording import government_of, is_negated, read_sentence
from govpagecheck.text import normalise

# Elements that draw the banner in a shadow root: USWDS 3.13, VA, New York, Singapore, Canada's header with its signature.
_CUSTOM_ELEMENTS = ("usa-banner", "va-official-gov-banner", "nys-unavheader", "sgds-masthead", "gcds-header")
_GOVERNMENTS = {"nys-unavheader": "state", "sgds-masthead": "foreign", "gcds-header": "foreign"}
_CUSTOM_NAME = re.compile(r"(?:[a-z]+-)*(?:usa|us|gov|government|official)(?:-[a-z]+)*-banner")
_SLOTS = {
    "banner-text": "sentence",
    "banner-action": "toggle",
    "domain-heading": "domain_heading",
    "domain-text": "domain_text",
    "https-heading": "https_heading",
    "https-text": "https_text",
}
_LONGEST_NAME = 60  # of a custom element


def from_custom_elements(document: Document) -> list[Candidate]:
    """Read the elements whose tag is that of a banner component."""
    names = [name for name in document.index.by_tag if name in _CUSTOM_ELEMENTS or _is_banner_name(name)]
    elements = sorted((one for name in names for one in document.index.by_tag[name]), key=document.index.order.__getitem__)
    return [
        Candidate(_read_custom_element(document, element), True)
        for element in outermost(elements[:MOST_CANDIDATES])
        if not document.is_hidden(element) and not is_content(element) and not _is_plain_wrapper(document, element)
    ]


def _is_banner_name(tag: str) -> bool:
    """True when the tag names a government and ends in "-banner"; long names would keep the pattern busy."""
    return len(tag) <= _LONGEST_NAME and tag.endswith("-banner") and _CUSTOM_NAME.fullmatch(tag) is not None


def _is_plain_wrapper(document: Document, element: Element) -> bool:
    """True when a framework's element holds the served texts without slots or a shadow root: its markup is read as any other."""
    if any(child.get("slot") is not None or child.get("shadowrootmode") is not None for child in element):
        return False
    has_text = bool(document.dom_text(element))
    return has_text and (element.tag not in _CUSTOM_ELEMENTS or any(read_sentence(line.text) for line in lines_inside(document, element)))


def _read_custom_element(document: Document, element: Element) -> Banner:
    lines = lines_inside(document, element)
    found = next(((line, words) for line in lines if (words := read_sentence(line.text))), None)
    guidance = read_guidance(document, lines)
    slots = {field: Fragment(child, document.dom_text(child)) for child in element if (field := _SLOTS.get(child.get("slot") or ""))}
    is_drawn = any(child.get("shadowrootmode") is not None for child in element)
    missing = None if is_drawn else RENDERED_BY_SCRIPT
    toggle = find_toggle(document, element, lines, guidance) if is_drawn else None
    texts: dict[str, Value] = {
        "sentence": Fragment(found[0].element, found[1].text) if found else missing,
        "toggle": toggle or missing,
        **{field: getattr(guidance, field) or missing for field in list(_SLOTS.values())[2:]},
        **slots,
    }
    sentence = texts["sentence"]
    named = named_domain(texts["domain_heading"], texts["domain_text"], texts["https_heading"])
    return Banner(
        element,
        "web-component",
        "web-component",
        language_of(element, found[1].language if found else None),
        named or _declared_domain(element),
        panel=find_panel(document, toggle, guidance),
        flag=find_flag(element),
        label=normalise(element.get("label") or "") or label_of(document, element),
        is_negated=isinstance(sentence, Fragment) and is_negated(sentence.text),
        government=_GOVERNMENTS.get(element.tag) or (government_of(sentence.text) if isinstance(sentence, Fragment) else "federal"),
        others=(),
        **texts,
    )


def _declared_domain(element: Element) -> str | None:
    """Return what the component shows for its `tld`: USWDS takes anything but "mil" for gov, VA shows nothing then."""
    declared = element.get("tld")
    if declared is None or (element.tag != "usa-banner" and declared not in ("gov", "mil")):
        return None
    return "mil" if declared == "mil" else "gov"
