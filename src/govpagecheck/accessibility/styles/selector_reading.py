"""CSS selectors (Selectors 4) read from tinycss2's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from tinycss2 import ast
from tinycss2.nth import parse_nth

from govpagecheck.accessibility.styles.selector_matching import ANY, Key, Selector, Test
from govpagecheck.accessibility.styles.selector_tests import (
    PSEUDO_CLASSES,
    attribute_test,
    has_attribute,
    has_class,
    has_direction,
    has_id,
    has_relative,
    has_tag,
    in_language,
    is_host,
    is_root,
    never,
    nth_test,
)
from govpagecheck.accessibility.styles.values import Tokens, is_sign, split_at_commas

MAX_NESTING = 12
MAX_COMPOUNDS = 60

_NEVER = frozenset(
    "hover focus focus-visible focus-within active visited target target-within current past future playing-not seeking stalled buffering "
    "fullscreen modal popover-open picture-in-picture autofill -webkit-autofill user-invalid user-valid local-link "
    "-moz-focusring -moz-ui-invalid".split()
)
_MAYBE = frozenset(
    "valid invalid in-range out-of-range default indeterminate playing paused muted volume-locked state host-context "
    "nth-col nth-last-col blank has-slotted active-view-transition heading".split()
)
_LEGACY_PSEUDO_ELEMENTS = frozenset(("before", "after", "first-line", "first-letter"))


class NotASelector(ValueError):  # noqa: N818 - no error of ours: a page may hold anything
    """Raised for what browsers refuse too: the whole rule is then ignored."""


def read_selectors(tokens: Tokens, parents: Sequence[Selector] = (), *, is_nested: bool = False, depth: int = 0) -> list[Selector]:
    """Return the selectors of a list; `parents` are those of the rule around, which `&` stands for.

    Raises NotASelector for what browsers would refuse, and for what is nested deeper than anybody writes.
    """
    if depth > MAX_NESTING:
        raise NotASelector("nested too deeply")
    return [_Reader(part, parents, depth).read(is_nested) for part in split_at_commas(tokens)]


class _Compound:
    def __init__(self) -> None:
        self.tests: list[Test] = []
        self.keys: list[Key] = []
        self.alternatives: tuple[Key, ...] | None = None
        self.is_empty = True


def _is_plain(compound: _Compound) -> bool:
    """True for `*`, `p`, `.class` and `#id` alone."""
    if compound.alternatives:
        return False
    return not compound.tests or (len(compound.tests) == 1 and len(compound.keys) == 1 and compound.keys[0][0] != "attribute")


class _Reader:
    """Reads one complex selector."""

    def __init__(self, tokens: Tokens, parents: Sequence[Selector], depth: int) -> None:
        self.tokens = [token for token in tokens if token.type != "comment"]
        while self.tokens and self.tokens[-1].type == "whitespace":
            self.tokens.pop()
        self.place = next((place for place, token in enumerate(self.tokens) if token.type != "whitespace"), len(self.tokens))
        self.parents = parents
        self.depth = depth
        self.specificity = [0, 0, 0]
        self.pseudo: str | None = None
        self.is_maybe = self.is_never = self.reaches_host = self.has_parent = False

    def read(self, is_nested: bool) -> Selector:
        compounds: list[_Compound] = []
        combinators: list[str] = []
        if is_nested and (combinator := self._combinator()):  # `> a` inside a rule means `& > a`
            compounds.append(self._parent())
            combinators.append(combinator)
        while True:
            compounds.append(self._compound())
            if self.place >= len(self.tokens):
                break
            combinator = self._combinator()
            if not combinator or self.pseudo:
                raise NotASelector("something stands after a compound that does not belong there")
            combinators.append(combinator)
            if len(compounds) > MAX_COMPOUNDS:
                raise NotASelector("longer than anybody writes")
        if is_nested and not self.has_parent:  # `a` inside a rule means `& a`
            compounds.insert(0, self._parent())
            combinators.insert(0, " ")
        compounds.reverse()
        combinators.reverse()
        last = compounds[0]
        keys = _best(last.keys) if last.keys else last.alternatives or (ANY,)
        needs = tuple(dict.fromkeys(key for compound in compounds for key in compound.keys))
        return Selector(
            tuple(tuple(compound.tests) for compound in compounds),
            tuple(combinators),
            (self.specificity[0], self.specificity[1], self.specificity[2]),
            keys,
            needs,
            self.pseudo,
            self.is_maybe,
            self.is_never,
            self.reaches_host,
            is_plain=len(compounds) == 1 and _is_plain(last),
        )

    def _parent(self) -> _Compound:
        compound = _Compound()
        self._add_parent(compound)
        return compound

    def _add_parent(self, compound: _Compound) -> None:
        self.has_parent = True
        compound.is_empty = False
        if self.parents:
            self._add_any_of(compound, self.parents, counts=True)
        else:
            compound.tests.append(is_root)

    def _combinator(self) -> str | None:
        found: str | None = None
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.type == "whitespace":
                found = found or " "
            elif isinstance(token, ast.LiteralToken) and token.value in (">", "+", "~") and found in (None, " "):
                found = token.value
            else:
                break
            self.place += 1
        return found

    def _next(self) -> ast.Node | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _compound(self) -> _Compound:
        compound = _Compound()
        while (token := self._next()) is not None and token.type != "whitespace":
            if isinstance(token, ast.IdentToken):
                if not compound.is_empty:
                    raise NotASelector("a type selector comes first")
                self.place += 1
                if is_sign(self._next(), "|"):
                    self._namespaced(compound)
                else:
                    self._type(compound, token.lower_value)
            elif isinstance(token, ast.HashToken):
                if not token.is_identifier:
                    raise NotASelector(f"#{token.value} is no identifier")
                self.place += 1
                self._add(compound, has_id(token.value), ("id", token.value), 0)
            elif isinstance(token, ast.SquareBracketsBlock):
                self.place += 1
                self._attribute(compound, [one for one in token.content if one.type not in ("whitespace", "comment")])
            elif isinstance(token, ast.LiteralToken):
                if not self._literal(compound, token):
                    break
            else:
                raise NotASelector(f"unexpected {token.type}")
            compound.is_empty = False
        if compound.is_empty:
            raise NotASelector("a compound is missing")
        return compound

    def _literal(self, compound: _Compound, token: ast.LiteralToken) -> bool:
        """Read `*`, `|`, `.class`, `&` or a pseudo-class; False where a combinator ends the compound."""
        if token.value in (">", "+", "~"):
            return False
        self.place += 1
        if token.value in ("*", "|"):
            if not compound.is_empty:
                raise NotASelector("* comes first")
            if token.value == "|" or is_sign(self._next(), "|"):
                self.place -= token.value == "|"
                self._namespaced(compound)
        elif token.value == "&":
            self._add_parent(compound)
        elif token.value == ".":
            name = self._next()
            if not isinstance(name, ast.IdentToken):
                raise NotASelector("a class name is missing")
            self.place += 1
            self._add(compound, has_class(name.value), ("class", name.value), 1)
        elif token.value == ":":
            self._pseudo(compound)
        else:
            raise NotASelector(f"unexpected {token.value}")
        return True

    def _add(self, compound: _Compound, test: Test, key: Key | None, rank: int) -> None:
        compound.tests.append(test)
        if key:
            compound.keys.append(key)
        self.specificity[rank] += 1

    def _type(self, compound: _Compound, name: str) -> None:
        self._add(compound, has_tag(name), ("tag", name) if name not in _MIXED_CASE else None, 2)

    def _namespaced(self, compound: _Compound) -> None:
        """Read `|name` after a namespace prefix: which namespace was meant stays open."""
        self.place += 1
        self.is_maybe = True
        name = self._next()
        self.place += 1
        if isinstance(name, ast.IdentToken):
            self._type(compound, name.lower_value)
        elif not is_sign(name, "*"):
            raise NotASelector("a name is missing after |")

    def _attribute(self, compound: _Compound, inner: list[ast.Node]) -> None:
        if len(inner) > 2 and is_sign(inner[1], "|") and isinstance(inner[2], ast.IdentToken):
            inner = inner[2:]
            self.is_maybe = True
        if not inner or not isinstance(inner[0], ast.IdentToken):
            raise NotASelector("an attribute name is missing")
        name = inner[0].lower_value
        key: Key | None = ("attribute", name) if inner[0].value == name else None
        if len(inner) == 1:
            self._add(compound, has_attribute(name), key, 1)
            return
        sign, value = inner[1], inner[2] if len(inner) > 2 else None
        if not isinstance(sign, ast.LiteralToken) or not isinstance(value, ast.IdentToken | ast.StringToken):
            raise NotASelector("not an attribute selector")
        flag = inner[3].lower_value if len(inner) > 3 and isinstance(inner[3], ast.IdentToken) else None
        if len(inner) > 4 or (len(inner) > 3 and flag not in ("i", "s")) or sign.value not in ("=", "~=", "|=", "^=", "$=", "*="):
            raise NotASelector("not an attribute selector")
        self._add(compound, attribute_test(name, sign.value, value.value, flag), key, 1)

    def _pseudo(self, compound: _Compound) -> None:
        is_element = is_sign(self._next(), ":")
        self.place += is_element
        token = self._next()
        self.place += 1
        if isinstance(token, ast.FunctionBlock):
            if is_element:
                self.pseudo = token.lower_name
                self.specificity[2] += 1
            else:
                self._function(compound, token.lower_name, token.arguments)
            return
        if not isinstance(token, ast.IdentToken):
            raise NotASelector("a pseudo-class is missing")
        name = token.lower_value
        if is_element or name in _LEGACY_PSEUDO_ELEMENTS:
            if name.startswith(("-moz-", "-ms-")):
                raise NotASelector(f"::{name} is unknown")
            self.pseudo = name
            self.specificity[2] += 1
            return
        if self.pseudo is not None:  # ::before:hover
            self.is_never = True
        self.specificity[1] += 1
        if name in _NEVER:
            compound.tests.append(never)
            self.is_never = True
        elif name in _MAYBE:
            self.is_maybe = True
        elif name == "host":
            compound.tests.append(is_host)
            self.reaches_host = True
        elif name in PSEUDO_CLASSES:
            test, keys = PSEUDO_CLASSES[name]
            compound.tests.append(test)
            if keys and not compound.keys:
                compound.alternatives = keys
        else:
            raise NotASelector(f":{name} is unknown")

    def _function(self, compound: _Compound, name: str, arguments: list[ast.Node]) -> None:
        if name in ("is", "where", "matches", "any", "-webkit-any", "-moz-any"):
            options: list[Selector] = []
            for part in split_at_commas(arguments):
                try:
                    options += read_selectors(part, self.parents, depth=self.depth + 1)
                except NotASelector:
                    if self.depth + 1 > MAX_NESTING:
                        raise
            self._add_any_of(compound, options, counts=name != "where")
        elif name == "not":
            options = read_selectors(arguments, self.parents, depth=self.depth + 1)
            if any(option.pseudo for option in options):
                raise NotASelector("a pseudo-element cannot be in :not()")
            self._count(options)
            if any(option.is_maybe for option in options):
                self.is_maybe = True
            certain = [option for option in options if not option.is_maybe and not option.is_never]
            compound.tests.append(lambda tree, number: not any(option.matches(tree, number) for option in certain))
        elif name == "has":
            self._has(compound, arguments)
        elif name in ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"):
            self._nth(compound, name, arguments)
        elif name == "lang":
            wanted = [one.value.lower() for one in arguments if isinstance(one, ast.IdentToken | ast.StringToken)]
            self._add(compound, in_language(wanted), None, 1)
        elif name == "dir":
            words = [one.lower_value for one in arguments if isinstance(one, ast.IdentToken)]
            self._add(compound, has_direction(words[0] if words else ""), None, 1)
        elif name == "host":
            self.reaches_host = True
            self.specificity[1] += 1
            compound.tests.append(is_host)
            self._add_any_of(compound, read_selectors(arguments, depth=self.depth + 1), counts=True)
        elif name in _MAYBE:
            self.is_maybe = True
            self.specificity[1] += 1
        else:
            raise NotASelector(f":{name}() is unknown")

    def _count(self, options: Sequence[Selector]) -> None:
        if options:
            for rank, value in enumerate(max(option.specificity for option in options)):
                self.specificity[rank] += value

    def _add_any_of(self, compound: _Compound, options: Sequence[Selector], *, counts: bool) -> None:
        if counts:
            self._count(options)
        possible = [option for option in options if not option.is_never and option.pseudo is None]
        if not possible:
            self.is_never = True
            compound.tests.append(never)
            return
        if any(option.is_maybe for option in possible):
            self.is_maybe = True
        self.reaches_host = self.reaches_host or any(option.reaches_host for option in possible)
        compound.tests.append(lambda tree, number: any(option.matches(tree, number) for option in possible))
        if len(possible) == 1:
            compound.keys.extend(key for key in possible[0].keys if key != ANY and len(possible[0].keys) == 1)
        keys = tuple(dict.fromkeys(key for option in possible for key in option.keys))
        if compound.alternatives is None and ANY not in keys:
            compound.alternatives = keys

    def _has(self, compound: _Compound, arguments: list[ast.Node]) -> None:
        """Read :has(): `> a`, `+ a`, `~ a` and `a` of one compound are answered, longer ones are left open."""
        options: list[tuple[str, Selector]] = []
        for part in split_at_commas(arguments):
            reader = _Reader(part, self.parents, self.depth + 1)
            if self.depth + 1 > MAX_NESTING:
                raise NotASelector("nested too deeply")
            combinator = reader._combinator() or " "
            option = reader.read(is_nested=False)
            options.append((combinator, option))
        self._count([option for _, option in options])
        if any(option.is_maybe or option.combinators for _, option in options):
            self.is_maybe = True
        else:
            compound.tests.append(has_relative(options))

    def _nth(self, compound: _Compound, name: str, arguments: list[ast.Node]) -> None:
        words = [one.lower_value if isinstance(one, ast.IdentToken) else None for one in arguments]
        if "of" in words:
            self.is_maybe = True
            arguments = arguments[: words.index("of")]
        step = parse_nth(arguments)
        if step is None:
            raise NotASelector(f":{name}() needs a place")
        if "of" not in words:
            compound.tests.append(nth_test(name, *step))
        self.specificity[1] += 1


# SVG's names with capitals, by which the index knows the elements; what matches them is looked for everywhere.
_MIXED_CASE = frozenset(
    "textpath foreignobject lineargradient radialgradient clippath animatemotion animatetransform altglyph glyphref".split()
)
_RANKS = {"id": 0, "class": 1, "attribute": 2, "tag": 3}


def _best(keys: list[Key]) -> tuple[Key, ...]:
    return (min(keys, key=lambda key: _RANKS[key[0]]),)
