"""Links: the links that policy requires of government sites (privacy, FOIA, Inspector General ...), known by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from govpagecheck.document import Document, Element
from govpagecheck.parts import Fragment, part
from govpagecheck.text import comparable
from govpagecheck.word_search import Texts

_OF_SITE = r"(?:(?:our|the|this|web ?site|site|web|digital|online|internet|general) )*"
_BODY = r"(?:office|courts?|department|commission|agency|judiciary|bureau|administration|council|authority|district|organi[sz]ation)"
_STATEMENT = r"(?:policy|policies|statements?|notices?)"
_BUDGET_WORD = r"(?:budgets?|(?:strategic )?plans?|planning|performance|finances?|accountability|reports?)"

# Whole labels, case folded: the identifier's labels and those of required web content, English and Spanish (catalogue
# 4.8), then the variants that agencies use.
LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "about": (
            r"about(?: us)?|acerca de(?: nosotros)?",
            rf"about (?:our|the|this) (?:{_BODY}|county|city|(?:web ?)?site)(?: of (?:the )?[\w' ]{{3,40}})?",
            rf"about the [\w' ]{{3,30}} {_BODY}",
            r"sobre nosotros|qui[eé]nes somos|[àa] propos(?: de nous)?|关于我们",
        ),
        "accessibility": (
            r"accessibility(?: (?:statement|support))?|(?:declaraci[oó]n|soporte) de accesibilidad",
            rf"{_OF_SITE}accessibility(?: (?:{_STATEMENT}|support|information|help|aids?|assistance|compliance|commitment|certification"
            r"|feedback|guidelines|resources|services|standards))?(?: \(?(?:section )?508\)?)?",
            rf"(?:section )?508(?: (?:accessibility|compliance))?(?: {_STATEMENT})?|accessibility ?/ ?(?:section )?508",
            r"(?:pol[ií]tica|aviso) de accesibilidad|accesibilidad(?: (?:web|del sitio(?: web)?))?|accessibilit[eé]",
        ),
        "foia": (
            r"foia(?: requests?)?|freedom of information act|solicitud(?:es)? a trav[eé]s de (?:la )?foia",
            r"(?:u\.s\. )?(?:the )?(?:freedom of information act|freedom of information|foia)(?: ?\(foia\)| ?- ?foia)?"
            r"(?: (?:requests?|office|information|program|page|service center|public liaison|home))?",
            r"(?:make|submit|file) a foia request",
            r"solicitud(?:es)? (?:de |bajo |bajo la |de la )?(?:ley )?foia",
            r"(?:ley (?:de|por la|para la) )?libertad de (?:la )?informaci[oó]n(?: \(.{2,30}\))?(?: \(.{2,30}\))?",
        ),
        "no-fear": (
            r"no[ -]?fear(?: act)?(?: (?:data|reports?|notice|policy|statistics|information|reporting|statement))?",
            r"(?:(?:datos|informaci[oó]n) de la )?ley no[ -]fear",
        ),
        "oig": (
            r"office of the inspector general|oficina del inspector general",
            r"(?:(?:u\.s\. )?office of (?:the )?)?inspector general(?:'s office)?(?: ?\((?:[a-z]{2,6} ?)?oig\))?(?: hotline)?",
            r"oig(?: hotline)?|inspector general \(oig\)",
        ),
        "performance": (
            r"performance reports?|(?:informes?|reportes?) de desempe[nñ]o|presupuesto y desempe[nñ]o",
            r"performance (?:and|&) (?:accountability|financial) reports?",
            rf"(?=.*budget)(?=.*performance)(?:{_BUDGET_WORD}(?:,? and |,? & |, | ?/ ?| |$))+",
        ),
        "privacy": (
            r"privacy(?: policy)?|pol[ií]tica de privacidad",
            rf"{_OF_SITE}privacy(?: (?:(?:and|&) security )?{_STATEMENT})?|privacy(?: (?:and|&) |/)security",
            r"privacy (?:policy statement|information)|privacy act(?: (?:statement|notice))?",
            r"(?:pol[ií]ticas?|aviso|declaraci[oó]n|normas) (?:de|sobre) (?:la )?privacidad"
            r"(?: y (?:t[eé]rminos|condiciones) de uso)?(?: del (?:portal|sitio)\b.{0,60})?",
            r"privacidad(?: y seguridad)?|(?:politique de )?confidentialit[eé]",
        ),
        "usa-gov": (
            r"(?:visit|contact) usa\.gov|visite usa\.?gov en espa[nñ]ol",
            r"(?:(?:visit|contact|go to|link to|logo of|the) )?(?:www\.)?usa\.?gov(?: (?:logo|home ?page|site|website|link))?"
            r"(?: ?[-:,|(].{0,80})?",
            r"usa\.?gov en espa[nñ]ol|gobiernousa\.gov",
        ),
        "contact": (
            r"contact(?: us)?|contacts|contact information",
            r"contacto|cont[aá]cte(?:nos|se con nosotros)|cont[aá]ctanos|comun[ií]quese con nosotros",
            r"nous contacter|contactez-nous|联系我们|聯絡我們",
        ),
        "vulnerability": (
            r"(?:security )?vulnerability (?:disclosure|reporting)(?: (?:policy|program|statement))?(?: \(vdp\))?",
            r"report (?:a |an )?(?:security )?vulnerabilit(?:y|ies)",
            r"(?:pol[ií]tica|programa) de divulgaci[oó]n de vulnerabilidad(?:es)?|informar (?:de )?una vulnerabilidad",
        ),
        "terms": (
            rf"{_OF_SITE}terms(?: (?:of (?:use|service)|(?:and|&) conditions(?: of use)?))?(?: agreement)?",
            r"conditions of use|user agreement",
            r"t[eé]rminos(?: (?:de (?:uso|servicio)|y condiciones(?: de uso)?))?|condiciones de uso",
        ),
    }
)
_LABELS = {key: re.compile("|".join(patterns)) for key, patterns in LABELS.items()}
# "About" and an acronym or a site's name; an ordinary word after it is an article's title.
_ABOUT = re.compile(
    r"(?:About(?: the)?|Acerca de(?: la| el|l)?|Sobre(?: la| el)?) (?:[A-Z][A-Z0-9&.-]{1,9}|[A-Z][\w-]*\.(?:gov|mil|GOV|MIL))"
)
_CONTACT = re.compile(r"Contact (?:the )?[A-Z][A-Z0-9&.-]{1,9}")
_ABOUT_ANY = re.compile(r"(?:about|acerca de|sobre) \S.{0,60}")
# An agency's name before the label, as in "EPA Office of Inspector General".
_AGENCY = r"(?:[A-Z][\w.&'-]*(?: (?:of|for|and|the|on|de|la|del|y|[A-Z][\w.&'-]*)){0,6} )?"
_OF_AGENCY = re.compile(
    rf"{_AGENCY}(?P<rest>(?:Office of (?:the )?)?Inspector General(?: \(OIG\))?|OIG|(?:FOIA|Freedom of Information Act)(?: .*)?"
    r"|(?:No FEAR|NO FEAR|No Fear) Act.*|Privacy Policy)"
)
# What may stand beside a required link's label in one link, as in "Privacy & Disclaimers".
_NEUTRAL = re.compile(
    r"security(?: policy)?|disclaimers?(?: notices?)?|copyright|legal(?: (?:notices?|disclaimers?|policies))?|notices?|policies|policy"
    r"|cookies|site ?map|(?:web(?:site)?|site) policies|linking|website|use|statement|act|seguridad|508|important links|plug-?ins"
    r"|viewers|feedback|help|media"
)
_JOINT = re.compile(r"\s*(?:[,/|&;]|\band\b|\by\b|\be\b)\s*")
_SUFFIX = re.compile(
    r"\(?(?:link is external|external(?: link)?|opens (?:in )?(?:a )?new (?:window|tab)|new window|pdf|off-site link"
    r"|exit(?: \S+)? (?:web ?)?site|enlace externo|se abre en una nueva ventana)\)?$",
    re.IGNORECASE,
)
_MARKS = " \t.,;:!>»›→|•·*-<«‹←"
_STEMS = (
    *("about", "propos", "关于", "acerca", "sobre", "somos", "cesib", "cessib", "508", "foia", "freedom", "libertad", "fear", "inspector"),
    *("oig", "perform", "desempe", "priva", "confiden", "usa.gov", "usagov", "gobiernousa", "contac", "contác", "联系", "聯絡", "quese"),
    *("vulnerab", "terms", "rminos", "condicion", "condition", "agreement"),
)
_UNREAL = re.compile(r"\s*(?:#|javascript:|data:|about:|$)", re.IGNORECASE)
_IDENTIFIER_NAMES = ("important links", "enlaces importantes")
_LONGEST = 120


@part
def find(document: Document) -> Mapping[str, tuple[Fragment, ...]]:
    """Return the links found under each key of LABELS that has any, in document order; a fragment's text is the label that matched.

    Where a link stands (footer, navigation, article) is for rules to judge; an address that leads nowhere is no link.
    """
    found: dict[str, list[Fragment]] = {}
    last: Element | None = None  # whose keys were found: its other names tell nothing more
    for link, text in _named_links(document):
        if link is last:
            continue
        keys = keys_of(text)
        if not keys and _ABOUT_ANY.fullmatch(text.lower()) and _is_in_identifier(link):
            keys = ("about",)
        if link.get("href", "").strip().lower().startswith(("mailto:", "tel:")):
            keys = tuple(key for key in keys if key == "contact")
        for key in keys:
            found.setdefault(key, []).append(Fragment(link, text))
        if keys:
            last = link
    return MappingProxyType({key: tuple(found[key]) for key in LABELS if key in found})


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of LABELS that a link's text stands for; several where one link names several policies.

    >>> keys_of("Privacy Policy")
    ('privacy',)
    >>> keys_of("Accessibility, Privacy & Disclaimer")
    ('accessibility', 'privacy')
    """
    lowered = text.lower()
    if len(text) > _LONGEST or not any(stem in lowered for stem in _STEMS):
        return ()
    written = comparable(text).strip(_MARKS)
    written = _SUFFIX.sub("", written).strip(_MARKS)
    if keys := _keys_of_label(written):
        return keys
    pieces = _JOINT.split(written)
    if office := _OF_AGENCY.fullmatch(written):
        pieces = _JOINT.split(office["rest"])
        if keys := _keys_of_label(office["rest"]):
            return keys
    elif office := _OF_AGENCY.fullmatch(pieces[0]):
        pieces[0] = office["rest"]
    if len(pieces) == 1:
        return ()
    known = [_keys_of_label(piece) for piece in pieces]
    if any(not keys and not _NEUTRAL.fullmatch(piece.lower()) for keys, piece in zip(known, pieces, strict=True)):
        return ()
    return tuple(key for key in LABELS if any(key in keys for keys in known))


