"""Find a control that leads to Spanish: by its whole name, or by the language that a link says its target has."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Miss, find_part

NAME = re.compile(r"(?:en |ver en |leer en |sitio en )?(?:español|espanol|spanish)(?: (?:version|site))?\W*", re.IGNORECASE)


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    document = context.document
    for one in (*document.index.by_tag["a"], *document.index.by_tag["button"], *document.index.by_tag["option"]):
        if (
            one.get("hreflang", "").lower().startswith("es")
            or NAME.fullmatch(one.get("aria-label", ""))
            or NAME.fullmatch(document.dom_text(one))
        ):
            return
    yield find_part(document, "required_links").unserved or Miss(reason="missing")  # type: ignore[attr-defined]
