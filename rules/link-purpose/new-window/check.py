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
    is_exposed,
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
# USWDS writes the words with its style sheet; the others do so on some sites.
MARKED = re.compile(r"(?<![\w-])usa-link--external(?![\w-])")
MAY_BE_MARKED = re.compile(r"(?<![a-z])ext(?:ernal|link)?(?![a-z])|new-?(?:window|tab)", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z+.-]*:", re.IGNORECASE)  # mail, telephone, scripts: these open no page
SAME_WINDOW = ("", "_self", "_parent", "_top", "_unfencedtop")


def check(context: Context, link: Element) -> Iterator[Miss]:
    document = context.document
    links = document.memo("new-window", lambda: _silent_links(document))
    if links and links[0] is link:
        others = f", like {len(links) - 1} more of the page," if len(links) > 1 else ""
        yield Miss(accessible_name(document, link), reason="not-told", words={"others": others})


def _silent_links(document: Document) -> Sequence[Element]:
    found = [one for one in document.index.by_attribute["target"] if _opens_window(document, one) and not _is_told(document, one)]
    if not found or any(TOLD_ONCE.search(line.text) for line in document.lines if len(line.text) < 500):
        return ()
    return found


def _opens_window(document: Document, link: Element) -> bool:
    target = link.get("target", "").strip().lower()
    if link.tag not in ("a", "area") or target in SAME_WINDOW or not is_exposed(document, link):
        return False
    address = link.get("href", "").strip()
    if not address or OTHER_SCHEME.match(address):
        return False
    frames = document.memo("new-window: frames", lambda: {one.get("name", "").lower() for one in document.index.by_tag["iframe"]})
    return target not in frames and bool(accessible_name(document, link))


def _is_told(document: Document, link: Element) -> bool:
    classes = link.get("class", "")
    if MARKED.search(classes) or (not is_certain(document) and MAY_BE_MARKED.search(classes)):
        return True
    texts = (accessible_name(document, link), document.dom_text(link), accessible_description(document, link))
    return any(TOLD.search(text) for text in texts)
