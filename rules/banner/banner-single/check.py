"""Point at the second banner."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss


def check(_: Context, banner: Any) -> Iterator[Miss]:
    if banner.others:
        yield Miss(str(len(banner.others) + 1), reason="second-banner", element=banner.others[0])
