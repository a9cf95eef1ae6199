"""The styles of all elements of a page: rules matched, the cascade run from the root down, equal elements sharing one style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tinycss2 import ast

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.styles.cascade import Custom, Winners, compute, winners_of
from govpagecheck.accessibility.styles.hints import hints_of
from govpagecheck.accessibility.styles.media import DESKTOP, Screen, both, media_applies
from govpagecheck.accessibility.styles.page_sheets import PlacedSheet, page_sheets
from govpagecheck.accessibility.styles.properties import Value, variables_in
from govpagecheck.accessibility.styles.selector_matching import Selector, can_match, candidates
from govpagecheck.accessibility.styles.selector_tests import PSEUDO_CLASSES
from govpagecheck.accessibility.styles.sheets import Condition, Declaration, Sheet, StyleRule, read_sheet, read_style_attribute
from govpagecheck.accessibility.styles.style import FIELDS, INITIAL, Style
from govpagecheck.accessibility.styles.tree import OverBudget, Tree
from govpagecheck.accessibility.styles.values import UNKNOWN, Unknown, all_tokens
from govpagecheck.data_files import data_text
from govpagecheck.document import Document, Element

MAX_DECLARATIONS = 500_000  # of all different styles of a page; a large page has some 20,000
MAX_COPIED_PROPERTIES = 1_000_000  # custom properties, which each element that sets one copies from its parent
MAX_ATTRIBUTE = 50_000  # characters

_LAST = 1 << 30
_LINK = "a:any-link"
# (is of the author, rank of the layer, specificity, order in the page, rule, may not apply)
Match = tuple[bool, int, tuple[int, int, int], int, StyleRule, bool]


class PageStyles:
    """Styles of a page for one kind of screen. `is_complete` is false where matching the rules would have cost too much."""

    def __init__(self, document: Document, screen: Screen = DESKTOP) -> None:
        self.document = document
        self.screen = screen
        self.is_complete = True
        self.sees_all_sheets = not page_sheets(document).unread
        self.by_element: dict[Element, Style] = {}
        self._tree = Tree(document)
        self._shared: dict[tuple[object, ...], Style] = {}
        self._matched: dict[tuple[object, ...], tuple[Match, ...]] = {}
        self._won: dict[int, tuple[Winners, Custom]] = {}  # by the id of one of _matched
        self._copied = self._declarations = 0
        self._root_size: float | Unknown | None = None
        self._used_variables: set[str] = set()
        self._matches: dict[int, list[Match]] = {}  # but for what the browser's sheet says of all elements of a tag
        self.pseudo_matches: dict[tuple[int, str], list[Match]] = {}
        self._match_all()
        self._compute_all()

    def style(self, element: Element) -> Style:
        """Return the element's style; that of elements outside the page's flat tree is the initial one, not displayed."""
        return self.by_element.get(element, OUTSIDE)

    # -- matching -----------------------------------------------------------------------------------------------------

    def _match_all(self) -> None:
        placed = page_sheets(self.document).placed
        self._used_variables = _variables_used(placed, self.document)
        ranks = _layer_ranks(placed)
        browser = _browser_rules()
        allowed, self._tree.steps_left = self._tree.steps_left, _LAST
        for selector, match in browser.of_few:
            if can_match(self._tree, selector):
                self._match_selector(selector, match, None)
        self._tree.steps_left = allowed
        order = browser.count
        answers: dict[int, tuple[Condition, bool | None]] = {}
        try:
            for one in placed:
                condition = self._holds(one.conditions, answers)
                if condition is False:
                    continue
                prefix = (UNKNOWN,) if condition is None else ()
                order = self._match_sheet(one.sheet, prefix, one.shadow_root, ranks, one.layer, order, answers)
        except OverBudget:
            self.is_complete = False
            self._matches = {number: [one for one in found if not one[0]] for number, found in self._matches.items()}
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
        answers: dict[int, tuple[Condition, bool | None]],
    ) -> int:
        tree = self._tree
        scope = tree.index.order[shadow_root] if shadow_root is not None else -1
        has_scopes = bool(tree.shadow_roots)
        for rule in sheet.rules:
            order += 1
            if not self._is_useful(rule):
                continue
            condition = self._holds((*prefix, *rule.conditions), answers)
            if condition is False:
                continue
            rank = ranks[(*layer, *rule.layer)] if rule.layer or layer else _LAST
            tree.spend(len(rule.selectors))
            for selector in rule.selectors:
                if not selector.is_never and can_match(tree, selector):
                    match = (True, rank, selector.specificity, order, rule, condition is None or selector.is_maybe)
                    self._match_selector(selector, match, scope if has_scopes else None)
        return order

    def _match_selector(self, selector: Selector, match: Match, scope: int | None) -> None:
        tree = self._tree
        tree.climbed.clear()
        for number in candidates(tree, selector.keys):
            tree.steps_left -= 1
            if scope is not None and tree.scopes[number] != scope and not (selector.reaches_host and tree.hosts.get(number) == scope):
                continue
            if not selector.is_plain and not selector.matches(tree, number):
                continue
            if selector.pseudo is None:
                self._matches.setdefault(number, []).append(match)
            elif selector.pseudo in ("before", "after"):
                self.pseudo_matches.setdefault((number, selector.pseudo), []).append(match)
        tree.spend(0)

    def _is_useful(self, rule: StyleRule) -> bool:
        used = self._used_variables
        return any(not one.name.startswith("--") or one.name in used for one in rule.declarations)

    # -- computing ----------------------------------------------------------------------------------------------------

    def _compute_all(self) -> None:
        tree = flat_tree(self.document)
        elements, order, parents, styles = self._tree.elements, self._tree.index.order, tree.parents, self.by_element
        hints = hints_of(self.document)
        attributes = {one: one.get("style") for one in self.document.index.by_attribute.get("style", ())}
        matches = {elements[number]: tuple(found) for number, found in self._matches.items()}
        special = hints.keys() | attributes.keys() | matches.keys()
        kinds = self._kinds()
        of_kind = _browser_rules().of_kind
        usual: dict[tuple[Style, str], Style] = {}  # by parent and kind
        for element in tree.order:
            kind = kinds[order[element]]
            parent = parents.get(element)
            above = styles[parent] if parent is not None else INITIAL
            if element in special:
                found = self._ordered((*of_kind.get(kind, ()), *matches.get(element, ())))
                style = self._computed(found, hints.get(element), above, attributes.get(element))
            elif (above, kind) in usual:
                style = usual[above, kind]
            else:
                style = usual[above, kind] = self._computed(self._ordered(of_kind.get(kind, ())), None, above, None)
            styles[element] = style
            if parent is None:
                self._root_size = style.font_size
        if not self.is_complete:
            blurred = {style: _blurred(style) for style in self._shared.values()}
            for element, style in styles.items():
                styles[element] = blurred[style]
            self._root_size = styles[self.document.tree].font_size

    def _kinds(self) -> list[str]:
        """Return the name of each element, `a:any-link` for links, of which pages are full."""
        kinds = list(self._tree.names)
        for element in self.document.index.by_attribute.get("href", ()):
            number = self._tree.index.order[element]
            if kinds[number] == "a":
                kinds[number] = _LINK
        return kinds

    def pseudo_style(self, element: Element, pseudo: str) -> Style | None:
        """Return the style of ::before or ::after, None where no rule makes one."""
        number = self._tree.index.order.get(element)
        matches = self.pseudo_matches.get((number, pseudo)) if number is not None else None
        return self._computed(self._ordered(tuple(matches)), None, self.style(element), None) if matches else None

    def _ordered(self, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        """Return the matches in order of strength, each rule once; the same rules give the same object."""
        if len(matches) > 1:
            matches = _without_repeats(sorted(matches, key=_precedence))
        return self._matched.setdefault(tuple([(match[4], match[5]) for match in matches]), matches)

    def _computed(self, matches: tuple[Match, ...], hints: Mapping[str, Value] | None, parent: Style, attribute: str | None) -> Style:
        if attribute and len(attribute) > MAX_ATTRIBUTE:
            self.is_complete = False
            attribute = None
        key = (parent, id(matches), attribute, tuple(hints.items()) if hints else None)
        known = self._shared.get(key)
        if known is None:
            known = self._shared[key] = self._new_style(matches, hints, parent, attribute)
        return known

    def _new_style(self, matches: tuple[Match, ...], hints: Mapping[str, Value] | None, parent: Style, attribute: str | None) -> Style:
        inline = read_style_attribute(attribute) if attribute else ()
        self._declarations += sum([len(match[4].declarations) for match in matches]) + len(inline)
        if self._declarations > MAX_DECLARATIONS:
            self.is_complete = False
            matches, inline = tuple(match for match in matches if not match[0]), ()
        if hints or inline or not self.is_complete:
            winners, custom = _winners(matches, hints or {}, inline)
        else:
            known = self._won.get(id(matches))
            if known is None:
                known = self._won[id(matches)] = _winners(matches, {}, ())
            winners, custom = known
        own: Custom = {name: value for name, value in custom.items() if name in self._used_variables} if custom else {}
        if own:
            self._copied += len(parent.custom_properties) + len(own)
            if self._copied > MAX_COPIED_PROPERTIES:
                self.is_complete = False
                own = {}
        return compute(winners, own, parent, self._root_size, self.screen, sees_all_sheets=self.sees_all_sheets)


def _winners(matches: Sequence[Match], hints: Mapping[str, Value], inline: Sequence[Declaration]) -> tuple[Winners, Custom]:
    browser: list[tuple[Declaration, bool]] = []
    author: list[tuple[Declaration, bool]] = []
    important: list[tuple[int, tuple[Declaration, bool]]] = []
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
    return winners_of(browser, hints, author, weighty)


OUTSIDE = Style(display="none")
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


def _without_repeats(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches with each rule once, as strong as its most specific selector; they are in order of strength."""
    last = {match[4]: place for place, match in enumerate(matches)}
    return tuple(matches[place] for place in sorted(last.values()))


