"""`rules new`: a folder to begin a rule in."""

from __future__ import annotations

import re
from pathlib import Path

from govpagecheck.errors import UsageError

_RULE = """\
id       = "{id}"
title    = "What holds when the page is right, as a sentence"
severity = "warning"                     # error | warning | info
status   = "preview"                     # preview | stable | deprecated
scope    = "page"
tags     = ["us-federal"]
act      = []
wcag     = []
why      = "Who is hurt when it does not hold, in one or two sentences."
fix      = "What to do, in one or two sentences; paste-ready markup where it helps."

[[source]]
title    = "The law, policy or standard that asks for it"
section  = ""
url      = "https://example.gov/the-source"
verified = false

[applies]
select   = "main"                        # or part = "banner", or neither for the page as a whole

[[expect]]
of       = "text"
present  = true
reason   = "empty-text"
message  = "The element holds no text."
"""

_PASS = """<!doctype html>
<html lang="en">
<title>A page on which the rule holds</title>
<main>Text</main>
"""

_FAIL = """<!doctype html>
<html lang="en">
<title>A page on which it does not hold, stated before the element that is at fault</title>
<!-- expect: failed empty-text -->
<main></main>
"""

_INAPPLICABLE = """<!doctype html>
<html lang="en">
<title>A page that has nothing to judge</title>
<p>Text</p>
"""


def begin_rule(rule_id: str, theme: Path) -> Path:
    """Write a rule folder that passes its own tests, to be changed into a rule; return it. Raises UsageError."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule_id):
        raise UsageError(f"{rule_id!r} is no rule id: lower-case words with hyphens, the theme first, as in banner-https-text")
    folder = theme / rule_id
    if folder.exists():
        raise UsageError(f"{folder}: there is such a folder already")
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"{folder}: the folder cannot be made: {error.strerror}") from error
    files = {"rule.toml": _RULE.format(id=rule_id), "pass.html": _PASS, "fail.html": _FAIL, "inapplicable.html": _INAPPLICABLE}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
