"""Look for a link that leads somewhere in the notice."""

from collections.abc import Iterator

from govpagecheck.rule_api import ArchiveNotice, Context, Miss


def check(_context: Context, notice: ArchiveNotice) -> Iterator[Miss]:
    addresses = [address for link in notice.links if (address := link.get("href")) is not None]
    if not addresses:
        yield Miss(reason="no-link")
    elif not any(_leads_somewhere(address) for address in addresses):
        yield Miss(addresses[0], reason="link-leads-nowhere")


def _leads_somewhere(address: str) -> bool:
    return not address.strip().lower().startswith(("#", "javascript:")) and bool(address.strip())
