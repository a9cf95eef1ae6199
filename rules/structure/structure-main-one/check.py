"""Count the main landmarks, and stop where a script writes the page."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss

BY_SCRIPT = CannotTell("rendered-by-script", "the served page is an empty frame; a script writes its content and the main landmark")


def check(_: Context, page: Any) -> Iterator[Miss | CannotTell]:
    if not page.main:
        if page.is_app_shell:
            yield BY_SCRIPT
        yield Miss(reason="no-main")
    for second in page.main[1:]:
        yield Miss(reason="several-main", element=second, words={"count": str(len(page.main))})
