"""Template source: a page that a program still has to fill in (Jinja, Liquid, Twig, Handlebars, ERB, Drupal tokens, SSI)."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Line
from govpagecheck.parts import Fragment, metadata, part
from govpagecheck.text import shorten
from govpagecheck.word_search import lines_with

# A statement stands for itself; a placeholder in running text may be an example or one widget's, so only names count.
_STATEMENT = re.compile(
    r"\{%-?\s*(?:if|for|block|extends|include|set|assign|macro|unless|capture|trans|else|end\w+)\b|\{\{[#/>^]\s*\w|<%[=@-]?\s"
)
_OPENINGS = ("{%", "{{", "<%")
_PLACEHOLDER = re.compile(r"\{\{.{0,200}?\}\}|\$\{[\w.]+\}|<%=|\[(?:node|site|current-page|term|user):[\w:-]+\]")

# Server-side includes (SSI): the header or footer that the server puts in.
_INCLUDE = re.compile(r"#include\s+(?:virtual|file)\s*=")
_SEVERAL = 2  # one include may have been forgotten on a page that is whole without it


@part
def find(document: Document) -> Fragment | None:
    """Return the first piece of template source: a statement in the text, a placeholder in lang, title or h1, one of several includes."""
    page = metadata.find(document)
    names = [page.title, page.h1, Fragment(document.tree, page.lang) if page.lang else None]
    for name in names:
        if name is not None and _PLACEHOLDER.search(name.text):
            return Fragment(name.element, shorten(name.text))
    for _, line in lines_with(document, _OPENINGS):
        if (found := _STATEMENT.search(line.text)) and not _is_quoted(document, line):
            return Fragment(line.element, shorten(line.text[found.start() :]))
    includes = (one for one in document.tree.iter(etree.Comment) if _INCLUDE.match(one.text or ""))
    first = next(islice(includes, _SEVERAL - 1, _SEVERAL), None)
    around = first.getparent() if first is not None else None
    return Fragment(around, f"<!--{shorten(first.text or '')}-->") if first is not None and around is not None else None


def _is_quoted(document: Document, line: Line) -> bool:
    """True when the line shows code, or holds a piece of code, to readers."""
    if document.closest(line.element, "pre", "code", "samp", "kbd", "textarea") is not None:
        return True
    return any(_STATEMENT.search(document.dom_text(code)) for code in line.element.iter("code", "samp", "kbd"))
