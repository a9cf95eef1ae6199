"""The HTML report in a real browser: filtering by keyboard alone, axe-core, our own rules, pictures to look at."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import AXE

from govpagecheck import Page, check_page, load_ruleset
from govpagecheck.model import Outcome, Report, Severity

DESKTOP, PHONE = (1280, 900), (360, 740)
VIEWS = [(scheme, size) for scheme in ("light", "dark") for size in (DESKTOP, PHONE)]


@pytest.fixture
def browser(chromium: Any, report_file: Path) -> Iterator[Any]:
    """Open the report afresh, light and wide."""
    show(chromium, "light", DESKTOP)
    chromium.get(report_file.as_uri())
    yield chromium
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def show(browser: Any, scheme: str, size: tuple[int, int]) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def focused(browser: Any) -> str:
    return str(
        browser.execute_script("return document.activeElement.id || document.activeElement.className || document.activeElement.type")
    )


def tab_to(browser: Any, name: str) -> None:
    """Press Tab until the element has focus."""
    for _ in range(30):
        if focused(browser) == name:
            return
        press(browser, "\ue004")
    raise AssertionError(f"Tab does not reach {name}")


def wait_for(browser: Any, words: str) -> str:
    """Return what the status says when it holds these words; the browser ends the wait, not a clock of ours."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 60).until(lambda b: words in b.find_element("id", "status").text)
    return str(browser.find_element("id", "status").text)


def visible_entries(browser: Any) -> list[dict[str, str]]:
    script = "return [...document.querySelectorAll('article.entry:not([hidden])')].map(e => ({...e.dataset, words: e.textContent}))"
    return list(browser.execute_script(script))


def test_the_run_is_large_and_mixed(report: Report) -> None:
    assert len(report.pages) >= 200
    findings = list(report.findings(with_ignored=True))
    assert {finding.severity for _, _, finding in findings} == set(Severity)
    assert {finding.outcome for _, _, finding in findings} == {Outcome.FAILED, Outcome.CANT_TELL}
    assert any(finding.ignored for _, _, finding in findings)
    assert any(page.is_incomplete for page in report.pages)


def test_nothing_of_a_page_runs_and_the_network_is_left_alone(browser: Any) -> None:
    assert browser.title.startswith("What govpagecheck found on 220 pages")
    assert browser.execute_script("return document.scripts.length + document.querySelectorAll('img, iframe, object, link').length") == 1
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_keyboard_alone_filters_and_resets(browser: Any) -> None:
    total = len(visible_entries(browser))
    wait_for(browser, f"All {total} kinds")
    press(browser, "\ue004")
    assert focused(browser) == "skip"
    press(browser, "\ue007")
    assert focused(browser) == "main"
    tab_to(browser, "filter-text")
    press(browser, *"button-name")
    said = wait_for(browser, f"of {total} kinds")
    shown = visible_entries(browser)
    assert said.startswith(f"{len(shown)} of")
    assert 0 < len(shown) < total
    assert all("button-name" in entry["words"] for entry in shown)

    press(browser, *("\ue003" * len("button-name")))
    wait_for(browser, f"All {total} kinds")
    tab_to(browser, "filter-severity")
    press(browser, *"Err")
    wait_for(browser, f"of {total} kinds")
    assert {entry["severity"] for entry in visible_entries(browser)} == {"error"}
    tab_to(browser, "filter-kind")
    press(browser, *"Wro")
    tab_to(browser, "filter-page")
    press(browser, *"page-055")
    wait_for(browser, "on 1 page")
    shown = visible_entries(browser)
    assert shown
    assert {(entry["severity"], entry["kind"]) for entry in shown} == {("error", "failed")}
    places = "document.querySelectorAll('.entry:not([hidden]) li[data-page]')"
    seen = browser.execute_script(f"return [...{places}].filter(place => place.checkVisibility()).map(place => place.textContent)")
    assert seen
    assert all("page-055" in place for place in seen)

    press(browser, *"-nothing")
    wait_for(browser, "Nothing fits the filter")
    assert visible_entries(browser) == []
    tab_to(browser, "reset")
    press(browser, " ")
    wait_for(browser, f"All {total} kinds")
    assert len(visible_entries(browser)) == total


def test_changes_are_announced_and_focus_stays(browser: Any) -> None:
    assert browser.find_element("id", "status").aria_role == "status"
    tab_to(browser, "filter-text")
    press(browser, *"lamp")
    wait_for(browser, " of ")
    assert focused(browser) == "filter-text"


def test_without_script_all_is_there(browser: Any, report_file: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(report_file.as_uri())
    assert not browser.find_element("id", "filter").is_displayed()
    articles = browser.find_elements("css selector", "article.entry")
    assert len(articles) > 20
    assert all(article.is_displayed() for article in articles)


@pytest.mark.parametrize(("scheme", "size"), VIEWS)
def test_axe_finds_nothing(browser: Any, scheme: str, size: tuple[int, int]) -> None:
    if not AXE.exists():
        pytest.fail("axe-core is missing: make test-browser installs it")
    show(browser, scheme, size)
    if (scheme, size) in (("light", DESKTOP), ("dark", PHONE)):
        browser.execute_script("for (const details of document.querySelectorAll('details')) details.open = true")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    browser.set_script_timeout(300)
    script = "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done(JSON.stringify(r.violations)))"
    found = json.loads(browser.execute_async_script(script))
    assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 640)])
def test_no_scrolling_sideways(browser: Any, size: tuple[int, int]) -> None:
    show(browser, "light", size)
    browser.execute_script("for (const details of document.querySelectorAll('details')) details.open = true")
    assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_our_own_rules_find_nothing_that_failed(report_file: Path) -> None:
    ruleset = load_ruleset(["wcag22-aa", "best-practice"], today=date(2026, 6, 1))
    page = check_page(Page(report_file.read_bytes(), path="report.html"), ruleset)
    assert not page.is_incomplete
    wrong = [
        (result.rule, finding.reason, finding.message, finding.target.snippet)
        for result in page.results
        for finding in result.findings
        if finding.outcome is Outcome.FAILED and finding.severity is not Severity.INFO
    ]
    assert wrong == []


@pytest.mark.parametrize(("scheme", "size"), VIEWS)
def test_pictures(browser: Any, pictures: Path, scheme: str, size: tuple[int, int]) -> None:
    show(browser, scheme, (size[0], 5200 if size == DESKTOP else 7000))
    picture = base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])
    assert picture.startswith(b"\x89PNG")
    (pictures / f"{scheme}-{size[0]}.png").write_bytes(picture)


def test_print(browser: Any, pictures: Path) -> None:
    document = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})["data"])
    assert document.startswith(b"%PDF")
    (pictures / "print.pdf").write_bytes(document)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find_element("id", "filter").is_displayed()
