"""Required links: for each link that policy asks for, the one of the page that serves as it, where readers would look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from govpagecheck.document import Document, Element
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, Fragment, links, part
from govpagecheck.text import comparable, word_count

# The names that stand first among several links: those of the identifier and of required web content (catalogue 4.8).
_EXACT = {
    "about": r"about(?: us| [a-z]{2,10})?|acerca de \S+",
    "accessibility": r"accessibility(?: statement)?|declaraci[oó]n de accesibilidad",
    "contact": r"contact(?: us)?|cont[aá]ct(?:o|enos|anos)",
    "foia": r"foia(?: requests)?|freedom of information act|solicitud a trav[eé]s de foia",
    "no-fear": r"no fear act data|datos de la ley no fear",
    "oig": r"office of (?:the )?inspector general|oficina del inspector general",
    "performance": r"budget and performance|performance reports|informes de desempe[nñ]o",
    "privacy": r".*\bprivacy policy\b.*|.*\bpol[ií]tica de privacidad\b.*",
    "usa-gov": r"(?:visit|contact) usa\.gov|visite usa\.?gov en espa[nñ]ol",
    "vulnerability": r"vulnerability disclosure policy",
}
_PATTERNS = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _EXACT.items()}
# The Privacy Act is about the agency's records, not about its website.
_OTHER_MATTERS = {"privacy": re.compile(r"(?!.*policy).*\bprivacy act\b.*", re.IGNORECASE)}
_FURNITURE = frozenset(("footer", "header", "nav"))
_FURNITURE_ROLES = frozenset(("contentinfo", "banner", "navigation"))
_INLINE = frozenset(("span", "b", "strong", "em", "i", "font", "small", "u"))
_SEPARATORS = re.compile(r"[|•·»:;\[\]()/-]")
_MOST_WORDS_AROUND = 3
_FURNITURE_TAG = re.compile(r"[a-z]+(?:-[a-z0-9]+)*-(?:footer|identifier)(?:-[a-z0-9]+)*")
_FEW_LINKS = 3


@dataclass(frozen=True)
class RequiredLinks:
    """Each link with its label, None when the page has no such link, CannotTell when a script may write it.

    A link in a footer, a header or a navigation counts, and elsewhere one that stands alone; one in a sentence of the
    text is about something else. `unserved` says that a script writes the page's furniture.
    """

    unserved: CannotTell | None
    about: Fragment | CannotTell | None
    accessibility: Fragment | CannotTell | None
    contact: Fragment | CannotTell | None
    foia: Fragment | CannotTell | None
    no_fear: Fragment | CannotTell | None
    oig: Fragment | CannotTell | None
    performance: Fragment | CannotTell | None
    privacy: Fragment | CannotTell | None
    usa_gov: Fragment | CannotTell | None
    vulnerability: Fragment | CannotTell | None


@part
def find(document: Document) -> RequiredLinks:
    """Return the page's required links; there always is a value, if only of nothing."""
    found, unserved = links.find(document), _unserved(document)

    def best(key: str) -> Fragment | CannotTell | None:
        matter = [one for one in found.get(key, ()) if key not in _OTHER_MATTERS or not _OTHER_MATTERS[key].fullmatch(one.text)]
        in_furniture = [one for one in matter if _is_in_furniture(one.element)]
        here = in_furniture + [one for one in matter if one not in in_furniture and not _is_in_prose(one.element)]
        named = (one for one in here if _PATTERNS[key].fullmatch(comparable(one.text)))
        return next(chain(named, here), unserved)

    return RequiredLinks(unserved, **{key.replace("-", "_"): best(key) for key in _EXACT})


def _is_in_furniture(link: Element) -> bool:
    return any(one.tag in _FURNITURE or one.get("role") in _FURNITURE_ROLES for one in link.iterancestors())


def _is_in_prose(link: Element) -> bool:
    """True where the words right before and after the link make a sentence with it."""
    one = link
    while True:
        before, after = _around(one)
        parent = one.getparent()
        if before.strip() or after.strip() or parent is None or parent.tag not in _INLINE:
            break
        one = parent
    return word_count(_SEPARATORS.split(before)[-1]) + word_count(_SEPARATORS.split(after)[0]) > _MOST_WORDS_AROUND


def _around(element: Element) -> tuple[str, str]:
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    return before[-300:], (element.tail or "")[:300]


def _unserved(document: Document) -> CannotTell | None:
    """Return RENDERED_BY_SCRIPT where the footer, the identifier or the whole page is an empty shell in the served markup."""
    shells = [one for tag in document.index.by_tag if _FURNITURE_TAG.fullmatch(tag) for one in document.index.by_tag[tag]]
    footers = [*document.index.by_tag["footer"], *document.index.by_id["footer"]]
    footers += [one for one in document.index.by_attribute["role"] if one.get("role") == "contentinfo"]
    if any(_is_empty(document, one) for one in shells) or (footers and all(_is_empty(document, one) for one in footers)):
        return RENDERED_BY_SCRIPT
    addressed = sum(1 for one in document.index.by_tag["a"] if one.get("href"))
    return RENDERED_BY_SCRIPT if addressed < _FEW_LINKS and _has_script(document.index.by_tag["script"]) else None


def _is_empty(document: Document, element: Element) -> bool:
    return not document.dom_text(element) and element.find(".//a") is None and element.find(".//img") is None


def _has_script(scripts: Iterable[Element]) -> bool:
    return any(one.get("src") and "json" not in one.get("type", "") for one in scripts)
