"""CSS selectors for trees whose SVG and MathML elements are in their namespaces: answered from an index, else by XPath.

A selector is looked up by what its last compound names (id, class, attribute, tag); only the elements that stand there in
the index are asked the rest, in Python where that is a plain question, else by the XPath that cssselect writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError, parse
from cssselect import parser as css_parser
from cssselect.xpath import XPathExpr
from lxml import etree

from govpagecheck.index import Index

Test = Callable[[etree._Element], bool]

# SVG and MathML names that HTML does not share: only these may be looked for in a namespace.
FOREIGN_TAGS = frozenset(
    "svg g path circle ellipse line polyline polygon rect use symbol defs desc text tspan textPath foreignObject marker mask pattern "
    "linearGradient radialGradient stop clipPath filter image view switch metadata animate set math mi mn mo ms mtext mrow mfrac msup "
    "msub msubsup msqrt mroot mover munder munderover mtable mtr mtd semantics annotation annotation-xml".split()
)


_FOREIGN = {tag.lower(): tag for tag in FOREIGN_TAGS}


class _Translator(HTMLTranslator):
    def xpath_element(self, selector: object) -> XPathExpr:
        foreign = _FOREIGN.get((getattr(selector, "element", None) or "").lower())
        if foreign is None:
            return super().xpath_element(selector)  # type: ignore[arg-type]
        return self.xpathexpr_cls(element="*", condition=f"local-name() = '{foreign}'")

    # What cssselect writes for these two takes quadratic time: all elements in each of a thousand nested ones, all siblings before.

    def xpath_descendant_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        if left.path or right.path:
            return super().xpath_descendant_combinator(left, right)
        above = f"ancestor::{left.element}" + (f"[{left.condition}]" if left.condition else "")
        return right.add_condition(f"{above}[1]")

    def xpath_child_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        if left.path or right.path:
            return super().xpath_child_combinator(left, right)
        return right.add_condition(f"parent::{left.element}" + (f"[{left.condition}]" if left.condition else ""))

    def xpath_first_of_type_pseudo(self, xpath: XPathExpr) -> XPathExpr:
        if xpath.element == "*":
            return super().xpath_first_of_type_pseudo(xpath)
        return xpath.add_condition(f"not(preceding-sibling::{xpath.element}[1])")


_TRANSLATOR = _Translator()
_SAFE_NAME = re.compile(r"[a-z_][a-z0-9_.-]*")
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}
_CLASS_BREAK = re.compile(r"[ \t\r\n]+")


@lru_cache(maxsize=1024)
def compile_selector(css: str) -> Callable[[etree._Element], list[etree._Element]]:
    """Return a function that finds the matches of `css` under a root, in document order; ValueError if it is no selector."""
    try:
        xpath = etree.XPath(_TRANSLATOR.css_to_xpath(css))
    except (SelectorError, etree.XPathError, RecursionError) as error:
        raise ValueError(f"not a selector that can be used: {css!r} ({error})") from error
    return xpath  # type: ignore[return-value]


def select(css: str, tree: etree._Element, index: Index) -> list[etree._Element]:
    """Return the elements of the index that match, in document order. Raises ValueError for what is no selector."""
    queries = _queries(css)
    if queries is None:
        return [element for element in compile_selector(css)(tree) if element in index.order]
    if len(queries) == 1:
        return queries[0].answer(index)
    found = {element for query in queries for element in query.answer(index)}
    return sorted(found, key=index.order.__getitem__)


def needs_whole_tree(css: str) -> bool:
    """True for a selector that no index can answer: it names no id, class, attribute or tag, or looks at siblings."""
    return _queries(css) is None


@dataclass(frozen=True)
class _Query:
    """One complex selector: where in an index its matches stand (`keys`), and what they must answer."""

    keys: tuple[tuple[str, str], ...]
    tests: tuple[Test, ...]

    def answer(self, index: Index) -> list[etree._Element]:
        found: list[etree._Element] = min((getattr(index, kind)[name] for kind, name in self.keys), key=len)
        for test in self.tests:
            found = [element for element in found if test(element)]
        return found[:]


class _NotPlain(Exception):  # noqa: N818 - no error: XPath answers it
    """Raised for what is no plain question."""


@lru_cache(maxsize=1024)
def _queries(css: str) -> tuple[_Query, ...] | None:
    """Return a query for each selector of a list, None where one of them names nothing that the index knows."""
    try:
        return tuple(_query(selector) for selector in parse(css))
    except (SelectorError, _NotPlain, RecursionError):
        return None


def _query(selector: css_parser.Selector) -> _Query:
    if selector.pseudo_element is not None:
        raise _NotPlain
    last: Any = selector.parsed_tree
    is_alone = not isinstance(last, css_parser.CombinedSelector)
    if not is_alone:
        if last.combinator not in (" ", ">"):
            raise _NotPlain  # siblings: cssselect writes them from left to right
        last = last.subselector
    compound = _compound(last)
    if not compound.keys:
        raise _NotPlain
    tests = compound.tests if is_alone and compound.is_whole else [*compound.tests, _asks(selector)]
    return _Query(tuple(compound.keys), tuple(tests))


@dataclass
class _Compound:
    """What the parts of a compound say in Python; `is_whole` when that is all of it."""

    keys: list[tuple[str, str]]
    tests: list[Test]
    is_whole: bool = True


def _compound(part: Any) -> _Compound:
    if isinstance(part, css_parser.CombinedSelector):
        return _Compound([], [], is_whole=False)
    found = _Compound([], [])
    while not isinstance(part, css_parser.Element):
        key, test = _read(part)
        found.keys += [key] if key else []
        found.tests += [test] if test else []
        found.is_whole = found.is_whole and test is not None
        part = part.selector
    if part.element:
        key, test = _type(part)
        found.keys.append(key)
        found.tests.append(test)
    return found


def _read(part: Any) -> tuple[tuple[str, str] | None, Test | None]:
    """Return the key in the index and the test of a part of a compound, None where there is none."""
    if isinstance(part, css_parser.Hash):
        wanted = part.id
        return ("by_id", wanted), lambda element: element.get("id") == wanted
    if isinstance(part, css_parser.Class):
        name = part.class_name
        return ("by_class", name), lambda element: name in _CLASS_BREAK.split(element.get("class") or "")
    if isinstance(part, css_parser.Attrib) and part.namespace is None and part.operator != "!=":
        attribute = part.attrib.lower()
        if not _SAFE_NAME.fullmatch(attribute):
            return None, None
        key = "by_attribute", attribute
        if part.operator == "exists":
            return key, lambda element: element.get(attribute) is not None
        compare, value = _OPERATORS.get(part.operator), (part.value.value or "") if part.value else ""
        if compare is None or part.flag == "i" or not (value or part.operator == "="):
            return key, None
        return key, lambda element: (found := element.get(attribute)) is not None and compare(found, value)
    if isinstance(part, css_parser.Negation):
        options = [_compound(part.subselector)]
        wanted_answer = False
    elif isinstance(part, css_parser.Matching):
        options = [_compound(one) for one in part.selector_list]
        wanted_answer = True
    else:
        return None, None
    if not all(option.is_whole for option in options):
        return None, None
    choices = [option.tests for option in options]

    def matches_one(element: etree._Element) -> bool:
        for tests in choices:
            for test in tests:
                if not test(element):
                    break
            else:
                return wanted_answer
        return not wanted_answer

    return None, matches_one


def _type(part: css_parser.Element) -> tuple[tuple[str, str], Test]:
    if part.namespace is not None or part.element is None:
        raise _NotPlain
    name = part.element.lower()
    if (foreign := _FOREIGN.get(name)) is not None:
        return ("by_tag", foreign), lambda element: element.tag.rpartition("}")[2] == foreign
    return ("by_tag", name), lambda element: element.tag == name


def _asks(selector: css_parser.Selector) -> Test:
    xpath = etree.XPath(_TRANSLATOR.selector_to_xpath(selector, prefix="self::"))
    return lambda element: bool(xpath(element))
