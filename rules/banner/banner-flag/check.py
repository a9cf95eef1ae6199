"""Judge the banner's flag by what names it: text, file or class. A flag that a style sheet may draw needs a browser."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Element, Fragment, Miss

NEEDS_BROWSER = CannotTell("needs-browser", "a style sheet or an image without a name may show the flag; only a browser tells")
EMOJI = "\N{REGIONAL INDICATOR SYMBOL LETTER U}\N{REGIONAL INDICATOR SYMBOL LETTER S}"
UNITED_STATES = re.compile(r"\bu\.? ?s\.?a?\b|united states|american|estados unidos|ee\.? ?uu|favicon 57", re.IGNORECASE)
OTHER = re.compile(
    r"\bstate\b|\bcounty\b|\bcity\b|\btrib(?:e|al)\b|\bnation\b|\bflag of\b|"
    r"\b(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|"
    r"kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|"
    r"new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|"
    r"south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|wisconsin|wyoming|guam|puerto rico|samoa)\b",
    re.IGNORECASE,
)
SVG = "{http://www.w3.org/2000/svg}"
BOXES = frozenset({"span", "div", "i", "em", "b", "p"})


def check(context: Context, banner: Any) -> Iterator[Miss | CannotTell]:
    if banner.flag is not None:
        words = _words(banner.flag)
        if OTHER.search(words) and not UNITED_STATES.search(words):
            yield Miss(words, reason="other-flag", element=banner.flag)
    elif banner.is_drawn_by_script:
        yield RENDERED_BY_SCRIPT
    elif EMOJI in context.document.dom_text(banner.element):
        yield Miss(EMOJI, reason="emoji")
    elif _may_be_drawn(banner):
        yield NEEDS_BROWSER
    else:
        yield Miss(reason="missing-flag")


def _words(flag: Element) -> str:
    """Return what names the flag: its texts and its file's name, as words."""
    found = []
    for one in (flag, *flag.iterdescendants("img", f"{SVG}title", f"{SVG}use")):
        found += [one.get(name) or "" for name in ("alt", "title", "aria-label", "href", "{http://www.w3.org/1999/xlink}href")]
        found += [one.text or "" if one.tag == f"{SVG}title" else ""]
        source = one.get("src") or one.get("data-src") or ""
        found += ["" if source.startswith("data:") else source.rpartition("/")[2].partition("?")[0]]
    return " ".join(re.sub(r"[_\-]+|\.(?=\w{3,4}$)", " ", word) for word in found if word).strip()


def _may_be_drawn(banner: Any) -> bool:
    parts = [banner.panel, banner.toggle.element if isinstance(banner.toggle, Fragment) else None]
    elsewhere = {one for part in parts if part is not None and part is not banner.element for one in part.iter()}
    seen = [one for one in banner.element.iter(etree.Element) if one not in elsewhere]
    is_own = banner.generation == "own"
    return any(_is_paintable(one) or (is_own and (one.get("class") or one.get("id"))) for one in seen)


def _is_paintable(element: Element) -> bool:
    """True for an image without a name, and for a box that a style paints or that is there for nothing else."""
    if element.tag == f"{SVG}svg" or "flag" in f"{element.get('class')} {element.get('id')}".lower():
        return True
    if element.tag == "img":
        return (element.get("src") or "data:").startswith("data:")
    if "url(" in (element.get("style") or ""):
        return True
    return element.tag in BOXES and len(element) == 0 and not (element.text or "").strip() and element.get("class") is not None
