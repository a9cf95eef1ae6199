"""Read the OMB control number and its expiration date from what the form says of the Paperwork Reduction Act."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable

NUMBER = re.compile(r"(?<![\d-])\d{4} ?- ?\d{4}(?![\d-])")
WRITTEN = re.compile(
    r"\bOMB (?:control |approval )?(?:no\b|number|num\b|#)?[.:# ]{0,4}(?:is:? )?[\dX][\dX -]{2,12}(?<=[\dX])", re.IGNORECASE
)
EXPIRES = re.compile(r"\bexp(?:\b|ires?\b|iration|iry|iring)", re.IGNORECASE)


def check(context: Context, form: Any) -> Iterator[Miss]:
    del context  # the form says it all
    text = comparable(form.burden.text) if form.burden else ""
    number = NUMBER.search(text)
    if number is None:
        written = WRITTEN.search(text)
        yield Miss(
            written[0] if written else "",
            reason="malformed-number" if written else "missing-number",
            element=form.burden and form.burden.element,
        )
    elif not EXPIRES.search(text):
        yield Miss(number[0], reason="missing-expiration", element=form.burden.element)
