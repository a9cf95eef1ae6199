"""Guidance of an official-site banner: the item on the domain and the item on HTTPS, each a heading and a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from govpagecheck.document import Document, Element, Line, lowest_common
from govpagecheck.parts import Fragment
from govpagecheck.parts.banner.wording import explains, guidance_topic, is_toggle, mentions_https, read_sentence

_SHORT = 70


@dataclass(frozen=True)
class Guidance:
    """The four texts of the guidance, as far as they were found."""

    domain_heading: Fragment | None = None
    domain_text: Fragment | None = None
    https_heading: Fragment | None = None
    https_text: Fragment | None = None

    @property
    def elements(self) -> list[Element]:
        """The elements of the texts."""
        found = (self.domain_heading, self.domain_text, self.https_heading, self.https_text)
        return [one.element for one in found if one is not None]

    @property
    def is_complete(self) -> bool:
        """True when both items are there, be it by heading or text."""
        return bool((self.domain_heading or self.domain_text) and (self.https_heading or self.https_text))


def read_guidance(document: Document, lines: Sequence[Line]) -> Guidance:
    """Read the first domain item and the first HTTPS item among the lines."""
    guidance = Guidance()
    number = 0
    while number < len(lines):
        text = lines[number].text
        topic = None if read_sentence(text) or is_toggle(text) else guidance_topic(text)
        if topic is None or getattr(guidance, f"{topic}_heading") or getattr(guidance, f"{topic}_text"):
            number += 1
            continue
        heading, body, number = _read_item(document, lines, number, topic)
        guidance = replace(guidance, **{f"{topic}_heading": heading, f"{topic}_text": body})
        if guidance.is_complete:
            break
    return guidance


def _read_item(document: Document, lines: Sequence[Line], start: int, topic: str) -> tuple[Fragment | None, Fragment | None, int]:
    """Return heading and text of the item that starts at line `start`, and the number of the line after it."""
    first = lines[start]
    heading: Fragment | None
    if parts := _split_heading(document, first):
        return *parts, start + 1
    if len(first.text) <= _SHORT and not first.text.rstrip().endswith("("):
        heading = Fragment(first.element, first.text)
        start += 1
        if start >= len(lines) or not explains(lines[start].text, topic):
            return heading, None, start
    else:
        heading = None
    body = [lines[start]]
    end = start + 1
    while end < len(lines) and len(body) < 6 and _continues(body, lines[end], topic):
        body.append(lines[end])
        end += 1
    return heading, Fragment(lowest_common([line.element for line in body]), " ".join(line.text for line in body)), end


def _continues(body: Sequence[Line], line: Line, topic: str) -> bool:
    """True when the line goes on with the text: the lock icon broke the sentence, or a line break divides one paragraph."""
    if not any(letter.isalnum() for letter in line.text):
        return False
    if topic == "https" and mentions_https(body[0].text) and not any("https" in one.text.casefold() for one in body):
        return guidance_topic(line.text) in ("https", None)
    return line.element is body[-1].element and guidance_topic(line.text) is None and not is_toggle(line.text)


def _split_heading(document: Document, line: Line) -> tuple[Fragment, Fragment] | None:
    """Split a line that holds heading and text, the heading in bold or in an element of its own."""
    bold = next((one for one in line.element if one.tag in ("strong", "b", "span", "em")), None)
    heading = document.dom_text(bold) if bold is not None else ""
    if bold is None or not line.text.startswith(heading) or not 15 <= len(heading) <= _SHORT or guidance_topic(heading) is None:
        return None
    rest = line.text[len(heading) :].strip()
    return (Fragment(bold, heading), Fragment(line.element, rest)) if len(rest) >= 15 else None


def lines_inside(document: Document, root: Element) -> list[Line]:
    """Return the lines of the page whose element is the root or stands in it."""
    numbers: dict[Element, list[int]] = document.memo("line numbers by element", lambda: _number_lines(document))
    return [document.lines[number] for number in sorted(number for one in root.iter() for number in numbers.get(one, ()))]


def _number_lines(document: Document) -> dict[Element, list[int]]:
    numbers: dict[Element, list[int]] = {}
    for number, line in enumerate(document.lines):
        numbers.setdefault(line.element, []).append(number)
    return numbers
