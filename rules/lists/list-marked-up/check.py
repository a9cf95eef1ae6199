"""Find lines between breaks, and paragraphs in a row, that begin with the sign of a list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from govpagecheck.rule_api import Context, Document, Element, Miss, is_exposed, normalise

DOT = re.compile(r"([•●○◦▪■□▫‣⁃∙·➢➤►▶✓✔❖])\s*\w")
DASH = re.compile(r"([*–—-])\s+[^\W\d_]")  # a letter after it: minus signs and notes stand before digits
NUMBER = re.compile(r"(\d{1,2})[.)]\s+[^\W\d_]")
BLOCKS = frozenset("address article blockquote dd div dl dt fieldset form h1 h2 h3 h4 h5 h6 hr li main nav ol p section table ul".split())
NOT_SHOWN = frozenset("script style template noscript".split())
FEWEST = {"dot": 2, "dash": 3, "number": 3}
LOOKED_AT = 8  # elements inside of what may hold the beginning of a line
Run = tuple[str, Sequence[str]]  # dot, dash or number, and the signs of the lines


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    found = document.memo("list-marked-up", lambda: _find(document)).get(element)
    if found:
        reason, (kind, signs) = found
        sign = ", ".join(f"{one}." for one in signs[:3]) if kind == "number" else signs[0]
        place = element.getparent() if element.tag == "br" else element
        yield Miss(sign, "ol" if kind == "number" else "ul", reason, place, {"count": str(len(signs))})


def _find(document: Document) -> Mapping[Element, tuple[str, Run]]:
    """Return the lists that are none: those of lines by the first break of their element, others by their first paragraph."""
    found: dict[Element, tuple[str, Run]] = {}
    parents: dict[Element, Element] = {}
    for one in document.index.by_tag.get("br", ()):
        if (parent := one.getparent()) is not None and parent.tag not in ("pre", "textarea") and is_exposed(document, parent):
            parents.setdefault(parent, one)
    for parent, first in parents.items():
        run = next(_runs([(line, None) for line in _lines(parent) if line]), None)
        if run:
            found[first] = ("lines", run[0])
    paragraphs = [one for one in document.index.by_tag.get("p", ()) if is_exposed(document, one)]
    rows: list[tuple[str, Element | None]] = []
    for number, one in enumerate(paragraphs):
        if number and not _follows(paragraphs[number - 1], one):
            rows.append(("", None))
        rows.append((_beginning(one), one))
    for run, start in _runs(rows):
        if start is not None:
            found[start] = ("paragraphs", run)
    return found


def _lines(parent: Element) -> Iterator[str]:
    """Yield the beginnings of the lines that breaks part; blocks part them too, as a line of their own."""
    pieces = [parent.text or ""]
    for child in parent.iterchildren("*"):
        if child.tag == "br" or child.tag in BLOCKS:
            yield normalise("".join(pieces))
            pieces = []
        if child.tag in BLOCKS:
            yield "block"
        elif child.tag not in NOT_SHOWN and child.tag != "br" and len(pieces) < LOOKED_AT:
            pieces.append(_beginning(child))
        pieces.append(child.tail or "")
    yield normalise("".join(pieces))


def _beginning(element: Element) -> str:
    inside = [one for one in islice(element.iter("*"), LOOKED_AT) if one.tag not in NOT_SHOWN]
    return normalise("".join((one.text or "") + (one.tail or "" if one is not element else "") for one in inside))


def _follows(first: Element, second: Element) -> bool:
    return second.getprevious() is first and not (first.tail or "").strip()


def _runs(rows: Sequence[tuple[str, Element | None]]) -> Iterator[tuple[Run, Element | None]]:
    """Yield the runs of lines that begin with one sign, or with numbers that count up from 1."""
    kind, signs = "", list[str]()
    start: Element | None = None
    for line, element in [*rows, ("end", None)]:
        its_kind, sign = _sign(line)
        if its_kind and its_kind == kind and (int(sign) == int(signs[-1]) + 1 if kind == "number" else sign == signs[-1]):
            signs.append(sign)
            continue
        if kind and len(signs) >= FEWEST[kind]:
            yield (kind, signs), start
        is_first = bool(its_kind) and (its_kind != "number" or int(sign) == 1)
        kind, signs, start = (its_kind, [sign], element) if is_first else ("", [], None)


def _sign(line: str) -> tuple[str, str]:
    for kind, pattern in (("dot", DOT), ("dash", DASH), ("number", NUMBER)):
        if match := pattern.match(line):
            return kind, match[1]
    return "", ""
