"""The report of the benchmarks, from figures that are made up, and the running of contestants, from programs that are made up."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks import report
from benchmarks.measure import Contestant, Run, RunError, interleave, peak_of, ratio
from benchmarks.peers import PEERS, SCRIPTS
from lxml import etree


def row(name: str, ms: float, **changes: Any) -> dict[str, Any]:
    words = {"version": "1.0", "how": "API", "rules": 10, "findings": 3, "ids": 2, "peak_mb": 40.0, "refused": {}}
    return {"name": name, "ms": ms, "by_lxml": ms, "by_check": ms / 4, "seconds": [ms], "cpu": [ms], **words, **changes}


OURS = [row("lxml, bare HTML parse", 1, rules=None, findings=0), row("govpagecheck, parse", 1.7), row("govpagecheck, check", 4)]
MEASURED: dict[str, Any] = {
    "made": "2026-11-25T10:00:00+00:00",
    "is_quick": False,
    "minutes": 12.3,
    "pages": "40 pages of our generator",
    "machine": {"processor": "2 × made up"},
    "tables": [
        {"title": "Every page", "pages": 40, "mean_kb": 63, "rounds": 5, "rows": [*OURS, row("html-validate", 120)]},
        {"title": "Few", "pages": 8, "mean_kb": 40, "rounds": 3, "rows": [*OURS, row("axe-core in jsdom", 2000)]},
    ],
    "growth": [
        {"name": "govpagecheck, check", "rounds": 5, "ms": {"50": 4.0, "100": 8.0, "200": 16.0, "400": 41.0}},
        {"name": "html-validate", "rounds": 1, "ms": {"50": 100.0, "100": 400.0, "200": None, "400": None}},
    ],
    "rules": {"ratios": [1.5, 1.7, 1.4], "of": 232, "pages": 20, "rounds": 3},
    "workers": {"pages": 2000, "mb": 120, "rounds": 3, "one": 20.0, "two": 12.5, "speedup": 1.6, "is_same_report": True},
    "memory": {"pages": 205, "largest_kb": 400, "peak_mb": 150.1},
    "left_out": {"vnu": "java is missing | <b>`"},
}
SLOWER = {"html-validate": 25.0, "axe-core in jsdom": 501.0, "vnu": 40.0, "pa11y-ci": None}


@pytest.fixture
def measured() -> dict[str, Any]:
    whole = copy.deepcopy(MEASURED)
    return whole | {"bars": report.bars(whole, SLOWER)}


def test_each_bar_is_met_or_not_or_was_not_measured(measured: dict[str, Any]) -> None:
    assert {bar["what"]: (bar["asked"], bar["met"]) for bar in measured["bars"]} == {
        "our check ÷ bare lxml parse (goal 3.0)": ("≤ 5", True),
        "our parse ÷ bare lxml parse": ("≤ 1.8", True),
        "html-validate ÷ our check": ("≥ 25", True),
        "axe-core in jsdom ÷ our check": ("≥ 501", False),
        "vnu ÷ our check": ("≥ 40", None),
        "time of our check, 400 KB ÷ 50 KB": ("≤ 10", False),
        "time of our check, 200 rules ÷ 100": ("≤ 1.6", True),
        "two workers: speed-up": ("≥ 1.6", True),
        "largest process with two workers, MB": ("≤ 150", False),
    }


def test_markdown_tells_everything_once(measured: dict[str, Any]) -> None:
    text = report.as_markdown(measured)
    assert "| html-validate (1.0) | 10 | 120 | 120 | 30 | 3 | 2 | 40 | API |" in text
    assert "| axe-core in jsdom ÷ our check | ≥ 501 | 500 | **not met** |" in text
    assert "| vnu ÷ our check | ≥ 40 |  | not measured |" in text
    assert "| html-validate | 100 | 400 | – | – | no answer in time | 1 |" in text
    assert "200 rules take 1.50, 1.70, 1.40 times" in text
    assert "1.60 times as fast (median of 3 rounds); the reports are the same to the byte" in text
    assert "- vnu: java is missing \\| &lt;b>'" in text
    assert text.count("In CPU time, in multiples of the bare parse: govpagecheck, parse, 1.70; govpagecheck, check, 4.00.") == 2
    assert "quick run" not in text


def test_what_failed_is_told(measured: dict[str, Any]) -> None:
    for key in ("rules", "workers", "memory"):
        measured[key] = {"failed": "no <time>"}
    measured["tables"][0]["rows"][3]["refused"] = {"page.html": "not UTF-8"}
    text = report.as_markdown(measured | {"is_quick": True, "bars": report.bars(measured, SLOWER)})
    assert text.count("not measured, no &lt;time>") == 3
    assert "html-validate gave no answer on 1 of the pages, such as page.html: not UTF-8" in text
    assert "A quick run" in text
    assert text.count("not measured |") == 4  # vnu, and what failed


def test_plots_are_well_formed_and_name_every_tool(measured: dict[str, Any]) -> None:
    measured["tables"][0]["rows"].append(row("<tool> & co", 0.01))
    for plot, names in (
        (report.plot_of_tools(measured["tables"]), {"html-validate", "axe-core in jsdom", "<tool> & co", "govpagecheck, check"}),
        (report.plot_of_growth(measured["growth"]), {"html-validate", "govpagecheck, check", "50 KB", "400 KB"}),
    ):
        texts = {element.text for element in etree.fromstring(plot.encode()).iter("{*}text")}
        assert names <= texts
    bars = [float(width) for width in etree.fromstring(report.plot_of_tools(MEASURED["tables"]).encode()).xpath("//*[@height='16']/@width")]
    assert bars[:4] == sorted(bars[:4])  # the fastest first
    assert bars[3] == max(bars[:4])


def test_results_are_written_and_shown_in_the_readme(measured: dict[str, Any], tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.write(measured, tmp_path / "deep" / "results")
    report.into_readme(measured, readme, tmp_path / "deep" / "results")
    report.into_readme(measured, readme, tmp_path / "deep" / "results")
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{report.BEGIN}\n| tool | rules |")
    assert text.endswith(f"{report.END}\nafter\n")
    assert "(deep/results/tools.svg)" in text
    assert text.count("| govpagecheck, check |") == 1
    assert "old" not in text
    assert json.loads((tmp_path / "deep/results/results.json").read_text(encoding="utf-8")) == measured
    assert {file.name for file in (tmp_path / "deep/results").iterdir()} == {"results.json", "results.md", "tools.svg", "growth.svg"}


@pytest.mark.parametrize("text", ["", report.BEGIN, f"{report.END}{report.BEGIN}", f"{report.BEGIN}{report.END}" * 2])
def test_a_readme_without_its_markers_is_left_alone(text: str, tmp_path: Path, measured: dict[str, Any]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="it needs once each, in this order"):
        report.into_readme(measured, readme, tmp_path)
    assert readme.read_text(encoding="utf-8") == text


def test_contestants_run_in_turns_and_who_fails_is_left_out_with_the_reason(tmp_path: Path) -> None:
    order = tmp_path / "order"
    answer = '{"seconds": 2.0, "cpu": 1.0, "peak_mb": 7.5, "rules": 3, "ids": {"a": 2}, "refused": {}}'

    def contestant(name: str, then: str) -> Contestant:
        return Contestant(name, (sys.executable, "-c", f"open({str(order)!r}, 'a').write({name!r}); {then}"))

    contestants = [
        contestant("a", f"print('talk'); print({answer!r})"),
        contestant("b", "import sys; sys.exit('first\\nthe reason')"),
        contestant("c", "print('no answer')"),
        contestant("d", f"print({answer!r})"),
        Contestant("e", (str(tmp_path / "missing"),)),
    ]
    runs, left_out = interleave(contestants, [order], order, rounds=2, timeout=60, budget=60)
    assert order.read_text() == "abcdad"
    assert runs == {name: [Run(2.0, 7.5, 1.0, 3, {"a": 2}, {})] * 2 for name in "ad"}
    assert left_out["b"] == "ended with exit code 1: the reason"
    assert left_out["c"].startswith("its answer could not be read")
    assert left_out["e"].startswith("could not be started")


def test_a_program_that_is_late_is_ended() -> None:
    with pytest.raises(RunError, match="gave no answer in 1 s"):
        peak_of([sys.executable, "-c", "import time; time.sleep(600)"], 1)


def test_a_ratio_is_the_median_of_those_of_the_same_round() -> None:
    assert ratio([Run(2, 0), Run(30, 0), Run(8, 0)], [Run(1, 0), Run(10, 0), Run(2, 0)]) == 3


def test_each_peer_is_pinned_and_has_its_script() -> None:
    assert len({peer.name for peer in PEERS}) == len(PEERS)
    for peer in PEERS:
        assert (SCRIPTS / peer.script).is_file()
        assert all(package.rpartition("@" if "==" not in package else "==")[2][0].isdigit() for package in peer.packages)
        assert peer.version in peer.packages[0]
