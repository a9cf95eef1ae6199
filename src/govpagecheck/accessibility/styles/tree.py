"""The page as selectors see it: elements by number, with their parents, places among siblings and a budget for matching."""

from __future__ import annotations

from functools import cached_property

from govpagecheck.document import Document

MAX_STEPS = 3_000_000  # about two seconds; USWDS on a page of 1,300 elements takes 20,000


class OverBudget(Exception):  # noqa: N818 - not an error: the answer is then UNKNOWN
    """Raised when matching has taken more steps than a page may cost."""


class Tree:
    """The elements of a page by their number in document order; -1 where there is no parent or sibling.

    A declarative shadow root ends the line of parents: selectors do not reach across it. `scopes` holds the number of
    the template that an element is in the shadow tree of, -1 for the page's own tree.
    """

    def __init__(self, document: Document, max_steps: int = MAX_STEPS) -> None:
        self.index = document.index
        self.steps_left = max_steps
        elements = self.index.elements
        self.elements = elements
        self.parents: list[int] = []
        self.previous: list[int] = []
        self.places: list[int] = []
        self.child_counts = [0] * len(elements)
        self.tags: list[str] = []
        self.is_html: list[bool] = []
        self.classes: list[frozenset[str]] = []
        self.scopes: list[int] = []
        self.shadow_roots: set[int] = set()
        self.hosts: dict[int, int] = {}
        order = self.index.order
        last_child: dict[int, int] = {}
        nothing: frozenset[str] = frozenset()
        for number, element in enumerate(elements):
            above = element.getparent()
            parent = order.get(above, -1) if above is not None else -1
            tag = element.tag
            is_html = tag[0] != "{"
            self.is_html.append(is_html)
            self.tags.append(tag.lower() if is_html else tag.partition("}")[2].lower())
            classes = element.get("class")
            self.classes.append(frozenset(classes.split()) if classes else nothing)
            scope = self.scopes[parent] if parent >= 0 else -1
            if parent in self.shadow_roots:
                scope = parent
                self.parents.append(-1)
            else:
                self.parents.append(parent)
            self.scopes.append(scope)
            before = last_child.get(parent, -1)
            self.previous.append(before)
            last_child[parent] = number
            self.places.append(self.places[before] + 1 if before >= 0 else 1)
            if parent >= 0:
                self.child_counts[parent] += 1
            if tag == "template" and element.get("shadowrootmode") is not None and parent >= 0 and parent not in self.hosts:
                self.shadow_roots.add(number)
                self.hosts[parent] = number
        self._parent_elements = last_child

    @cached_property
    def following(self) -> list[int]:
        """The number of each element's next sibling."""
        found = [-1] * len(self.elements)
        for number, before in enumerate(self.previous):
            if before >= 0:
                found[before] = number
        return found

    @cached_property
    def of_type(self) -> tuple[list[int], list[int]]:
        """Each element's place among its siblings of the same name, from the first and from the last."""
        first, last = [0] * len(self.elements), [0] * len(self.elements)
        for places, numbers in ((first, range(len(self.elements))), (last, range(len(self.elements) - 1, -1, -1))):
            counts: dict[tuple[object, str], int] = {}
            for number in numbers:
                key = (self.elements[number].getparent(), self.elements[number].tag)
                counts[key] = places[number] = counts.get(key, 0) + 1
        return first, last

    def place_from_end(self, number: int) -> int:
        """Return the element's place among its siblings, counted from the last."""
        above = self.elements[number].getparent()
        parent = self.index.order.get(above, -1) if above is not None else -1
        return self.child_counts[parent] - self.places[number] + 1 if parent >= 0 else 1

    def spend(self, steps: int = 1) -> None:
        """Take steps off the budget; raises OverBudget when it is used up."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise OverBudget
