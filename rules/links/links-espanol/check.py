"""Find a control that leads to Spanish: by its whole name, by the language that its target has, or as one that translates."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Document, Miss, find_part

NAME = re.compile(r"(?:en |ver en |leer en |sitio en )?(?:español|espanol|spanish)(?: (?:version|site))?\W*", re.IGNORECASE)

TRANSLATOR = re.compile(r"google_translate|gtranslate|goog-te|translate\.google|translatewidget|weglot|localizejs", re.IGNORECASE)
ASKS = re.compile(r"(?:select|choose) (?:a |your )?language|translate(?: this (?:page|site|website))?", re.IGNORECASE)
MAY_TRANSLATE = CannotTell(
    "needs-person", "a control translates the page; whether it offers Spanish, and whether that serves, a person must see"
)


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    document = context.document
    for one in (*document.index.by_tag["a"], *document.index.by_tag["button"], *document.index.by_tag["option"]):
        if (
            one.get("hreflang", "").lower().startswith("es")
            or NAME.fullmatch(one.get("aria-label", ""))
            or NAME.fullmatch(document.dom_text(one))
        ):
            return
    if _has_translator(document):
        yield MAY_TRANSLATE
        return
    yield find_part(document, "required_links").unserved or Miss(reason="missing")  # type: ignore[attr-defined]


def _has_translator(document: Document) -> bool:
    index = document.index
    named = (
        one.get(name, "")
        for tag in ("script", "div", "select", "a", "button")
        for one in index.by_tag[tag]
        for name in ("src", "id", "class")
    )
    asking = (document.dom_text(one).strip() for tag in ("a", "button", "option", "label") for one in index.by_tag[tag])
    return any(TRANSLATOR.search(name) for name in named) or any(ASKS.fullmatch(text) for text in asking)
