"""Spark on two cores of this machine, and the archives that both it and the command line read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.conftest import PROJECT, TODAY
from tests.sources.archives import WARCINFO, http, packed, page, record, response

from govpagecheck.spark import check_sites, check_warcs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

collect_ignore = ["conftest.py"]  # as a module with doctests: two of that name cannot be imported in one run

PROFILES = ["us-federal", "site"]
FIXTURES = PROJECT / "fixtures"
LIGHTHOUSES = "https://lighthouses.example.gov"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Return a session that tries each task up to three times, and gives the Python of each core 2 GB."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.pyspark.memory": "4g",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2,3]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # tests make tasks fail
    yield session
    session.stop()


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write four archives of three hosts that lead to each other; one is damaged, and pages come twice in one and in two of them."""
    folder = tmp_path_factory.mktemp("archives")
    releases = [response(f"/news/{file.name}", file.read_bytes()) for file in sorted((FIXTURES / "press-release").glob("*.html"))]
    small = FIXTURES / "small-site"
    lighthouses = [
        record("response", f"{LIGHTHOUSES}/{file.relative_to(small).as_posix()}", http(file.read_bytes()))
        for file in sorted(small.rglob("*.html"))
    ]
    # A page whose link to a policy is redirected to another host, and on that host one in Spanish whose English version does not lead back.
    rocks = page("Rocks") + b'<footer><a href="/hours">Privacy policy</a></footer>'
    spanish = page("Faros", f'<link rel=alternate hreflang=en href="{LIGHTHOUSES}/about.html">').replace(b'lang="en"', b'lang="es"')
    faros = record("response", "https://faros.example.gov/", http(spanish))
    moved = http(b"", {"Location": "https://faros.example.gov/horario"}, "301 Moved Permanently")
    led_to = record("response", "https://faros.example.gov/horario", http(page("Hours")))
    damaged = [packed(response(f"/tides/{number}", page(f"Tide {number}"))) for number in range(4)]
    damaged[2] = damaged[2][:60] + bytes([damaged[2][60] ^ 0xFF]) + damaged[2][61:]
    contents = {
        "a.warc.gz": packed(WARCINFO, *releases),
        "b.warc": b"".join([WARCINFO, *lighthouses, releases[0], lighthouses[0]]),
        "c.warc.gz": b"".join(damaged),
        "d.warc.gz": packed(
            record("response", f"{LIGHTHOUSES}/rocks", http(rocks)), record("response", f"{LIGHTHOUSES}/hours", moved), led_to, faros
        ),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


class Judged(NamedTuple):
    """What Spark wrote to Parquet of the archives, read back, and the lines that the command line wrote."""

    pages: DataFrame
    sites: DataFrame
    lines: list[dict[str, Any]]
    folder: Path


@pytest.fixture(scope="session")
def judged(spark: SparkSession, archives: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("judged")
    check_warcs(spark, archives, PROFILES, today=TODAY).write.parquet(f"{folder}/pages")
    pages = spark.read.parquet(f"{folder}/pages")
    check_sites(pages, today=TODAY).write.parquet(f"{folder}/sites")
    profiles = [word for name in PROFILES for word in ("-p", name)]
    command = [sys.executable, "-m", "govpagecheck", "check", "--no-config", "--today", TODAY.isoformat(), "-q", *profiles]
    done = subprocess.run([*command, *archives, "-o", f"jsonl={folder}/lines.jsonl"], capture_output=True, text=True)
    assert done.returncode == 3, done.stderr  # for the archive that is damaged
    lines = [json.loads(line) for line in (folder / "lines.jsonl").read_text(encoding="utf-8").splitlines()]
    return Judged(pages, spark.read.parquet(f"{folder}/sites"), lines, folder)