def _keys_of_label(label: str) -> tuple[str, ...]:
    folded = label.lower()
    if _ABOUT.fullmatch(label):
        return ("about",)
    if _CONTACT.fullmatch(label):
        return ("contact",)
    return tuple(key for key, pattern in _LABELS.items() if pattern.fullmatch(folded))


def _named_links(document: Document) -> list[tuple[Element, str]]:
    """Return the links that lead somewhere with each of their names that may be a required link's, in document order."""
    links = [one for one in document.index.by_tag["a"] if (address := one.get("href")) is not None and not _UNREAL.match(address)]
    named = [(link, text) for link in links for text in _names(document, link)]
    return [named[number] for number in Texts(text for _, text in named).holding(_STEMS)]


def _names(document: Document, link: Element) -> Iterator[str]:
    """Yield what may name the link: its text or that of its pictures, then its `aria-label`."""
    text = document.dom_text(link)
    if not text:
        text = " ".join(alt for image in link.iter("img") if (alt := image.get("alt", "").strip()))
    if text:
        yield text
    if name := link.get("aria-label", "").strip():
        yield name


def _is_in_identifier(link: Element) -> bool:
    """True among an identifier's required links, where "About" may be followed by any name."""
    return any(
        "usa-identifier" in one.get("class", "").split() or one.get("aria-label", "").strip(" ,").lower() in _IDENTIFIER_NAMES
        for one in link.iterancestors("nav", "div", "section", "footer")
    )
