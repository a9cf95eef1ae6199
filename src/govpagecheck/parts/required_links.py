"""Required links: for each link that policy asks for, the one of the page that serves as it, where readers would look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from govpagecheck.document import Document, Element
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, Fragment, links, metadata, part
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
# In a menu or a footer "About" and a name is the page about the agency; in the text it is any article's title.
_ABOUT_NAME = re.compile(r"(?:About|Acerca de(?:l| la)?) (?:(?:the|our) )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}")
_FURNITURE = frozenset(("footer", "header", "nav"))
_FURNITURE_ROLES = frozenset(("contentinfo", "banner", "navigation"))
_INLINE = frozenset(("span", "b", "strong", "em", "i", "font", "small", "u"))
_SEPARATORS = re.compile(r"[|•·»:;\[\]()/-]")
_MOST_WORDS_AROUND = 3
_FURNITURE_TAG = re.compile(r"[a-z]+(?:-[a-z0-9]+)*-(?:footer|identifier)(?:-[a-z0-9]+)*")
_FEW_LINKS = 3
_SERVED = 4  # kinds of required links; furniture that holds as many is served, whatever else a script fills in

# A call with arguments goes somewhere; void(0) and its like go nowhere.
_SCRIPT_CALL = re.compile(r"\s*javascript:\s*(?!void\b)[\w.$]+\([^)]", re.IGNORECASE)


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
    found = links.find(document)
    unserved = None if len(found) >= _SERVED else _unserved(document)
    otherwise = unserved or _other_language(document)
    by_script = _followed_by_script(document)

    def best(key: str) -> Fragment | CannotTell | None:
        in_furniture: list[Fragment] = []
        alone: list[Fragment] = []
        for one in found.get(key, ()):
            if key in _OTHER_MATTERS and _OTHER_MATTERS[key].fullmatch(one.text):
                continue
            if _is_in_furniture(one.element):
                in_furniture.append(one)
            elif not _is_in_prose(one.element):
                alone.append(one)
        if key == "about":
            in_furniture += _about_in_menus(document)
        here = [*in_furniture, *alone]
        named = (one for one in here if _PATTERNS[key].fullmatch(comparable(one.text)))
        return next(chain(named, here), by_script.get(key, otherwise))

    return RequiredLinks(unserved, **{key.replace("-", "_"): best(key) for key in _EXACT})


def _followed_by_script(document: Document) -> dict[str, CannotTell]:
    """Return the links that lead somewhere by a script only: it is their address (ASP.NET menus do so), or they have none ("#")."""
    found: dict[str, CannotTell] = {}
    for link in document.index.by_tag["a"]:
        address = link.get("href", "").strip()
        is_call = bool(_SCRIPT_CALL.match(address))
        if is_call or address == "#":
            text = document.dom_text(link)
            has = "has a script as its address" if is_call else "has no address but “#”, and leads nowhere unless a script follows it"
            for key in links.keys_of(text):
                found.setdefault(key, CannotTell("needs-browser", f"the link “{text}” {has}, which only a browser shows"))
    return found


def _about_in_menus(document: Document) -> list[Fragment]:
    links = (link for link in document.index.by_tag["a"] if link.get("href", "#")[:1] not in ("#", ""))
    named = ((link, text) for link in links if _ABOUT_NAME.fullmatch(text := document.dom_text(link)))
    return [Fragment(link, text) for link, text in named if _is_in_menu(document, link)]


def _is_in_menu(document: Document, link: Element) -> bool:
    return _is_in_furniture(link) or (document.closest(link, "li") is not None and document.closest(link, "main", "article") is None)


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


def _other_language(document: Document) -> CannotTell | None:
    """Return why a link that was not found may be there all the same: the names are known in English and Spanish only."""
    language = metadata.find(document).language
    return (
        None
        if language in ("en", "es")
        else CannotTell("needs-person", f"the page's language is “{language}”, in which the names of such links are not known")
    )


def _unserved(document: Document) -> CannotTell | None:
    """Return RENDERED_BY_SCRIPT where the footer, the identifier or the whole page is an empty shell in the served markup."""
    shells = [one for tag in document.index.by_tag if _FURNITURE_TAG.fullmatch(tag) for one in document.index.by_tag[tag]]
    footers = [*document.index.by_tag["footer"], *document.index.by_id["footer"]]
    footers += [one for one in document.index.by_attribute["role"] if one.get("role") == "contentinfo"]
    if any(_is_empty(document, one) for one in shells) or (footers and all(_is_empty(document, one) for one in footers)):
        return RENDERED_BY_SCRIPT
    addressed = sum(1 for one in document.index.by_tag["a"] if one.get("href"))
    is_written = addressed < _FEW_LINKS and _has_script(document.index.by_tag["script"]) and _awaits_content(document)
    return RENDERED_BY_SCRIPT if is_written else None


def _awaits_content(document: Document) -> bool:
    """True where the served markup leaves room for a script: a web component, or a named part without anything in it."""
    parts = (one for tag in ("div", "section", "header", "nav", "aside") for one in document.index.by_tag[tag] if one.get("id"))
    has_custom_tag = any("-" in tag and "}" not in tag for tag in document.index.by_tag)
    return metadata.find(document).is_app_shell or has_custom_tag or any(len(one) == 0 and not (one.text or "").strip() for one in parts)


def _is_empty(document: Document, element: Element) -> bool:
    return not document.dom_text(element) and element.find(".//a") is None and element.find(".//img") is None


def _has_script(scripts: Iterable[Element]) -> bool:
    return any(one.get("src") and "json" not in one.get("type", "") for one in scripts)
