"""Check the pages of many web archives on Spark, then their sites, and write both as Parquet.

    spark-submit docs/recipes/spark_warcs.py OUT ARCHIVE_OR_LISTING... [--root ROOT] [-p PROFILE]...

docs/spark.md says more. A listing holds a path a line, as the warc.paths.gz of Common Crawl does.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from pyspark.sql import SparkSession

from govpagecheck import GovPageCheckError
from govpagecheck.spark import check_sites, check_warcs, each_once, findings

ARCHIVES = (".warc", ".warc.gz")


def main() -> int:
    options = _options()
    spark = SparkSession.builder.appName("govpagecheck").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        paths = [path for name in options.read for path in _paths(name, options.root, options.limit)]
        is_stored = any("://" in path and not path.startswith("file://") for path in paths)
        asked = check_warcs(spark, paths, options.profiles, opened=_opened if is_stored else None, today=options.today)
        asked.write.parquet(f"{options.out}/pages")
        pages = each_once(spark.read.parquet(f"{options.out}/pages"))
        print(f"{len(paths)} archives, {pages.count()} pages, {pages.where('incomplete').count()} of them incomplete")
        failed = findings(pages).where("outcome = 'failed' AND ignored_by IS NULL")
        for rule, number in failed.groupBy("rule").count().orderBy("count", "rule", ascending=[False, True]).take(10):
            print(f"{number:9,} {rule}")
        if "site" in options.profiles:
            check_sites(pages, options.profiles, today=options.today).write.parquet(f"{options.out}/sites")
            print(f"{spark.read.parquet(f'{options.out}/sites').count()} sites")
    except (GovPageCheckError, OSError) as error:
        print(f"spark_warcs: {error}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check the pages of web archives on Spark.")
    parser.add_argument("out", metavar="OUT", help="folder for pages and sites, on any file system that Spark writes")
    parser.add_argument("read", nargs="+", metavar="ARCHIVE_OR_LISTING", help="a .warc or .warc.gz, or a file with one path a line")
    parser.add_argument("--root", default="", help="what stands before the paths of a listing: a folder, or the address of a store")
    parser.add_argument("--limit", type=int, help="take only so many archives of each listing")
    parser.add_argument("-p", "--profile", dest="profiles", action="append", help="may be repeated; us-federal and site by default")
    parser.add_argument("--today", type=date.fromisoformat, help="the date that counts as today")
    options = parser.parse_args()
    options.profiles = options.profiles or ["us-federal", "site"]
    return options


def _paths(name: str, root: str, limit: int | None) -> Iterator[str]:
    """Yield an archive, or those of a listing, with the root before them."""
    if name.lower().endswith(ARCHIVES):
        yield name
        return
    with gzip.open(name, "rt", encoding="utf-8") if name.endswith(".gz") else open(name, encoding="utf-8") as lines:
        listed = [line.strip() for line in lines if line.strip()]
    yield from (f"{root.rstrip('/')}/{path}" if root else path for path in listed[:limit])


def _opened(path: str) -> Any:
    import fsspec

    return fsspec.open(path, "rb")


if __name__ == "__main__":
    sys.exit(main())