@dataclass(frozen=True)
class _BrowserRules:
    """What the browser's own sheet says: of all elements of a kind, and of those that are as a selector asks."""

    of_kind: Mapping[str, tuple[Match, ...]]
    of_few: Sequence[tuple[Selector, Match]]
    count: int


@lru_cache(maxsize=1)
def _browser_rules() -> _BrowserRules:
    sheet = read_sheet(data_text("browser-defaults.css"))
    is_link = PSEUDO_CLASSES["any-link"][0]
    of_kind: dict[str, list[Match]] = {}
    of_few: list[tuple[Selector, Match]] = []
    for place, rule in enumerate(sheet.rules, 1):
        for selector in rule.selectors:
            match = (False, _LAST, selector.specificity, place, rule, selector.is_maybe)
            name = selector.keys[0][1]
            if selector.is_plain and selector.pseudo is None:
                of_kind.setdefault(name, []).append(match)
            elif name == "a" and selector.compounds[0][1:] == (is_link,):
                of_kind.setdefault(_LINK, []).append(match)
            else:
                tags = tuple(key for key in selector.needs if key[0] == "tag")  # of which a page has fewer than attributes `type`
                of_few.append((replace(selector, keys=tags) if tags else selector, match))
    of_kind[_LINK] += of_kind.get("a", ())
    return _BrowserRules({kind: tuple(found) for kind, found in of_kind.items()}, of_few, len(sheet.rules))


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
