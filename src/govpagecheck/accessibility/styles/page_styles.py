"""The styles of all elements of a page: rules matched, the cascade run from the root down, equal elements sharing one style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from tinycss2 import ast

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.styles.cascade import Custom, compute, winners_of
from govpagecheck.accessibility.styles.hints import hints_of
from govpagecheck.accessibility.styles.media import DESKTOP, Screen, both, media_applies
from govpagecheck.accessibility.styles.page_sheets import PlacedSheet, page_sheets
from govpagecheck.accessibility.styles.properties import variables_in
from govpagecheck.accessibility.styles.selector_matching import Selector, can_match, candidates
from govpagecheck.accessibility.styles.sheets import Condition, Declaration, Sheet, StyleRule, read_sheet, read_style_attribute
from govpagecheck.accessibility.styles.style import FIELDS, INITIAL, Style
from govpagecheck.accessibility.styles.tree import OverBudget, Tree
from govpagecheck.accessibility.styles.values import UNKNOWN, Unknown, all_tokens
from govpagecheck.document import Document, Element

MAX_DECLARATIONS = 500_000  # of all different styles of a page; a large page has some 20,000
MAX_COPIED_PROPERTIES = 1_000_000  # custom properties, which each element that sets one copies from its parent
MAX_ATTRIBUTE = 50_000  # characters

_LAST = 1 << 30
# (is of the author, rank of the layer, specificity, order in the page, rule, may not apply)
Match = tuple[bool, int, tuple[int, int, int], int, StyleRule, bool]


class PageStyles:
    """Styles of a page for one kind of screen. `is_complete` is false where matching the rules would have cost too much."""

    def __init__(self, document: Document, screen: Screen = DESKTOP) -> None:
        self.document = document
        self.screen = screen
        self.is_complete = True
        self.sees_all_sheets = not page_sheets(document).unread
        self._tree = Tree(document)
        self._styles: dict[Element, Style] = {}
        self._shared: dict[tuple[object, ...], Style] = {}
        self._kept: list[object] = []  # so that the ids in the keys of _shared stay those of the same objects
        self._copied = self._declarations = 0
        self._used_variables: set[str] = set()
        self.matches: dict[int, list[Match]] = {}
        self.pseudo_matches: dict[tuple[int, str], list[Match]] = {}
        self._match_all()
        self._compute_all()

    def style(self, element: Element) -> Style:
        """Return the element's style; that of elements outside the page's flat tree is the initial one, not displayed."""
        return self._styles.get(element, _OUTSIDE)

    # -- matching -----------------------------------------------------------------------------------------------------

    def _match_all(self) -> None:
        placed = page_sheets(self.document).placed
        self._used_variables = _variables_used(placed, self.document)
        ranks = _layer_ranks(placed)
        order = self._match_sheet(_browser_sheet(), (), None, {(): 0}, (), 0, is_author=False, budgeted=False)
        answers: dict[int, tuple[Condition, bool | None]] = {}
        try:
            for one in placed:
                condition = self._holds(one.conditions, answers)
                if condition is False:
                    continue
                prefix = (UNKNOWN,) if condition is None else ()
                order = self._match_sheet(one.sheet, prefix, one.shadow_root, ranks, one.layer, order, answers=answers)
        except OverBudget:
            self.is_complete = False
            self.matches = {number: [one for one in found if not one[0]] for number, found in self.matches.items()}
            self.pseudo_matches.clear()

    def _holds(self, conditions: tuple[Condition, ...], answers: dict[int, tuple[Condition, bool | None]]) -> bool | None:
        result: bool | None = True
        for condition in conditions:
            if isinstance(condition, Unknown):
                result = both(result, None)
                continue
            known = answers.get(id(condition))
            if known is None:
                known = answers[id(condition)] = (condition, media_applies(condition, self.screen))
            result = both(result, known[1])
        return result

    def _match_sheet(
        self,
        sheet: Sheet,
        prefix: tuple[Condition, ...],
        shadow_root: Element | None,
        ranks: Mapping[tuple[str, ...], int],
        layer: tuple[str, ...],
        order: int,
        *,
        is_author: bool = True,
        budgeted: bool = True,
        answers: dict[int, tuple[Condition, bool | None]] | None = None,
    ) -> int:
        tree = self._tree
        scope = tree.index.order[shadow_root] if shadow_root is not None else -1
        has_scopes = is_author and bool(tree.shadow_roots)
        if not budgeted:
            allowed, tree.steps_left = tree.steps_left, _LAST
        for rule in sheet.rules:
            order += 1
            if not self._is_useful(rule):
                continue
            condition = self._holds((*prefix, *rule.conditions), answers if answers is not None else {})
            if condition is False:
                continue
            rank = ranks[(*layer, *rule.layer)] if rule.layer or layer else _LAST
            if is_author:
                tree.spend(len(rule.selectors))
            for selector in rule.selectors:
                if not selector.is_never and can_match(tree, selector):
                    match = (is_author, rank, selector.specificity, order, rule, condition is None or selector.is_maybe)
                    self._match_selector(selector, match, scope if has_scopes else None)
        if not budgeted:
            tree.steps_left = allowed
        return order

    def _match_selector(self, selector: Selector, match: Match, scope: int | None) -> None:
        tree = self._tree
        for number in candidates(tree, selector.keys):
            tree.steps_left -= 1
            if scope is not None and tree.scopes[number] != scope and not (selector.reaches_host and tree.hosts.get(number) == scope):
                continue
            if not selector.is_plain and not selector.matches(tree, number):
                continue
            if selector.pseudo is None:
                self.matches.setdefault(number, []).append(match)
            elif selector.pseudo in ("before", "after"):
                self.pseudo_matches.setdefault((number, selector.pseudo), []).append(match)
        tree.spend(0)

    def _is_useful(self, rule: StyleRule) -> bool:
        used = self._used_variables
        return any(not one.name.startswith("--") or one.name in used for one in rule.declarations)

    # -- computing ----------------------------------------------------------------------------------------------------

    def _compute_all(self) -> None:
        tree = flat_tree(self.document)
        order = self._tree.index.order
        styles = self._styles
        root_size: float | Unknown | None = None
        for element in tree.order:
            parent = tree.parents.get(element)
            above = styles[parent] if parent is not None else INITIAL
            number = order[element]
            styles[element] = self._computed(
                element, self.matches.get(number, ()), above, None if parent is None else root_size, element.get("style")
            )
            if parent is None:
                root_size = styles[element].font_size
        if not self.is_complete:
            blurred = {id(style): _blurred(style) for style in self._shared.values()}
            for element, style in styles.items():
                styles[element] = blurred[id(style)]

    def pseudo_style(self, element: Element, pseudo: str) -> Style | None:
        """Return the style of ::before or ::after, None where no rule makes one."""
        number = self._tree.index.order.get(element)
        matches = self.pseudo_matches.get((number, pseudo)) if number is not None else None
        if not matches:
            return None
        root = self._styles.get(self.document.tree, INITIAL)
        return self._computed(None, matches, self.style(element), root.font_size, None)

    def _computed(
        self, element: Element | None, matches: Sequence[Match], parent: Style, root_size: float | Unknown | None, attribute: str | None
    ) -> Style:
        hints = hints_of(element) if element is not None else {}
        if attribute and len(attribute) > MAX_ATTRIBUTE:
            self.is_complete = False
            attribute = None
        if len(matches) > 1:
            matches = sorted(matches, key=_precedence)
            matches = _without_repeats(matches)
        rules = tuple([(id(match[4]), match[5]) for match in matches])
        key = (id(parent), root_size, attribute, tuple(hints.items()) if hints else (), rules)
        known = self._shared.get(key)
        if known is None:
            known = self._shared[key] = self._new_style(matches, hints, parent, root_size, attribute)
            self._kept.append(parent)
        return known

    def _new_style(
        self, matches: Sequence[Match], hints: Mapping[str, object], parent: Style, root_size: float | Unknown | None, attribute: str | None
    ) -> Style:
        browser: list[tuple[Declaration, bool]] = []
        author: list[tuple[Declaration, bool]] = []
        important: list[tuple[int, tuple[Declaration, bool]]] = []
        inline = read_style_attribute(attribute) if attribute else ()
        self._declarations += sum(len(match[4].declarations) for match in matches) + len(inline)
        if self._declarations > MAX_DECLARATIONS:
            self.is_complete = False
            matches, inline = [match for match in matches if not match[0]], ()
        for is_author, rank, _, _, rule, is_maybe in matches:
            for declaration in rule.declarations:
                if not is_author:
                    browser.append((declaration, is_maybe))
                elif declaration.is_important:
                    important.append((-rank, (declaration, is_maybe)))
                else:
                    author.append((declaration, is_maybe))
        important.sort(key=lambda one: one[0])  # layers count the other way round for !important
        weighty = [one for _, one in important]
        for declaration in inline:
            (weighty if declaration.is_important else author).append((declaration, False))
        winners, custom = winners_of(browser, hints, author, weighty)  # type: ignore[arg-type]
        own: Custom = {name: value for name, value in custom.items() if name in self._used_variables}
        if own:
            self._copied += len(parent.custom_properties) + len(own)
            if self._copied > MAX_COPIED_PROPERTIES:
                self.is_complete = False
                own = {}
        return compute(winners, own, parent, root_size, self.screen, sees_all_sheets=self.sees_all_sheets)


_OUTSIDE = Style(display="none")
_NOTHING_KNOWN = Style(**dict.fromkeys(FIELDS, UNKNOWN))  # type: ignore[arg-type]


def _blurred(style: Style) -> Style:
    """Return what is left of a style when the sheets could not be matched: hiding by the element itself, and else nothing."""
    return replace(
        _NOTHING_KNOWN,
        display=style.display,
        visibility=style.visibility,
        content_visibility=style.content_visibility,
        custom_properties={},
    )


def _precedence(match: Match) -> tuple[bool, int, tuple[int, int, int], int]:
    return match[:4]


def _without_repeats(matches: Sequence[Match]) -> list[Match]:
    """Return the matches with each rule once, as strong as its most specific selector; they are in order of strength."""
    last = {id(match[4]): place for place, match in enumerate(matches)}
    return [match for place, match in enumerate(matches) if last[id(match[4])] == place]


@lru_cache(maxsize=1)
def _browser_sheet() -> Sheet:
    return read_sheet((files("govpagecheck") / "data" / "browser-defaults.css").read_text(encoding="utf-8"))


def _layer_ranks(placed: Sequence[PlacedSheet]) -> Mapping[tuple[str, ...], int]:
    """Return how strong each cascade layer is: later ones win, a layer wins over those inside it (CSS Cascade 5, 6.4.2)."""
    places: dict[tuple[str, ...], dict[str, int]] = {}
    paths: dict[tuple[str, ...], tuple[int, ...]] = {}

    def register(path: tuple[str, ...]) -> None:
        key: list[int] = []
        for depth, name in enumerate(path):
            siblings = places.setdefault(path[:depth], {})
            key.append(siblings.setdefault(name, len(siblings)))
            paths.setdefault(path[: depth + 1], (*key, _LAST))

    for one in placed:
        if one.layer:
            register(one.layer)
        for path in one.sheet.layers:
            register((*one.layer, *path))
    return {path: rank for rank, (path, _) in enumerate(sorted(paths.items(), key=lambda item: item[1]))}


def _variables_used(placed: Sequence[PlacedSheet], document: Document) -> set[str]:
    used: set[str] = set()
    for one in placed:
        used |= one.sheet.variables
    for element in document.index.by_attribute.get("style", ()):
        attribute = element.get("style") or ""
        if "var(" in attribute.lower():
            for declaration in read_style_attribute(attribute):
                used.update(variables_in(declaration.tokens))
    return used


def mentions_orientation(placed: Sequence[PlacedSheet]) -> bool:
    """True where a media query asks how the screen is held."""
    conditions = {
        id(condition): condition
        for one in placed
        for condition in (*one.conditions, *(each for rule in one.sheet.rules for each in rule.conditions))
        if not isinstance(condition, Unknown)
    }
    return any(_asks_orientation(condition) for condition in conditions.values())


def _asks_orientation(condition: tuple[ast.Node, ...]) -> bool:
    return any(isinstance(token, ast.IdentToken) and "orientation" in token.lower_value for token in all_tokens(condition))
