"""Find sound that starts by itself with nothing to stop it: controls, a button on the page, or an end within three seconds."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss

HAS_BUTTON = CannotTell("needs-person", "this sound starts by itself; try whether the button on the page stops it")
MAY_BE_SILENT = CannotTell(
    "needs-person", "this video starts by itself, is not muted and has no `controls`; look whether it has sound of more than three seconds"
)
LENGTH_UNKNOWN = CannotTell("needs-person", "this sound starts by itself; listen whether it ends within three seconds")


def check(_: Context, media: Any) -> Iterator[Miss | CannotTell]:
    if media.has_controls or media.length == "short":
        return
    if media.tag == "video":
        yield MAY_BE_SILENT
    elif media.has_button:
        yield HAS_BUTTON
    elif media.length == "unknown":
        yield LENGTH_UNKNOWN
    else:
        yield Miss(reason="plays-by-itself")
