"""Find the cookies of the response that stay after the visit, and the link to the policy that may tell of them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from govpagecheck.rule_api import Context, Element, Miss, find_part

# What load balancers and shields against attacks set serves neither measurement nor customization, which M-10-22 is about.
OF_THE_MACHINERY = re.compile(
    r"AWSALB\w*|AWSELB\w*|ARRAffinity\w*|ApplicationGatewayAffinity\w*|BIGipServer.*|TS0\w+|citrix_ns_\w+|NSC_\w+|GCLB|SERVERID"
    r"|__cf_bm|_?cf_?clearance|_cfuvid|__cflb|ak_bmsc|bm_\w+|_abck|akavpau_\w+|AKA_A2|incap_ses_.*|visid_incap_.*|nlbi_.*|reese84|datadome"
    r"|XSRF-TOKEN|csrf_?token|__RequestVerificationToken.*",
    re.IGNORECASE,
)
A_VISIT = timedelta(days=1)  # a cookie of some hours ends with the day's work, whatever the browser is left open
FOREVER = timedelta(days=36_500)
LONGEST_DATE = 100


def check(context: Context, target: Element) -> Iterator[Miss]:
    del target  # the page as a whole
    headers = context.page.headers
    today = datetime.combine(context.today, time(), UTC)
    sent = moment(headers.get("date", "")) or today
    staying = {}
    for line in headers["set-cookie"].split("\n"):
        pair, *rest = line.split(";")
        name = pair.partition("=")[0].strip()
        attributes = {key.strip().lower(): value.strip() for key, _, value in (one.partition("=") for one in rest)}
        stay = lifetime(attributes, sent)
        if name and stay > A_VISIT and not OF_THE_MACHINERY.fullmatch(name):
            staying[name] = stay
    if staying:
        links = find_part(context.document, "required_links")
        yield Miss(told(staying), reason="no-notice" if links.privacy is None else "stays")


def lifetime(attributes: dict[str, str], sent: datetime) -> timedelta:
    """Return how long a browser keeps the cookie: Max-Age goes before Expires, and without a readable one it ends with the session."""
    age = attributes.get("max-age", "")
    if re.fullmatch(r"-?[0-9]+", age):
        return min(timedelta(seconds=int(age[:12])), FOREVER)
    end = moment(attributes.get("expires", ""))
    return min(end - sent, FOREVER) if end else timedelta()


def moment(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text[:LONGEST_DATE])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def told(staying: dict[str, timedelta]) -> str:
    (name, stay), *others = staying.items()
    days = stay.days
    long = f"{days // 365} years" if days >= 730 else f"{days} days"
    more = f" and {len(others)} more such {'cookies' if len(others) > 1 else 'cookie'}" if others else ""
    return f"the cookie “{name[:60]}” for {long}{more}"
