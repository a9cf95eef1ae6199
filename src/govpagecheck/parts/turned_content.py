"""Turned content: what style sheets turn when the screen is held upright or on its side, so that it fits one way only."""

from __future__ import annotations

from dataclasses import dataclass

from govpagecheck.accessibility.styles import Turn, turns_by_orientation, unread_sheets
from govpagecheck.accessibility.styles.values import Unknown
from govpagecheck.accessibility.visibility import is_visible
from govpagecheck.document import Document, Element
from govpagecheck.parts import CannotTell, part

_NEAR = 1.0  # degrees
_UNREADABLE = CannotTell("needs-browser", "how far this is turned when the screen is, only a browser tells")


@dataclass(frozen=True)
class TurnedContent:
    """An element with text whose transform depends on the orientation; angles are whole degrees, `side` the screen on which it lies.

    `keeps_upright` is false where a quarter turn takes back what the reader's hand did.
    """

    element: Element
    tag: str
    keeps_upright: bool | CannotTell
    angle: str = ""
    side: str = ""


@part
def find(document: Document) -> tuple[TurnedContent, ...]:
    """Return such elements, those within others not told apart, in document order."""
    found: list[TurnedContent] = []
    is_inside: dict[Element, bool] = {}
    for turn in turns_by_orientation(document):
        element = turn.element
        if not _is_inside(element, is_inside) and is_visible(document, element):
            is_inside[element] = True
            if document.exposed_text(element):
                found.append(_judged(document, turn))
    return tuple(found)


def _is_inside(element: Element, known: dict[Element, bool]) -> bool:
    """Tell whether the element is in one that was met before; what is climbed over is kept."""
    climbed = [element]
    verdict = False
    for above in element.iterancestors():
        if above in known:
            verdict = known[above]
            break
        climbed.append(above)
    known.update(dict.fromkeys(climbed, verdict))
    return verdict


def _judged(document: Document, turn: Turn) -> TurnedContent:
    element, tag = turn.element, turn.element.tag.rpartition("}")[2]
    difference = turn.difference
    if isinstance(difference, Unknown) or isinstance(turn.portrait, Unknown) or isinstance(turn.landscape, Unknown):
        return TurnedContent(element, tag, _UNREADABLE)
    if min(abs(difference - 90), abs(difference - 270)) > _NEAR:
        return TurnedContent(element, tag, True)
    side, angle = ("portrait", turn.portrait) if abs(turn.portrait) > abs(turn.landscape) else ("landscape", turn.landscape)
    if unread_sheets(document):
        doubt = "whether sheets that were not read turn it back is unknown"
    elif 2 * len(document.exposed_text(element)) < len(document.exposed_text(document.tree)):
        doubt = "turn the screen and look whether the page can still be used"
    else:
        return TurnedContent(element, tag, False, f"{round(angle)}", side)
    return TurnedContent(
        element, tag, CannotTell("needs-person", f"a style sheet turns this `{tag}` by {round(angle)} degrees in {side}; {doubt}")
    )
