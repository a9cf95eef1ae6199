"""A headless Chromium and the report that it opens; `make test-browser` installs what is needed."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.browser.site_of_pages import pages
from tests.conftest import PROJECT

from govpagecheck import check_site, load_ruleset
from govpagecheck.model import Report
from govpagecheck.reporters import find_reporter

AXE = PROJECT / ".cache" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage --hide-scrollbars"
).split()


@pytest.fixture(scope="session")
def report() -> Report:
    ruleset = load_ruleset(["us-federal", "wcag22-aa", "best-practice"], today=date(2026, 6, 1))
    judged = list(check_site(pages(), ruleset, jobs=2))
    return Report(["us-federal", "wcag22-aa", "best-practice"], ruleset.infos, judged, "0.1.0")


@pytest.fixture(scope="session")
def report_file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    stream = io.StringIO()
    find_reporter("html")(report, stream)
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(stream.getvalue(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for screenshots: GOVPAGECHECK_PICTURES, or a temporary one."""
    folder = Path(os.environ.get("GOVPAGECHECK_PICTURES") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    driver = shutil.which("chromedriver")
    binary = shutil.which("chromium")
    if not (driver and binary):
        pytest.fail("Chromium and its driver are missing: make test-browser installs them")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield browser
    browser.quit()
