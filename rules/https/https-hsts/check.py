"""Read the Strict-Transport-Security header as browsers do: RFC 6797, sections 6.1 and 8.1."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

ONE_YEAR = 31_536_000
LONGEST = 1000  # characters; no policy needs as many
QUOTED = r'"(?:[^"\\]|\\.)*"'
PIECE = re.compile(rf"{QUOTED}|[,;]|[^\",;]+|\"")
TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
DIRECTIVE = re.compile(rf"({TOKEN})(?:[ \t]*=[ \t]*({TOKEN}|{QUOTED}))?")


def check(context: Context, target: Element) -> Iterator[Miss]:
    del target  # the page as a whole
    value = context.page.headers.get("strict-transport-security", "").strip()[:LONGEST]
    if not value:
        host = (context.document.host or "").rstrip(".")
        yield Miss(host, reason="missing-on-subdomain" if host.count(".") > 1 else "missing")
        return
    first, *others = policies(value)
    cause, seconds = judge(first)
    if not cause and others and all("max-age" not in one.lower() for policy in others for one in policy):
        cause = "a comma stands where a semicolon belongs"
    if cause:
        yield Miss(value, reason="unreadable", words={"cause": cause})
    elif seconds == 0:
        yield Miss(value, reason="switched-off")
    elif seconds < ONE_YEAR:
        yield Miss(value, str(ONE_YEAR), reason="short")
    elif others:
        yield Miss(value, reason="two-headers")


def policies(value: str) -> list[list[str]]:
    """Return the directives of each header that was joined into the value; separators inside quotes separate nothing."""
    found = [[""]]
    for piece in PIECE.findall(value):
        if piece == ",":
            found.append([""])
        elif piece == ";":
            found[-1].append("")
        else:
            found[-1][-1] += piece
    return [[one.strip() for one in policy if one.strip()] for policy in found]


def judge(directives: list[str]) -> tuple[str, int]:
    """Return why browsers pass the policy over, "" where they do not, and its max-age in seconds."""
    values: dict[str, str] = {}
    for one in directives:
        match = DIRECTIVE.fullmatch(one)
        if match is None:
            return f"“{one[:60]}” is no directive", 0
        name = match[1].lower()
        if name in values:
            return f"“{match[1]}” comes twice", 0
        values[name] = (match[2] or "").strip('"')
    if "max-age" not in values:
        return "it has no max-age", 0
    if not re.fullmatch(r"[0-9]+", values["max-age"]):
        return f"the max-age “{values['max-age'][:60]}” is no number of seconds", 0
    return "", int(values["max-age"])
