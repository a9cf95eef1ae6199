"""Find the cookies of the response that lack Secure, apart from those that it deletes."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime

from govpagecheck.rule_api import Context, Element, Miss

# These say which of several servers answered, nothing about the person, and the balancers of clouds set them without Secure.
OF_A_BALANCER = re.compile(r"AWSALB(?:TG)?|AWSELB|ARRAffinity|ApplicationGatewayAffinity|BIGipServer.*|GCLB|NSC_\w+", re.IGNORECASE)


def check(context: Context, target: Element) -> Iterator[Miss]:
    del target  # the page as a whole
    headers, bare = context.page.headers, []
    sent = moment(headers.get("date", "")) or datetime.combine(context.today, time(), UTC)
    for line in headers["set-cookie"].split("\n"):
        pair, *rest = line.split(";")
        name = pair.partition("=")[0].strip()
        attributes = {key.strip().lower(): value.strip() for key, _, value in (one.partition("=") for one in rest)}
        if "secure" in attributes or not name or is_over(attributes, sent):
            continue
        if attributes.get("samesite", "").lower() == "none":
            yield Miss(name[:60], reason="refused", words={"cause": "with “SameSite=None”"})
        elif name.lower().startswith(("__secure-", "__host-")):
            yield Miss(name[:60], reason="refused", words={"cause": "with that beginning of its name"})
        elif not OF_A_BALANCER.fullmatch(name):
            bare.append(name)
    if bare:
        others = len(bare) - 1
        more = f" and {others} more {'cookies' if others > 1 else 'cookie'}" if others else ""
        yield Miss(f"the cookie “{bare[0][:60]}”{more}", reason="not-secure")


def is_over(attributes: dict[str, str], sent: datetime) -> bool:
    """True where the response deletes the cookie: its time is up already."""
    age = attributes.get("max-age", "")
    if re.fullmatch(r"-?[0-9]+", age):
        return age.startswith("-") or not age.strip("0")
    end = moment(attributes.get("expires", ""))
    return end is not None and end <= sent


def moment(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
