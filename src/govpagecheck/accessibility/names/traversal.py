"""The text alternative of what is in an element, gathered in one walk without recursion (accname 1.2 steps 2A to 2I for descendants).

A walk meets each element once. It stops at MAX_LENGTH characters, and all walks of a page together at a number of steps that
grows with the page's size, so that no page, however it refers to itself, takes more than linear time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from govpagecheck.accessibility import roles, styles, visibility
from govpagecheck.accessibility.names.children import Node, is_unfilled_slot, rendered_children, shadow_trees
from govpagecheck.accessibility.names.controls import Value, embedded_value, may_be_control
from govpagecheck.accessibility.names.flat_string import collapse
from govpagecheck.accessibility.names.host_language import CONTENTS, SVG, Offer, offers
from govpagecheck.accessibility.names.references import referenced
from govpagecheck.accessibility.names.subtrees import contains
from govpagecheck.accessibility.styles import Unknown
from govpagecheck.document import BLOCK_TAGS, Document, Element

MAX_LENGTH = 10_000
_STEPS_FOR_ANY_PAGE = 100_000
_STEPS_PER_ELEMENT = 30

# Why a text may not be all that a browser would say, the gravest first.
TOO_COSTLY, TOO_LONG, BY_SCRIPT, GENERATED, BY_SHEET = DOUBTS = (
    "too-costly",
    "too-long",
    "rendered-by-script",
    "generated-content",
    "unread-sheets",
)

_NEVER_TEXT = frozenset(("noembed", "noframes", "noscript", "script", "style", "template"))
_WITHOUT_CONTENTS = frozenset(
    "audio embed iframe img input meter object progress select video".split()  # what is inside is for browsers that cannot show them
)
# What HTML names by nothing but its contents and its title.
_PLAIN = frozenset("a abbr b cite code dd div dt em font h1 h2 h3 h4 h5 h6 i li mark p q s small span strong sub sup time u".split())
_SVG_NOT_TEXT = frozenset(SVG + name for name in ("desc", "metadata", "title"))
_HAVE_SUBGROUPS = frozenset(("menuitem", "menuitemcheckbox", "menuitemradio", "treeitem"))
_SUBGROUPS = frozenset(("group", "tree"))  # of other items; browsers leave them out as they do menus
_MENUS = frozenset(("menu", "menubar"))
_INLINE = frozenset(("inline", "contents", "ruby", "ruby-base", "ruby-text"))


@dataclass(frozen=True)
class Found:
    """A text, with its white space collapsed, and why there may be more to it ("" where there is no reason)."""

    text: str
    doubt: str = ""


@dataclass
class _Budget:
    steps: int


@dataclass(frozen=True)
class _Way:
    """How a part of the tree is walked: with hidden elements, along the aria-labelledby and the labels of what is met."""

    includes_hidden: bool
    follows_references: bool
    follows_labels: bool


@dataclass
class _Frame:
    """An element, or a list of nodes, that the walk is in. `start` is how many pieces there were when it was entered."""

    way: _Way
    start: int
    nodes: Iterator[Node] | None = None
    is_silent: bool = False
    element: Element | None = None
    sources: Iterator[Offer] | None = None
    closing: str = ""


def text_of_contents(document: Document, element: Element) -> Found:
    """Return the name that the element has from its contents (accname 1.2 step 2F)."""
    if text := collapse(_lone_text(document, element) or ""):
        return Found(text)
    walk = _Walk(document, visited={element}, leaves_out_groups=roles.role(document, element) in _HAVE_SUBGROUPS)
    walk.run_contents(element, _Way(includes_hidden=False, follows_references=True, follows_labels=True))
    return walk.found()


def _lone_text(document: Document, element: Element) -> str | None:
    """Return the text of an element that holds nothing else, as most links do; None where it takes a walk to tell."""
    text = element.text or ""
    if len(element) or len(text) > MAX_LENGTH or element.get("aria-owns") is not None or "-" in element.tag:
        return None
    if shadow_trees(document).roots or _hides_own_text(document, element) or any(styles.generated_content(document, element)):
        return None
    return text


def text_of_labels(document: Document, control: Element, labels: Sequence[Element]) -> Found:
    """Return the text of label elements and the like for what they name, which is no part of it (accname 1.2 step 2E)."""
    walk = _Walk(document, visited={control})
    walk.run_labels(labels, _Way(includes_hidden=False, follows_references=True, follows_labels=False))
    return walk.found()


def text_of_references(document: Document, owner: Element, targets: Sequence[Element]) -> Found:
    """Return the text of the targets of an element's aria-labelledby or aria-describedby, in order (accname 1.2 step 2B)."""
    texts: list[str] = []
    doubts: set[str] = set()
    length = -1
    for target in targets:
        found = _text_of_target(document, owner, target)
        if found.text:
            texts.append(found.text)
            length += len(found.text) + 1
        if found.doubt:
            doubts.add(found.doubt)
        if length > MAX_LENGTH:
            doubts.add(TOO_LONG)
            break
    return Found(" ".join(texts)[:MAX_LENGTH], worst_doubt(doubts))


