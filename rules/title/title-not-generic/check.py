"""Compare the whole title with words for any page, with addresses, and with the site's own name."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss, comparable, find_part

GENERIC = re.compile(
    r"(?:home ?page|home|untitled(?: (?:document|page))?|index|default|welcome|main(?: page)?|(?:new|web|this)? ?page(?: ?\d+| title)?"
    r"|title|document ?\d*|(?:my |our )?web ?site|loading|p[áa]gina (?:de inicio|principal)|inicio|accueil|sin t[íi]tulo)"
)
ADDRESS = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:gov|mil|us|org|com|net|edu)/?")
OFFICIAL_SITE = re.compile(r"^.*?\bofficial (?:web ?)?site of |\bsitio (?:web )?oficial de(?:l| la)? ", re.IGNORECASE)
NEEDS_TYPE = CannotTell(
    "needs-page-type", "the title is the site's name, which is right for its home page; whether this is the home page is not known"
)


def check(context: Context, title: Any) -> Iterator[Miss | CannotTell]:
    page: Any = find_part(context.document, "metadata")
    words = _words(title.text)
    host = context.document.host or ""
    if GENERIC.fullmatch(words):
        yield Miss(title.text, reason="generic")
    if ADDRESS.fullmatch(words) or (host and words.removeprefix("www.") == host.removeprefix("www.")):
        yield Miss(title.text, reason="host-only")
    if words in _site_names(context, page):
        kind: Any = find_part(context.document, "page_type")
        if (context.page_type or kind.value) != "home":
            is_known = context.page_type or context.document.url or page.canonical or kind.value != "other"
            yield Miss(title.text, reason="agency-only") if is_known else NEEDS_TYPE


def _site_names(context: Context, page: Any) -> set[str]:
    identifier: Any = find_part(context.document, "identifier")
    names = [page.site_name.text] if page.site_name else []
    if identifier and identifier.disclaimer:
        names.append(OFFICIAL_SITE.sub("", comparable(identifier.disclaimer.text)))
    return {_words(name) for name in names}


def _words(text: str) -> str:
    return comparable(text).casefold().strip(" .,:;|*-_").removeprefix("the ")
