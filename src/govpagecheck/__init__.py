"""Check government web pages: what law and policy ask of them, and whether everybody can use them.

>>> from govpagecheck import Page, check_page, load_ruleset
>>> report = check_page(Page(b"<title>Permits</title>"), load_ruleset("us-federal"))
>>> [result.outcome.value for result in report.results if result.rule == "banner-identifies"]
['failed']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govpagecheck.engine import check_page
    from govpagecheck.errors import GovPageCheckError
    from govpagecheck.model import Finding, Page, PageReport
    from govpagecheck.parse import parse_page
    from govpagecheck.rules.rule import Rule
    from govpagecheck.rules.ruleset import Ruleset, load_ruleset
    from govpagecheck.site import check_site
    from govpagecheck.sources.targets import read_pages

__version__ = "0.1.0"

__all__ = [
    "Finding",
    "GovPageCheckError",
    "Page",
    "PageReport",
    "Rule",
    "Ruleset",
    "check_page",
    "check_site",
    "load_ruleset",
    "parse_page",
    "read_pages",
]

_HOMES = {
    "Finding": "model",
    "GovPageCheckError": "errors",
    "Page": "model",
    "PageReport": "model",
    "Rule": "rules.rule",
    "Ruleset": "rules.ruleset",
    "check_page": "engine",
    "check_site": "site",
    "load_ruleset": "rules.ruleset",
    "parse_page": "parse",
    "read_pages": "sources.targets",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a public name when it is first asked for: pytest loads our plugin at every start, and needs none of them."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(import_module(f"{__name__}.{_HOMES[name]}"), name))
