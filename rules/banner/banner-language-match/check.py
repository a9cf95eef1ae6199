"""Compare the language of the banner's sentence with the page's, and with the one that the markup declares for it."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Fragment, Miss, find_part, normalise


def check(context: Context, banner: Any) -> Iterator[Miss | CannotTell]:
    page: Any = find_part(context.document, "metadata")
    is_spanish_page = _is_spanish(page.lang or "")
    if not isinstance(banner.sentence, Fragment):  # a component: it shows Spanish for lang="es", English for any other lang
        declared = normalise(banner.element.get("lang") or "")
        if is_spanish_page and not declared:
            yield RENDERED_BY_SCRIPT
        elif is_spanish_page and not _is_spanish(declared):
            yield Miss(f'lang="{declared}"', reason="english-on-spanish")
        return
    if is_spanish_page and banner.language == "en":
        yield Miss(banner.sentence.text, reason="english-on-spanish")
    sentence = banner.sentence.element
    declared = next((value for one in (sentence, *sentence.iterancestors()) if (value := normalise(one.get("lang") or ""))), "")
    if banner.language == "es" and declared and not _is_spanish(declared):
        yield Miss(declared, reason="unmarked-spanish")


def _is_spanish(language: str) -> bool:
    return language.replace("_", "-").lower().split("-")[0] == "es"
