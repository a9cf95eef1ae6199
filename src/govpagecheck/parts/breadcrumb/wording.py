"""The words and marks of trails: what labels them, what separates their entries, and what the first entry says."""

from __future__ import annotations

import re

from govpagecheck.text import comparable

_LABEL_WORDS = (
    r"(?:site |page )?bread ?crumbs?(?: trail| navigation| menu| links)?|you are here|your location|current location"
    r"|full path to the current page"
    r"|ruta de navegaci[oó]n|migas de pan|sobrescribir enlaces de ayuda a la navegaci[oó]n|(?:usted )?est[aá] (?:usted )?aqu[ií]"
    r"|fil d'ariane|chemin de navigation|vous [eê]tes ici"
    r"|percorso(?: di navigazione)?|sei qui|briciole di pane|brotkr[uü]mel(?:navigation)?|sie sind hier"
)
IS_LABEL = re.compile(rf"(?:{_LABEL_WORDS})[\s:,>]*", re.IGNORECASE)
STARTS_WITH_LABEL = re.compile(rf"^(?:{_LABEL_WORDS}|location|path)\s*:\s*", re.IGNORECASE)

_ARROWS = r"»›→▸►❯⟩>"
_ANY_SEPARATOR = rf"[\s{_ARROWS}/\\|•·:~–—-]"
ONLY_SEPARATORS = re.compile(rf"{_ANY_SEPARATOR}+")
LEADING_SEPARATOR = re.compile(rf"(?:[{_ARROWS}/\\|•·:~]+|[–—-]+(?=\s))\s*")
TRAILING_SEPARATOR = re.compile(rf"(?:[{_ARROWS}/\\|•·:~]|(?<=\s)[–—-])+$")
INNER_SEPARATOR = re.compile(rf"[{_ARROWS}]+|::+|(?<=\s)[/|](?=\s)")
_ELLIPSES = ("…", "...")

_HOME_WORDS = r"(?:home(?: ?page)?|inicio|portada|p[áa]gina (?:de inicio|principal)|accueil|page d'accueil|startseite|canada\.ca)"
_IS_HOME = re.compile(_HOME_WORDS, re.IGNORECASE)
_MENTIONS_HOME = re.compile(r"\b(?:home|inicio|portada|accueil|startseite)\b", re.IGNORECASE)
_HOME_ADDRESS = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)(?:(?:en|es|fr)/?)?(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)
_HOME = rf"(?:[\w.'& -]{{0,30}}\bhome(?: ?page)?|{_HOME_WORDS}|overview)"
# A trail without a telling name: a line that begins at home; "|" would also fit every row of footer links.
LINE_FROM_HOME = re.compile(rf"(?:(?:{_LABEL_WORDS})\s*:?\s*)?{_HOME}\s*(?:[{_ARROWS}/→]|::)\s*\S.*", re.IGNORECASE)
# Every such line, and every label, holds one of these.
TRAIL_STEMS = (
    *("home", "inicio", "portada", "principal", "accueil", "startseite", "canada.ca", "overview", "crumb", "you are here", "your location"),
    *("current location", "current page", "ruta de navegaci", "migas de pan", "sobrescribir", " aqu", "ariane", "chemin de navigation"),
    *("tes ici", "percorso", "sei qui", "briciole di pane", "brotkr", "sie sind hier"),
)
ITEM_AND_SEPARATOR = re.compile(rf"{_HOME}\s*[{_ARROWS}/]+", re.IGNORECASE)


def is_home_word(text: str) -> bool:
    """True when the text says home, in some language, and nothing else.

    >>> is_home_word("Home"), is_home_word("Página principal"), is_home_word("Agency home")
    (True, True, False)
    """
    return _IS_HOME.fullmatch(comparable(text)) is not None


def mentions_home(text: str) -> bool:
    """True when the text holds a word for home, perhaps among others.

    >>> mentions_home("Agency home"), mentions_home("Homeland")
    (True, False)
    """
    return _MENTIONS_HOME.search(comparable(text)) is not None


def is_home_address(address: str) -> bool:
    """True when the address is that of a site's home page, perhaps in one language.

    >>> is_home_address("https://www.agency.gov/"), is_home_address("/es/default.aspx"), is_home_address("/homes/")
    (True, True, False)
    """
    return _HOME_ADDRESS.fullmatch(address.strip()) is not None


def without_ellipsis(text: str) -> str:
    """Return the text up to the ellipsis after its last word, with which templates cut long titles.

    >>> without_ellipsis("Register a ferry ...")
    'Register a ferry'
    """
    # A pattern would try each of a heading full of dots.
    end = next((number for number in range(len(text), 0, -1) if text[number - 1].isalnum()), 0)
    starts = [start for mark in _ELLIPSES if (start := text.find(mark, end)) >= 0]
    return text[: min(starts)].rstrip() if starts else text
