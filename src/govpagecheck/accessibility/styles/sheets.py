"""Style sheets read into rules: what they select, what they declare, and on which conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import tinycss2
from tinycss2 import ast

from govpagecheck.accessibility.styles.media import supports
from govpagecheck.accessibility.styles.properties import Value, expand, is_of_interest, variables_in
from govpagecheck.accessibility.styles.selector_matching import Selector
from govpagecheck.accessibility.styles.selector_reading import NotASelector, read_selectors
from govpagecheck.accessibility.styles.values import UNKNOWN, Tokens, Unknown, significant, split_at_commas

MAX_NESTING = 16
MAX_KEPT = 30_000  # characters of a style element
_ENDLESS_NUMBER = re.compile(r"(?<!\d)(\d{30})\d{970,}")  # Python reads no whole number of more than 4,300 digits, and tinycss2 tries

# A condition is the prelude of an @media rule, or UNKNOWN for one that only a layout could answer (@container).
Condition = tuple[ast.Node, ...] | Unknown


@dataclass(frozen=True, eq=False)
class Declaration:
    """One declaration: a property of interest or a custom property, its value as tokens."""

    name: str
    tokens: tuple[ast.Node, ...]
    is_important: bool = False

    @cached_property
    def longhands(self) -> Mapping[str, Value]:
        """The longhands that the declaration sets, nothing where browsers would refuse it."""
        return expand(self.name, self.tokens)


@dataclass(frozen=True, slots=True, eq=False)
class StyleRule:
    """A style rule with the conditions and the cascade layer that it stands in."""

    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]
    conditions: tuple[Condition, ...] = ()
    layer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """An @import rule: the address as written, and what it is under."""

    href: str
    conditions: tuple[Condition, ...] = ()
    layer: tuple[str, ...] | None = None


@dataclass
class Sheet:
    """What a style sheet holds, in its order; `layers` are the paths of cascade layers as they are first named."""

    rules: list[StyleRule] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    layers: list[tuple[str, ...]] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)  # custom properties that var() asks for


def read_sheet(css: str) -> Sheet:
    """Read a style sheet as browsers do: what they cannot read is left out, and nothing raises.

    >>> sheet = read_sheet("p { color: red } @media print { p { color: blue } } p:: { color: green }")
    >>> [(len(rule.selectors), len(rule.conditions)) for rule in sheet.rules]
    [(1, 0), (1, 1)]
    """
    sheet = Sheet()
    reader = _Reader(sheet)
    reader.read(tinycss2.parse_stylesheet(_readable(css), skip_comments=True, skip_whitespace=True), (), (), ())
    return sheet


@lru_cache(maxsize=16)
def read_shared_sheet(css: str) -> Sheet:
    """Read a sheet that many pages link to; the last few are kept, since reading costs more than matching."""
    return read_sheet(css)


def read_style_element(css: str) -> Sheet:
    """Read the text of a style element, of which the pages of a site have the same ones.

    Cascade layers may have no name and are then those of one element, so what has layers is read anew.
    """
    return _read_small_sheet(css) if len(css) <= MAX_KEPT and "layer" not in css.lower() else read_sheet(css)


_read_small_sheet = lru_cache(maxsize=128)(read_sheet)


@lru_cache(maxsize=4096)
def read_style_attribute(css: str) -> tuple[Declaration, ...]:
    """Return the declarations of a style attribute that are of interest."""
    return tuple(_declarations(tinycss2.parse_declaration_list(_readable(css), skip_comments=True, skip_whitespace=True)))


def read_media(text: str) -> Condition:
    """Return the condition that a media attribute states."""
    return tuple(tinycss2.parse_component_value_list(_readable(text), skip_comments=True))


def _readable(css: str) -> str:
    return _ENDLESS_NUMBER.sub(r"\1", css)


def _declarations(nodes: Sequence[ast.Node]) -> Iterator[Declaration]:
    for node in nodes:
        if isinstance(node, ast.Declaration):
            name = node.name if node.name.startswith("--") else node.lower_name
            if is_of_interest(name):
                yield Declaration(name, tuple(node.value), node.important)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.anonymous = 0
        self.may_import = True

    def read(
        self,
        nodes: Sequence[ast.Node],
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
        parents: tuple[Selector, ...],
        depth: int = 0,
    ) -> None:
        if depth > MAX_NESTING:
            return
        for node in nodes:
            if isinstance(node, ast.QualifiedRule):
                self.may_import = False
                self._style_rule(node, conditions, layer, parents, depth)
            elif isinstance(node, ast.AtRule):
                self._at_rule(node, conditions, layer, parents, depth)

    def _style_rule(
        self,
        node: ast.QualifiedRule,
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
        parents: tuple[Selector, ...],
        depth: int,
    ) -> None:
        contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        declarations = tuple(_declarations(contents))
        nested = [one for one in contents if isinstance(one, ast.QualifiedRule | ast.AtRule)]
        if not declarations and not nested:
            return
        try:
            selectors = tuple(read_selectors(node.prelude, parents, is_nested=bool(parents), depth=depth))
        except NotASelector:
            return
        if declarations:
            self._add(selectors, declarations, conditions, layer)
        if nested:
            self.read(nested, conditions, layer, selectors, depth + 1)

    def _add(
        self,
        selectors: tuple[Selector, ...],
        declarations: tuple[Declaration, ...],
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
    ) -> None:
        possible = tuple(selector for selector in selectors if not selector.is_never)
        if possible:
            for declaration in declarations:
                self.sheet.variables.update(variables_in(declaration.tokens))
            self.sheet.rules.append(StyleRule(possible, declarations, conditions, layer))

    def _at_rule(
        self,
        node: ast.AtRule,
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
        parents: tuple[Selector, ...],
        depth: int,
    ) -> None:
        name = node.lower_at_keyword
        if name == "import":
            if self.may_import and not conditions and not layer:
                self._import(node)
            return
        if name == "layer":
            self._layer(node, conditions, layer, parents, depth)
            return
        if name != "charset":
            self.may_import = False
        if node.content is None:
            return
        if name == "media":
            conditions = (*conditions, tuple(node.prelude))
        elif name in ("container", "scope", "-moz-document"):
            conditions = (*conditions, UNKNOWN)
        elif name == "supports":
            answer = supports(node.prelude)
            if answer is False:
                return
            if answer is None:
                conditions = (*conditions, UNKNOWN)
        else:
            return
        self._block(node.content, conditions, layer, parents, depth)

    def _block(
        self,
        content: Tokens,
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
        parents: tuple[Selector, ...],
        depth: int,
    ) -> None:
        """Read what is inside an at-rule; inside a style rule that may be declarations too."""
        if not parents:
            self.read(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True), conditions, layer, (), depth + 1)
            return
        contents = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if declarations := tuple(_declarations(contents)):
            self._add(parents, declarations, conditions, layer)
        self.read([one for one in contents if isinstance(one, ast.QualifiedRule | ast.AtRule)], conditions, layer, parents, depth + 1)

    def _layer(
        self,
        node: ast.AtRule,
        conditions: tuple[Condition, ...],
        layer: tuple[str, ...],
        parents: tuple[Selector, ...],
        depth: int,
    ) -> None:
        names = [tuple(one.value for one in part if isinstance(one, ast.IdentToken)) for part in split_at_commas(node.prelude)]
        if node.content is None:
            self.sheet.layers += [(*layer, *path) for path in names if path]
            return
        self.may_import = False
        path = names[0] if names and names[0] else (self._anonymous(),)
        inner = (*layer, *path)
        self.sheet.layers.append(inner)
        self._block(node.content, conditions, inner, parents, depth)

    def _anonymous(self) -> str:
        self.anonymous += 1
        return f"<anonymous {id(self.sheet)} {self.anonymous}>"

    def _import(self, node: ast.AtRule) -> None:
        tokens = significant(node.prelude)
        if not tokens:
            return
        first, rest = tokens[0], tokens[1:]
        if isinstance(first, ast.URLToken | ast.StringToken):
            href = first.value
        elif isinstance(first, ast.FunctionBlock) and first.lower_name == "url" and first.arguments:
            argument = significant(first.arguments)[0] if significant(first.arguments) else None
            if not isinstance(argument, ast.StringToken):
                return
            href = argument.value
        else:
            return
        layer: tuple[str, ...] | None = None
        conditions: tuple[Condition, ...] = ()
        if rest and isinstance(rest[0], ast.IdentToken) and rest[0].lower_value == "layer":
            layer, rest = (self._anonymous(),), rest[1:]
        elif rest and isinstance(rest[0], ast.FunctionBlock) and rest[0].lower_name == "layer":
            layer = tuple(one.value for one in rest[0].arguments if isinstance(one, ast.IdentToken))
            rest = rest[1:]
        if rest and isinstance(rest[0], ast.FunctionBlock) and rest[0].lower_name == "supports":
            conditions, rest = (UNKNOWN,), rest[1:]
        if rest:
            conditions = (*conditions, tuple(rest))
        if layer is not None:
            self.sheet.layers.append(layer)
        self.sheet.imports.append(Import(href, conditions, layer))
