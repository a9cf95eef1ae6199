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
        self.elements = self.index.elements
        self.steps_left = max_steps
        self.climbed: dict[int, dict[int, bool]] = {}  # by the id of a selector; whoever goes on to another one clears it

    # What most pages have no selectors for is not counted before one asks for it.

    @cached_property
    def names(self) -> list[str]:
        """The local name of each element, as the index has it."""
        return [tag if tag[0] != "{" else tag.partition("}")[2] for tag in (element.tag for element in self.elements)]

    @cached_property
    def tags(self) -> list[str]:
        """The local name of each element in lower case."""
        return [name.lower() for name in self.names]

    @cached_property
    def is_html(self) -> list[bool]:
        """Whether each element is of HTML, not of SVG or MathML."""
        return [element.tag[0] != "{" for element in self.elements]

    @cached_property
    def classes(self) -> list[frozenset[str]]:
        """The classes of each element."""
        nothing: frozenset[str] = frozenset()
        found = [nothing] * len(self.elements)
        known: dict[str, frozenset[str]] = {}
        for element in self.index.by_attribute.get("class", ()):
            written = element.get("class") or ""
            if written not in known:
                known[written] = frozenset(written.split())
            found[self.index.order[element]] = known[written]
        return found

    @cached_property
    def hosts(self) -> dict[int, int]:
        """The shadow root of each host."""
        hosts: dict[int, int] = {}
        for element in self.index.by_tag.get("template", ()):
            parent = element.getparent()
            if element.tag == "template" and element.get("shadowrootmode") is not None and parent is not None:
                hosts.setdefault(self.index.order[parent], self.index.order[element])
        return hosts

    @cached_property
    def shadow_roots(self) -> frozenset[int]:
        """The templates that are shadow roots."""
        return frozenset(self.hosts.values())

    @cached_property
    def _above(self) -> list[int]:
        order = self.index.order
        return [-1 if (above := element.getparent()) is None else order.get(above, -1) for element in self.elements]

    @cached_property
    def parents(self) -> list[int]:
        """The parent of each element, -1 for those at the top of a shadow tree too."""
        roots = self.shadow_roots
        return [-1 if above in roots else above for above in self._above] if roots else self._above

    @cached_property
    def scopes(self) -> list[int]:
        """The shadow root that each element is below, -1 for none."""
        roots = self.shadow_roots
        found: list[int] = []
        for above in self._above:
            found.append(above if above in roots else found[above] if above >= 0 else -1)
        return found

    @cached_property
    def previous(self) -> list[int]:
        """The number of each element's previous sibling."""
        last_child: dict[int, int] = {}
        found: list[int] = []
        for number, above in enumerate(self._above):
            found.append(last_child.get(above, -1))
            last_child[above] = number
        return found

    @cached_property
    def places(self) -> list[int]:
        """The place of each element among its siblings, from 1."""
        found: list[int] = []
        for before in self.previous:
            found.append(found[before] + 1 if before >= 0 else 1)
        return found

    @cached_property
    def child_counts(self) -> list[int]:
        """How many children each element has."""
        found = [0] * len(self.elements)
        for above in self._above:
            if above >= 0:
                found[above] += 1
        return found

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
        parent = self._above[number]
        return self.child_counts[parent] - self.places[number] + 1 if parent >= 0 else 1

    def spend(self, steps: int = 1) -> None:
        """Take steps off the budget; raises OverBudget when it is used up."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise OverBudget
