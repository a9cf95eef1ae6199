"""Find links into new windows whose name, text and description do not tell of it; the first is told, with the number of others."""

import re
from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import (
    Context,
    Document,
    Element,
    Miss,
    accessible_description,
    accessible_name,
    is_certain,
)

TOLD = re.compile(
    r"\b(?:new|another|separate|other|different) (?:browser )?(?:windows?|tabs?)\b"
    r"|\b(?:external|exit|off-?site|pop-?up)\b|\bleav(?:e|es|ing)\b"
    r"|\b(?:nueva|otra) (?:ventana|pestaña)|(?:ventana|pestaña) nueva|\benlace externo",
    re.IGNORECASE,
)
# A sentence of the page about all such links.
TOLD_ONCE = re.compile(
    r"\b(?:links?|icon|enlaces?)\b.{0,60}\b(?:opens?|opening|opened|abren?)\b.{0,40}"
    r"\b(?:new (?:browser )?(?:windows?|tabs?)|nueva (?:ventana|pestaña))\b",
    re.IGNORECASE,
)
OPENS = re.compile("open|abr", re.IGNORECASE)  # which that sentence has: a quick look before the slow one
# USWDS writes the words with its style sheet; the others do so on some sites.
MARKED = re.compile(r"(?<![\w-])usa-link--external(?![\w-])")
MAY_BE_MARKED = re.compile(r"(?<![a-z])ext(?:ernal|link)?(?![a-z])|new-?(?:window|tab)", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z+.-]*:", re.IGNORECASE)  # mail, telephone, scripts: these open no page
SAME_WINDOW = frozenset(("", "_self", "_parent", "_top", "_unfencedtop"))


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss]]:
    document = context.document
    own_windows = SAME_WINDOW | {one.get("name", "").lower() for one in document.index.by_tag["iframe"]}
    silent = [one for one in links if _opens_window(document, one, own_windows) and not _is_told(document, one)]
    if silent and not _is_told_once(document):
        others = f", like {len(silent) - 1} more of the page," if len(silent) > 1 else ""
        yield silent[0], Miss(accessible_name(document, silent[0]), reason="not-told", words={"others": others})


def _opens_window(document: Document, link: Element, own_windows: frozenset[str]) -> bool:
    if link.get("target", "").strip().lower() in own_windows:
        return False
    address = link.get("href", "").strip()
    return bool(address) and not OTHER_SCHEME.match(address) and bool(accessible_name(document, link))


def _is_told_once(document: Document) -> bool:
    lines = (line.text for line in document.lines if len(line.text) < 500)
    return any(OPENS.search(text) and TOLD_ONCE.search(text) for text in lines)


def _is_told(document: Document, link: Element) -> bool:
    classes = link.get("class", "")
    if MARKED.search(classes) or (not is_certain(document) and MAY_BE_MARKED.search(classes)):
        return True
    texts = (accessible_name(document, link), document.dom_text(link), accessible_description(document, link))
    return any(TOLD.search(text) for text in dict.fromkeys(texts))
