"""Pages and sites judged on Apache Spark, with the verdicts of the command line; needs the extra spark (docs/spark.md).

::

    pages = check_warcs(spark, ["/data/crawl-00.warc.gz", "/data/crawl-01.warc.gz"], ["us-federal", "site"])
    pages.write.parquet("/data/pages")  # what is lazy would be judged anew for each question
    sites = check_sites(spark.read.parquet("/data/pages"))
"""

from govpagecheck.spark.pages import check_pages, check_warcs, each_once, findings
from govpagecheck.spark.rules import Rules
from govpagecheck.spark.sites import check_sites

__all__ = ["Rules", "check_pages", "check_sites", "check_warcs", "each_once", "findings"]
