"""A banner put together from its sentence, guidance and toggle: domain, flag, label, language and generation."""

from __future__ import annotations

import re

from govpagecheck.document import Document, Element, Line
from govpagecheck.parts import RENDERED_BY_SCRIPT, Fragment
from govpagecheck.parts.banner.guidance import Guidance
from govpagecheck.parts.banner.toggle import controlled, find_panel, up
from govpagecheck.parts.banner.values import Banner, Value
from govpagecheck.parts.banner.wording import Wording, top_level_domain
from govpagecheck.text import normalise

_FLAG = re.compile(r"flag|favicon-57|bandera|drapeau", re.IGNORECASE)
_VERSION_3_PANEL = re.compile(r"gov-banner-(?:default|lang|dot)")


def build_banner(document: Document, root: Element, line: Line, words: Wording, guidance: Guidance, toggle: Fragment | None) -> Banner:
    """Return the banner with these texts; its kind follows from whose it is and from what guidance there is."""
    named = named_domain(guidance.domain_heading, guidance.domain_text, guidance.https_heading)
    # A panel that the toggle names and the markup lacks is put there by a script when it opens.
    absent = RENDERED_BY_SCRIPT if not guidance.elements and toggle and _names_absent_panel(document, toggle.element) else None
    if words.government == "foreign":
        kind = "other"
    elif not guidance.is_complete:
        kind = "partial"
    elif words.government == "state":
        kind = "us-state"
    else:
        kind = "us-federal-mil" if named == "mil" else "us-federal-gov"
    return Banner(
        root,
        kind,
        _generation(root, line.element, toggle),
        language_of(line.element, words.language or None),
        named,
        Fragment(line.element, words.text),
        toggle,
        guidance.domain_heading or absent,
        guidance.domain_text or absent,
        guidance.https_heading or absent,
        guidance.https_text or absent,
        find_panel(document, toggle, guidance),
        find_flag(root),
        label_of(document, root),
        words.is_negated,
        words.government,
    )


def _names_absent_panel(document: Document, toggle: Element) -> bool:
    return bool(toggle.get("aria-controls")) and controlled(document, toggle) is None


def named_domain(*values: Value) -> str | None:
    """Return "gov" or "mil", whichever the first text that names one names."""
    return next((named for value in values if isinstance(value, Fragment) and (named := top_level_domain(value.text))), None)


def find_flag(root: Element) -> Element | None:
    """Return the first image that its file name, text or class calls a flag; data URIs say nothing."""
    for image in root.iter("img", "picture", "{http://www.w3.org/2000/svg}svg"):
        words = [image.get(name) or "" for name in ("class", "alt", "title", "aria-label", "id")]
        words += [value for value in (image.get("src") or image.get("data-src") or "",) if not value.startswith("data:")]
        if image.tag != "img":
            for one in image.iterdescendants("{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}use", "img", "source"):
                words += [one.text or "", *(str(value) for value in one.attrib.values() if not str(value).startswith("data:"))]
        if any(_FLAG.search(word) for word in words):
            return image
    return None


def label_of(document: Document, root: Element) -> str | None:
    """Return the text of aria-labelledby or aria-label of the banner's region."""
    references = (root.get("aria-labelledby") or "").split()
    named = [document.dom_text(target) for one in references if (target := next(iter(document.index.by_id.get(one, ())), None)) is not None]
    return normalise(" ".join(named)) or normalise(root.get("aria-label") or "") or None


def language_of(element: Element, guessed: str | None) -> str | None:
    """Return the language that the wording shows, else the one that the markup declares."""
    if guessed:
        return guessed
    declared = next((value for one in (element, *element.iterancestors()) if (value := one.get("lang"))), "")
    return declared.split("-")[0].strip().lower() or None


def _generation(root: Element, sentence: Element, toggle: Fragment | None) -> str:
    """Return "uswds-1", "uswds-2" or "uswds-3" by the class names and what 3.1 and 3.2 added, "own" for other markup."""
    classes = {name for one in root.iter() if isinstance(one.tag, str) for name in (one.get("class") or "").split()}
    if classes & {"usa-banner-header", "usa-banner-inner", "usa-banner-content", "usa-banner-guidance-gov"}:
        return "uswds-1"
    if not classes & {"usa-banner__header", "usa-banner__header-text", "usa-banner__content", "usa-banner__guidance"}:
        return "own"
    holders = list(up(sentence, 3))
    is_hidden_from_readers = any(one.get("aria-hidden") == "true" for one in holders)
    control = toggle.element if toggle is not None else None
    is_typed = control is not None and control.tag == "button" and control.get("type") == "button"
    named = control is not None and _VERSION_3_PANEL.match(control.get("aria-controls") or "") is not None
    return "uswds-3" if is_hidden_from_readers or is_typed or named else "uswds-2"
