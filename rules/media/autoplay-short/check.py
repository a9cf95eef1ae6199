"""Read how long the sound plays from its address; what only the file knows cannot be told."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss

NEEDS_PERSON = CannotTell("needs-person", "look whether this has sound that starts by itself and lasts more than three seconds")


def check(_: Context, media: Any) -> Iterator[Miss | CannotTell]:
    if media.length == "short":
        return
    if media.tag == "audio" and media.has_controls and media.length == "whole file":
        yield Miss(reason="long")
    else:
        yield NEEDS_PERSON
