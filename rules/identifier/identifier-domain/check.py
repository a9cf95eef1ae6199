"""Compare the domain line with the page's host; www. does not count, and a parent domain is not another one."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Fragment, Miss


def check(context: Context, target: Fragment) -> Iterator[Miss]:
    said = target.text.lower().removeprefix("https://").removeprefix("http://").rstrip("/").removeprefix("www.")
    host = (context.document.host or "").rstrip(".").removeprefix("www.")
    if said != host:
        yield Miss(target.text, host, "parent-domain" if host.endswith("." + said) else "other-domain")
