"""CSS selectors compiled to XPath for trees whose SVG and MathML elements are in their namespaces."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from cssselect.xpath import XPathExpr
from lxml import etree

# SVG and MathML names that HTML does not share: only these may be looked for in a namespace.
FOREIGN_TAGS = frozenset(
    "svg g path circle ellipse line polyline polygon rect use symbol defs desc text tspan textPath foreignObject marker mask pattern "
    "linearGradient radialGradient stop clipPath filter image view switch metadata animate set math mi mn mo ms mtext mrow mfrac msup "
    "msub msubsup msqrt mroot mover munder munderover mtable mtr mtd semantics annotation annotation-xml".split()
)


class _Translator(HTMLTranslator):
    def xpath_element(self, selector: object) -> XPathExpr:
        name = getattr(selector, "element", None)
        foreign = next((tag for tag in FOREIGN_TAGS if name and tag.lower() == name.lower()), None)
        if foreign is None:
            return super().xpath_element(selector)  # type: ignore[arg-type]
        return self.xpathexpr_cls(element="*", condition=f"local-name() = '{foreign}'")

    # What cssselect writes for these two takes quadratic time: all elements in each of a thousand nested ones, all siblings before.

    def xpath_descendant_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        if left.path or right.path:
            return super().xpath_descendant_combinator(left, right)
        above = f"ancestor::{left.element}" + (f"[{left.condition}]" if left.condition else "")
        return right.add_condition(f"{above}[1]")

    def xpath_first_of_type_pseudo(self, xpath: XPathExpr) -> XPathExpr:
        if xpath.element == "*":
            return super().xpath_first_of_type_pseudo(xpath)
        return xpath.add_condition(f"not(preceding-sibling::{xpath.element}[1])")


_TRANSLATOR = _Translator()


@lru_cache(maxsize=1024)
def compile_selector(css: str) -> Callable[[etree._Element], list[etree._Element]]:
    """Return a function that finds the matches of `css` under a root, in document order; ValueError if it is no selector."""
    try:
        xpath = etree.XPath(_TRANSLATOR.css_to_xpath(css))
    except (SelectorError, etree.XPathError, RecursionError) as error:
        raise ValueError(f"not a selector that can be used: {css!r} ({error})") from error
    return xpath  # type: ignore[return-value]
