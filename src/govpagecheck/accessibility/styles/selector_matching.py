"""CSS selectors (Selectors 4) matched against a Tree, within its budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from govpagecheck.accessibility.styles.tree import Tree
from govpagecheck.document import Element

Test = Callable[[Tree, int], bool]
Key = tuple[str, str]  # ("id" | "class" | "tag" | "attribute" | "any", name): which elements need to be looked at
Specificity = tuple[int, int, int]

ANY: Key = ("any", "")
_MATCHES, _FAILS_HERE, _FAILS_FOR_SIBLINGS, _FAILS_FOR_ALL = range(4)


@dataclass(frozen=True, slots=True)
class Selector:
    """One complex selector, from its last compound to its first.

    `keys` name the elements that can match at all, `needs` what a page must hold for that, `is_maybe` that it holds
    something that only a running page knows, `pseudo` the pseudo-element that it styles,
    `is_plain` that its key says all.
    """

    compounds: tuple[tuple[Test, ...], ...]
    combinators: tuple[str, ...]
    specificity: Specificity
    keys: tuple[Key, ...]
    needs: tuple[Key, ...]
    pseudo: str | None = None
    is_maybe: bool = False
    is_never: bool = False
    reaches_host: bool = False
    is_plain: bool = False

    def matches(self, tree: Tree, number: int) -> bool:
        """True where the element matches."""
        if not self.combinators:
            return _is_compound(self, tree, number, 0)
        return _match(self, tree, number, 0) == _MATCHES


def _is_compound(selector: Selector, tree: Tree, number: int, place: int) -> bool:
    tree.steps_left -= 1
    if tree.steps_left < 0:
        tree.spend()
    for test in selector.compounds[place]:  # noqa: SIM110 - all() takes twice as long
        if not test(tree, number):
            return False
    return True


def _match(selector: Selector, tree: Tree, number: int, place: int) -> int:
    """Match from right to left; what it returns lets ancestors and siblings be given up early, so that no chain is exponential."""
    return _match_rest(selector, tree, number, place) if _is_compound(selector, tree, number, place) else _FAILS_HERE


def _match_rest(selector: Selector, tree: Tree, number: int, place: int) -> int:
    """Match what stands before a compound that the element matches."""
    if place == len(selector.combinators):
        return _MATCHES
    combinator = selector.combinators[place]
    place += 1
    if combinator == " ":
        if place == len(selector.combinators):
            return _MATCHES if _is_inside(selector, tree, number) else _FAILS_FOR_ALL
        parents = tree.parents
        while True:
            number = parents[number]
            if number < 0:
                return _FAILS_FOR_ALL
            if _is_compound(selector, tree, number, place):
                result = _match_rest(selector, tree, number, place)
                if result in (_MATCHES, _FAILS_FOR_ALL):
                    return result
    if combinator == ">":
        number = tree.parents[number]
        if number < 0:
            return _FAILS_FOR_ALL
        result = _match(selector, tree, number, place)
        return result if result in (_MATCHES, _FAILS_FOR_ALL) else _FAILS_FOR_SIBLINGS
    if combinator == "+":
        number = tree.previous[number]
        return _match(selector, tree, number, place) if number >= 0 else _FAILS_FOR_SIBLINGS
    while True:
        number = tree.previous[number]
        if number < 0:
            return _FAILS_FOR_SIBLINGS
        result = _match(selector, tree, number, place)
        if result != _FAILS_HERE:
            return result


def _is_inside(selector: Selector, tree: Tree, number: int) -> bool:
    """True where an ancestor matches the selector's first compound; what was climbed once is known for the next candidate."""
    known = tree.climbed.setdefault(id(selector), {})
    place, parents = len(selector.combinators), tree.parents
    climbed: list[int] = []
    verdict = False
    while not verdict and (number := parents[number]) >= 0:
        if number in known:
            verdict = known[number]
            break
        climbed.append(number)
        verdict = _is_compound(selector, tree, number, place)
    known.update(dict.fromkeys(climbed, verdict))
    return verdict


def candidates(tree: Tree, keys: Sequence[Key]) -> Iterator[int]:
    """Yield the numbers of the elements that keys name, each once."""
    order = tree.index.order
    if ANY in keys:
        yield from range(len(tree.elements))
        return
    seen: set[int] = set()
    for kind, name in keys:
        for element in _bucket(tree, kind, name):
            number = order[element]
            if len(keys) == 1:
                yield number
            elif number not in seen:
                seen.add(number)
                yield number


def _bucket(tree: Tree, kind: str, name: str) -> Sequence[Element]:
    index = tree.index
    if kind == "id":
        return index.by_id.get(name, ())
    if kind == "class":
        return index.by_class.get(name, ())
    if kind == "tag":
        return index.by_tag.get(name, ())
    return index.by_attribute.get(name, ())


def can_match(tree: Tree, selector: Selector) -> bool:
    """True unless the page lacks an id, class or tag that the selector asks for."""
    return all(_bucket(tree, kind, name) for kind, name in selector.needs)
