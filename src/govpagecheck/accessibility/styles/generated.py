"""Generated content: the text that `content` of ::before and ::after adds to an element."""

from __future__ import annotations

import tinycss2
from tinycss2 import ast

from govpagecheck.accessibility.styles.values import UNKNOWN, Unknown, significant
from govpagecheck.document import Element

_QUOTES = {"open-quote": "“", "close-quote": "”", "no-open-quote": "", "no-close-quote": ""}


def text_of_content(content: str | Unknown, element: Element) -> str | Unknown:
    """Return the text of a value of `content`, the alternative after "/" if there is one (CSS Generated Content 3, 2.1).

    Images have no text; counters are UNKNOWN.
    """
    if isinstance(content, Unknown):
        return UNKNOWN
    if content in ("normal", "none"):
        return ""
    tokens = significant(tinycss2.parse_component_value_list(content, skip_comments=True))
    slash = next((place for place, token in enumerate(tokens) if isinstance(token, ast.LiteralToken) and token.value == "/"), None)
    text = ""
    for token in tokens if slash is None else tokens[slash + 1 :]:
        piece = _piece(token, element)
        if isinstance(piece, Unknown):
            return UNKNOWN
        text += piece
    return text


def _piece(token: ast.Node, element: Element) -> str | Unknown:
    if isinstance(token, ast.StringToken):
        return token.value
    if isinstance(token, ast.IdentToken):
        return _QUOTES.get(token.lower_value, "")
    if isinstance(token, ast.FunctionBlock):
        if token.lower_name == "attr":
            inner = significant(token.arguments)
            if len(inner) == 1 and isinstance(inner[0], ast.IdentToken):
                return element.get(inner[0].lower_value) or element.get(inner[0].value) or ""
            return UNKNOWN
        if token.lower_name in ("counter", "counters", "target-counter", "target-text", "string"):
            return UNKNOWN
    return ""