def worst_doubt(doubts: set[str]) -> str:
    """Return the gravest of the reasons for doubt, "" where there is none."""
    return next((one for one in DOUBTS if one in doubts), "")


def _text_of_target(document: Document, owner: Element, target: Element) -> Found:
    # Nothing on this way leads out of the target, so that its text is the same for all that refer to it: but for a control that
    # names itself or is in the label that names it, since its value is no part of its own name.
    is_part = owner is target or (contains(document, target, owner) and _has_value(document, owner))
    known: dict[tuple[Element, Element | None], Found] = document.memo("texts of references", dict)
    key = (target, owner if is_part else None)
    if key not in known:
        is_hidden = not visibility.is_exposed(document, target)
        walk = _Walk(document, visited={owner} if is_part and owner is not target else set())
        way = _Way(includes_hidden=is_hidden, follows_references=False, follows_labels=False)
        walk.run_target(target, way, takes_value=owner is not target)
        known[key] = walk.found()
    return known[key]


def _has_value(document: Document, element: Element) -> bool:
    return may_be_control(element) and embedded_value(document, element) not in (None, Value())


def _spaced(elements: Sequence[Element]) -> Iterator[Node]:
    for element in elements:
        yield " "
        yield element
        yield " "


@dataclass
class _Walk:
    """One walk: the elements met so far and the text gathered."""

    document: Document
    visited: set[Element]
    leaves_out_groups: bool = False
    pieces: list[str] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)
    length: int = 0
    last_text: int = -1  # place in `pieces` of the last that is not blank
    meets_classes: bool = False

    def found(self) -> Found:
        text = collapse("".join(self.pieces))
        if len(text) > MAX_LENGTH:
            text = text[:MAX_LENGTH]
            self.doubts.add(TOO_LONG)
        if not text and self.meets_classes and not styles.is_certain(self.document):
            self.doubts.add(BY_SHEET)
        return Found(text, worst_doubt(self.doubts))

    # -- where walks start ----------------------------------------------------------------------------------------------

    def run_contents(self, element: Element, way: _Way) -> None:
        self._note_what_is_missing(element)
        self.frames.append(_Frame(way, 0, self._contents(element), _hides_own_text(self.document, element), element))
        self._run()

    def run_labels(self, labels: Sequence[Element], way: _Way) -> None:
        self._open_labels(labels, way)
        self._run()

    def run_target(self, target: Element, way: _Way, *, takes_value: bool) -> None:
        # What is referred to may be a control, and then has the name that its labels give it.
        self._enter(target, way, parent=None, with_labels=True, takes_value=takes_value, is_target=True)
        self._run()

    # -- the walk -------------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        budget = self.document.memo("steps for names", lambda: _budget_for(self.document))
        frames = self.frames
        while frames:
            frame = frames[-1]
            budget.steps -= 1
            if budget.steps < 0:
                self.doubts.add(TOO_COSTLY)
                break
            if self.length > MAX_LENGTH:
                self.doubts.add(TOO_LONG)
                break
            if frame.nodes is None:
                self._take_next_source(frame)
                continue
            node = next(frame.nodes, None)
            if node is None:
                frames.pop()
            elif not isinstance(node, str):
                self._enter(node, frame.way, parent=frame.element, with_labels=frame.way.follows_labels)
            elif not frame.is_silent:
                self._add(node)

    def _add(self, text: str) -> None:
        if text and not text.isspace():
            self.last_text = len(self.pieces)
            self.length += len(text)
        self.pieces.append(text)

    def _enter(
        self,
        element: Element,
        way: _Way,
        *,
        parent: Element | None,
        with_labels: bool,
        takes_value: bool = True,
        is_target: bool = False,
    ) -> None:
        """Meet an element: take its text where that is at hand, or go into it."""
        document = self.document
        tag = element.tag
        if way.includes_hidden:
            if tag in _NEVER_TEXT:
                return
        elif not visibility.is_exposed(document, element):  # step 2A
            self._look_below_hidden(element, way)
            return
        space = " " if self._is_apart(element, parent) else ""
        if way.follows_references and tag != "slot" and element.get("aria-labelledby") is not None:  # step 2B
            # The element may have been referred to before; what it refers to itself was not consulted then.
            targets = [one for one in referenced(document, element, "aria-labelledby") if one not in self.visited]
            found = text_of_references(document, element, targets)
            self.visited.update(targets)
            if found.text:
                self.visited.add(element)
                self._add_apart(space, found.text)
                if found.doubt:
                    self.doubts.add(found.doubt)
                return
        if element in self.visited or (self.leaves_out_groups and element.get("role") in _SUBGROUPS):
            return
        self.visited.add(element)
        first: tuple[Offer, ...] = ()
        if takes_value and may_be_control(element) and (value := embedded_value(document, element)) is not None:  # step 2C
            if value.text:
                self._add_apart(space, value.text)
                return
            if value.options:
                self._add(" ")
                self.frames.append(_Frame(way, len(self.pieces), _spaced(value.options)))
                return
            first = (CONTENTS,) if value.is_content else ()
            if not is_target or roles.role(document, element) in _MENUS:
                self._open(element, way, space, iter(first))
                return
            # Browsers name a target without a value as they name it by itself.
        if tag != "slot" and (label := (element.get("aria-label") or "")).strip(" \t\n\f\r"):  # step 2D
            self._open(element, way, space, iter((*first, Offer("aria-label", label))))
            return
        self._note_what_is_missing(element)
        if tag in _PLAIN and element.get("title") is None and (text := _lone_text(document, element)) is not None:
            self.pieces.append(space)
            self._add(text)
            self.pieces.append(space)
        elif roles.role(document, element) in roles.PRESENTATIONAL or tag == "slot":
            self._open(element, way, space, iter((CONTENTS,)))
        else:
            self._open(element, way, space, chain(first, offers(document, element, with_labels=with_labels)))  # steps 2E to 2I

    def _add_apart(self, space: str, text: str) -> None:
        self._add(f"{space}{text}{space}")

    def _open(self, element: Element, way: _Way, space: str, sources: Iterator[Offer]) -> None:
        if space:
            self.pieces.append(space)
        self.frames.append(_Frame(way, len(self.pieces), element=element, sources=sources, closing=space))

    def _look_below_hidden(self, element: Element, way: _Way) -> None:
        """Go into an element with visibility:hidden, which what is in it can undo; all other ways to hide are final."""
        document = self.document
        if element in self.visited or not visibility.is_rendered(document, element):
            return
        if visibility.is_aria_hidden(document, element) or visibility.is_inert(document, element):
            return
        self.visited.add(element)
        if len(element):
            self.frames.append(_Frame(way, len(self.pieces), rendered_children(document, element), is_silent=True))

    def _take_next_source(self, frame: _Frame) -> None:
        """Try the element's next source of text, unless one has given some."""
        assert frame.element is not None
        assert frame.sources is not None
        offer = next(frame.sources, None) if self.last_text < frame.start else None
        if offer is None:
            self.frames.pop()
            if frame.closing:
                self.pieces.append(frame.closing)
        elif offer is CONTENTS:
            if frame.element.tag not in _WITHOUT_CONTENTS:
                contents = self._contents(frame.element)
                is_silent = not frame.way.includes_hidden and _hides_own_text(self.document, frame.element)
                self.frames.append(_Frame(frame.way, len(self.pieces), contents, is_silent, frame.element))
        elif offer.elements:
            self._open_labels(offer.elements, frame.way)
        elif offer.text:
            self._add(offer.text)

    def _open_labels(self, labels: Sequence[Element], way: _Way) -> None:
        """Go into labels and the like, into hidden ones with all that is in them (step 2A, second exception)."""
        for label in reversed(labels):
            is_hidden = not visibility.is_exposed(self.document, label)
            inner = _Way(way.includes_hidden or is_hidden, way.follows_references, follows_labels=False)
            self.frames.append(_Frame(inner, len(self.pieces), _spaced((label,))))

    def _contents(self, element: Element) -> Iterator[Node]:
        before, after = styles.generated_content(self.document, element)
        if before and not isinstance(before, Unknown):
            yield before
        for node in rendered_children(self.document, element):
            if isinstance(node, str) or node.tag not in _SVG_NOT_TEXT:
                yield node
        if after and not isinstance(after, Unknown):
            yield after
        if isinstance(before, Unknown) or isinstance(after, Unknown):
            self.doubts.add(GENERATED)

    def _is_apart(self, element: Element, parent: Element | None) -> bool:
        """True where the element does not run on with the text around it."""
        document = self.document
        style = styles.style(document, element)
        display = style.display
        if isinstance(display, Unknown):
            return element.tag in BLOCK_TAGS
        if display not in _INLINE or element.tag == "br" or style.position in ("absolute", "fixed") or style.floated in ("left", "right"):
            return True
        if parent is not None and styles.style(document, parent).display in ("flex", "inline-flex", "grid", "inline-grid"):
            return True
        if not element.get("class") or styles.is_certain(document) or not visibility.is_visually_hidden(document, element):
            return False
        # A class for screen readers whose sheet was not read takes the element out of the line of text.
        return parent is None or not visibility.is_visually_hidden(document, parent)

    def _note_what_is_missing(self, element: Element) -> None:
        if element.get("class") is not None:
            self.meets_classes = True
        if (roles.has_custom_tag(element) and element not in shadow_trees(self.document).roots) or is_unfilled_slot(self.document, element):
            self.doubts.add(BY_SCRIPT)


def _hides_own_text(document: Document, element: Element) -> bool:
    """True for elements that show nothing of what is directly in them, which is_rendered says of their child elements only."""
    if element.tag == "details" and element.get("open") is None:
        return True
    return styles.style(document, element).content_visibility == "hidden"


def _budget_for(document: Document) -> _Budget:
    return _Budget(_STEPS_FOR_ANY_PAGE + _STEPS_PER_ELEMENT * len(document.index.elements))
