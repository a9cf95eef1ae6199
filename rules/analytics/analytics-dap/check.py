"""Find the script of the Digital Analytics Program and read its address."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss

SCRIPT = re.compile(r"universal-federated-analytics|/_?fed_?an_?ua", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\W*(?:your\W*)?(?:agency)(?:\W*(?:name|acronym|code|abbreviation|here))?\W*|x{3,}|.*[{}<>\[\]].*", re.IGNORECASE)
# What archives and programs that save pages make of the program's own address.
SAVED = re.compile(r"^(?:\.{1,2}/)+(?:[\w.-]+/)*dap\.digitalgov\.gov/|/web/\d+\w*/https?://dap\.digitalgov\.gov/", re.IGNORECASE)
# What a browser makes of every script when it saves a page: the address, and the agency in it, are lost.
SAVED_BY_BROWSER = re.compile(r"^(?:\./)?[^/?#]+_files/[^/?#]+\.js(?:\.download)?$|\.js\.download$", re.IGNORECASE)
IN_A_COPY = CannotTell(
    "saved-copy", "a browser saved this copy of the page and named the script anew; only the page as served shows from where it comes"
)
MANAGERS = (
    ("Google Tag Manager", re.compile(r"googletagmanager\.com/(?:gtm\.js|ns\.html)|\bGTM-[A-Z0-9]{4,}")),
    ("Tealium", re.compile(r"tiqcdn\.com|\butag\.js")),
    ("Adobe's tag manager", re.compile(r"assets\.adobedtm\.com")),
    ("Ensighten", re.compile(r"nexus\.ensighten\.com")),
)
LONGEST = 1_000_000


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    del target  # the page as a whole
    scripts = context.document.index.by_tag["script"]
    dap = next(
        (one for one in scripts if one.get("src") and (one.get("id") == "_fed_an_ua_tag" or SCRIPT.search(one.get("src", "")))), None
    )
    if dap is None:
        yield _without(context.document)
        return
    address = re.sub(r"[\t\n\r]", "", dap.get("src", "")).strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # an address that no browser can read loads nothing
        yield Miss(reason="missing-dap", element=dap)
        return
    agency = dict(parse_qsl(parts.query)).get("agency", "").strip()
    if parts.scheme.lower() == "http":
        yield Miss(address, reason="http-source", element=dap)
    elif SAVED_BY_BROWSER.search(address):
        yield IN_A_COPY
    elif SAVED.search(address):
        yield from _agency(agency, address, dap)
    elif (parts.hostname or "") != "dap.digitalgov.gov":
        yield Miss(address, reason="self-hosted", element=dap)
    else:
        if not parts.scheme:
            yield Miss(address, reason="protocol-relative", element=dap)
        yield from _agency(agency, address, dap)


def _agency(agency: str, address: str, script: Element) -> Iterator[Miss]:
    if not agency:
        yield Miss(address, reason="missing-agency", element=script)
    elif PLACEHOLDER.fullmatch(agency):
        yield Miss(agency, reason="placeholder-agency", element=script)


def _without(document: Document) -> Miss:
    """Say that the script is missing, unless something on the page may load it."""
    for one in (*document.index.by_tag["script"], *document.index.by_tag["iframe"]):
        says = f"{one.get('src', '')} {(one.text or '')[:LONGEST]}"
        if SCRIPT.search(says):
            return Miss("a script of the page", reason="needs-browser", element=one)
        for name, pattern in MANAGERS:
            if pattern.search(says):
                return Miss(name, reason="needs-browser", element=one)
    return Miss(reason="missing-dap")
