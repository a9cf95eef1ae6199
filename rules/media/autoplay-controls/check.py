"""Look for the browser's controls; whether buttons of the page control the sound, or a video has any, only people can try."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss

NEEDS_PERSON = CannotTell("needs-person", "look whether this has sound that starts by itself, and try what stops it and turns it down")


def check(_: Context, media: Any) -> Iterator[Miss | CannotTell]:
    if media.has_controls:
        return
    if media.tag == "video" or media.has_button:
        yield NEEDS_PERSON
    else:
        yield Miss(reason="no-controls")
