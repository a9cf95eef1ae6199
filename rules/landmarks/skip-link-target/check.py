"""Find links to ids that are not on the page, but for those with which scripts do something; the first is told."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, accessible_name, find_part, is_exposed, role, target_on_page

BY_SCRIPT = CannotTell(
    "rendered-by-script", "scripts or web components write parts of the page, and perhaps the places to which its links lead"
)
# The top of the page, states of applications, text fragments.
NO_ID = re.compile(r"#(?:top|$|[/!?:~].*|.*[/=?&{}<].*)?", re.IGNORECASE | re.DOTALL)
HANDLED = re.compile(
    r"js-|toggle|tab|modal|dialog|pop-?up|dropdown|menu|accordion|collaps|expand|carousel|slide|lightbox|btn|button|close|open|trigger|share|print",
    re.IGNORECASE,
)


def check(context: Context, link: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    broken = document.memo("skip-link-target", lambda: _broken(document))
    if not broken or broken[0] is not link:
        return
    page: Any = find_part(document, "metadata")
    if page.is_app_shell or any("-" in tag for tag in document.index.by_tag):
        yield BY_SCRIPT
        return
    wanted = unquote(link.get("href", "")[1:])
    by_case = document.memo("skip-link-target: ids", lambda: {one.casefold() for one in document.index.by_id})
    others = f"; {len(broken) - 1} more links of the page lead nowhere too" if len(broken) > 1 else ""
    reason = "other-case" if wanted.casefold() in by_case else "no-such-place"
    yield Miss(accessible_name(document, link), link.get("href", ""), reason, words={"others": others})


def _broken(document: Document) -> Sequence[Element]:
    skip: Any = find_part(document, "skip_link")
    links = (one for one in document.select('a[href^="#"]') if skip is None or one is not skip.element)
    return [one for one in links if _leads_nowhere(document, one) and not _is_handled(document, one)]


def _leads_nowhere(document: Document, link: Element) -> bool:
    if NO_ID.fullmatch(link.get("href", "").strip()) or target_on_page(document, link) is not None:
        return False
    return is_exposed(document, link) and bool(accessible_name(document, link))


def _is_handled(document: Document, link: Element) -> bool:
    """True where a script may do something with the link."""
    names: list[str] = link.keys()  # type: ignore[assignment]
    if any(
        name.startswith(("data-", "on", "aria-", "@", "v-", "ng-", "(", ":", "x-")) and name not in ("aria-label", "aria-labelledby")
        for name in names
    ):
        return True
    return role(document, link) != "link" or HANDLED.search(f"{link.get('class', '')} {link.get('id', '')}") is not None
