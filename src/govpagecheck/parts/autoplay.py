"""Autoplay: audio and video that start by themselves and are not muted, how long they play, and what may stop them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from govpagecheck.accessibility.visibility import is_exposed
from govpagecheck.document import Document, Element
from govpagecheck.parts import part
from govpagecheck.text import normalise

_MOST_SOURCES = 50
_LONGEST_LABEL = 60
_SHORT = 3.0  # seconds: what WCAG 1.4.2 lets play
# Media Fragments URI 1.0, temporal dimension: #t=begin,end in seconds, or hours:minutes:seconds.
_FRAGMENT = re.compile(r"#(?:.*&)?t=(?:npt:)?([0-9:.]*)(?:,([0-9:.]+))?(?:&|$)")
_STOPS = re.compile(
    r"\b(?:pause|stop|mute|unmute|silence|turn off|play|volume|sound|music|audio|pausa|detener|silenciar|sonido)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Autoplay:
    """Media that start by themselves: `length` is "short" (three seconds or less), "unknown" or "whole file".

    `has_controls` says that the browser shows its own controls, `has_button` that something on the page is named like a
    button that stops sound.
    """

    element: Element
    tag: str
    length: str
    has_controls: bool
    has_button: bool


@part
def find(document: Document) -> tuple[Autoplay, ...]:
    """Return the audio and video elements with `autoplay` and a source, and without `muted`, in document order."""
    found = []
    for element in document.index.by_attribute["autoplay"]:
        if element.tag not in ("audio", "video") or element.get("muted") is not None:
            continue
        sources = [element.get("src"), *(one.get("src") for one in islice(element.iterchildren("source"), _MOST_SOURCES))]
        addresses = [source for source in sources if source]
        if addresses:
            has_controls = element.get("controls") is not None
            found.append(Autoplay(element, element.tag, _length(element, addresses), has_controls, _has_button(document)))
    return tuple(found)


def _length(element: Element, addresses: list[str]) -> str:
    if element.get("loop") is not None:
        return "whole file"
    lengths = {_length_of(address) for address in addresses}
    return "whole file" if "whole file" in lengths else "unknown" if "unknown" in lengths else "short"


def _length_of(address: str) -> str:
    fragment = _FRAGMENT.search(address)
    if fragment is None or not (fragment[1] or fragment[2]):
        return "whole file"
    begin, end = _seconds(fragment[1] or "0"), _seconds(fragment[2] or "")
    if begin is None or end is None:
        return "unknown"  # it plays to the end of the file
    return "short" if 0 <= end - begin <= _SHORT else "whole file"


def _seconds(written: str) -> float | None:
    """Return the seconds of a time such as 75, 1:15 or 0:01:15.5, None for what is none."""
    try:
        return sum(float(number) * 60.0**place for place, number in enumerate(reversed(written.split(":")[:3])))
    except ValueError:
        return None


def _has_button(document: Document) -> bool:
    return document.memo("button that stops sound", lambda: any(_stops_sound(document, one) for one in _controls(document)))


def _controls(document: Document) -> list[Element]:
    index = document.index
    with_role = [one for one in index.by_attribute["role"] if one.get("role") in ("button", "slider", "switch", "checkbox")]
    return [*index.by_tag["button"], *index.by_tag["a"], *index.by_tag["input"], *with_role]


def _stops_sound(document: Document, control: Element) -> bool:
    words = [control.get(name, "") for name in ("aria-label", "title", "value", "alt")]
    text = document.dom_text(control)
    label = normalise(" ".join([*words, text, *(one.get("alt") or "" for one in islice(control.iter("img"), 5))]))
    return len(label) <= _LONGEST_LABEL and _STOPS.search(label) is not None and is_exposed(document, control)
