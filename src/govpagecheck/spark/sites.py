"""Sites judged on Spark: the facts of pages grouped by host, with those of other hosts that their pages lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Unpack

from govpagecheck.address import host_of
from govpagecheck.errors import UsageError
from govpagecheck.site import site_reports
from govpagecheck.site_page import SitePage, from_json
from govpagecheck.site_store import UNNAMED, SiteStore, spellings
from govpagecheck.spark.pages import each_once
from govpagecheck.spark.rows import PAGES, arrow_schema, batches_of, require_columns, row_of
from govpagecheck.spark.rules import NamedRules, Rules, named_rules, require_extra

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

# Of each page: its site, its facts, the addresses at which it is found, the other hosts on the way to it, and where it leads on others.
_PLACED = "site string, number bigint, siteFacts string, places array<string>, passed array<string>, leads array<string>"


def check_sites(pages: DataFrame, profile: str | Sequence[str] = "site", **rules: Unpack[Rules]) -> DataFrame:
    """Return a DataFrame with a row for each site, the pages of one host, with the columns of `check_warcs`.

    `pages` were judged with a profile that has rules about sites, and are taken each once. A site is judged in one task, which
    holds its pages on disk. `number` is that of its first page: sorted by `scope` and `number`, pages and sites stand as the
    command line writes them. Raises UsageError or RuleError, one line, before anything runs.
    """
    require_extra()
    require_columns(pages, dict.fromkeys(("number", "scope", "path", "url", "notes", "incomplete", "siteFacts"), ()), "check_sites")
    named, ruleset = named_rules(profile, rules)
    if not ruleset.site_rules:
        raise UsageError(f"check_sites: there is no rule about sites in {', '.join(ruleset.profiles)}; the profile site has them")
    spark = pages.sparkSession
    told = each_once(pages.where("scope = 'page'").select("number", "scope", "path", "url", "notes", "incomplete", "siteFacts"))
    asked = told.select("number", "incomplete", "url", "siteFacts")
    placed = asked.mapInArrow(partial(_placed, schema=arrow_schema(spark, _PLACED)), _PLACED)
    return _around_each(placed).mapInArrow(partial(_check, rules=named, schema=arrow_schema(spark, PAGES)), PAGES)


def _around_each(placed: DataFrame) -> DataFrame:
    """Return the pages of each site together, and with them those of other hosts at which its rules may look, in order."""
    places = placed.selectExpr("site AS other", "number", "siteFacts", "explode(places) AS address")
    leads = placed.selectExpr("site", "explode(leads) AS address").distinct()
    led_to = leads.join(places, "address").where("site <> other").select("site", "number", "siteFacts")
    passed = placed.selectExpr("explode(passed) AS site", "number", "siteFacts")
    own = placed.select("site", "number", "siteFacts")
    around = own.union(passed).union(led_to).dropDuplicates(["site", "number"])
    return around.repartition("site").sortWithinPartitions("site", "number")


def _placed(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    rows = (row for batch in batches for row in batch.to_pylist())
    return batches_of((_placed_row(row) for row in rows if _has_facts(row)), schema)


def _has_facts(row: dict[str, Any]) -> bool:
    if row["siteFacts"] is None and not row["incomplete"]:  # a page on which a check crashed may have none
        raise UsageError(f"check_sites: {row['url']} was judged without rules about sites; name the profile site to check_warcs too")
    return row["siteFacts"] is not None


def _placed_row(row: dict[str, Any]) -> dict[str, Any]:
    page = from_json(json.loads(row["siteFacts"]))
    site = host_of(page.address) or UNNAMED
    leads = dict.fromkeys(_addresses(page))
    return {
        "site": site,
        "number": row["number"],
        "siteFacts": row["siteFacts"],
        "places": list(dict.fromkeys(address for address in (page.address, *page.redirects) if address)),
        "passed": sorted({host for address in page.redirects if (host := host_of(address)) and host != site}),
        "leads": list(dict.fromkeys(one for address in leads if host_of(address) not in (site, None) for one in spellings(address))),
    }


def _addresses(page: SitePage) -> Iterator[str]:
    """Yield the addresses that a page names, links to its own host aside, which lead to no other."""
    if page.canonical:
        yield page.canonical
    links = (*page.trail, *page.alternates, *page.required_links, *(link for menu in page.menus for link in menu.links))
    yield from (link.address for link in links)
    yield from (help.address for help in page.help)


def _check(batches: Iterator[pa.RecordBatch], rules: NamedRules, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    return batches_of(_site_rows(batches, rules), schema)


def _site_rows(batches: Iterator[pa.RecordBatch], rules: NamedRules) -> Iterator[dict[str, Any]]:
    ruleset = rules.load()
    rows = (row for batch in batches for row in batch.to_pylist())
    for site, around in groupby(rows, key=itemgetter("site")):
        first = None
        with closing(SiteStore()) as store:
            for row in around:
                page = from_json(json.loads(row["siteFacts"]))
                store.add(page)
                if first is None and page.is_read and (host_of(page.address) or UNNAMED) == site:
                    first = row["number"]
            if first is not None:
                yield from (row_of(report, first) for report in site_reports(store, ruleset, only=site))
