"""The values of feedback: a way to give it, and one thing to fill in, choose or press."""

from __future__ import annotations

from dataclasses import dataclass

from govpagecheck.document import Element
from govpagecheck.parts import Fragment


@dataclass(frozen=True)
class Field:
    """Something to fill in, choose or press: what it is called, nothing where it has no name, and its placeholder."""

    element: Element
    name: str | None
    placeholder: str | None


@dataclass(frozen=True)
class Feedback:
    """A way to give feedback. `kind` is `prompt` (question or form), `widget` (a vendor's script) or `link`.

    `text` is what the prompt's region or the link says, for a widget the vendor's name; `controls` are the answers,
    without the submit control and free-text fields; `fields` is everything to fill in, choose or press.
    """

    element: Element
    kind: str
    prompt: Fragment | None = None
    form: Element | None = None
    controls: tuple[Element, ...] = ()
    fields: tuple[Field, ...] = ()
    submit: Element | None = None
    has_free_text: bool = False
    has_follow_up: bool = False
    text: str = ""
