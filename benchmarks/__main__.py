"""Measure govpagecheck beside its peers, and write benchmarks/results and the table of the README: `make bench`."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import corpus, report
from benchmarks.measure import Contestant, Run, RunError, interleave, last_line, peak_of, ratio, seconds
from benchmarks.peers import PEERS, SCRIPTS, Peer, install

PROJECT = Path(__file__).resolve().parent.parent
CACHE = PROJECT / ".cache" / "bench"
RESULTS = PROJECT / "benchmarks" / "results"
PROFILES = ("us-federal", "wcag22-aa", "best-practice")
SLOW_MAXIMUM = 110 * 1024  # bytes of a page that the slow peers get: larger ones take some of them minutes
LXML, PARSE, CHECK = "lxml, bare HTML parse", "govpagecheck, parse", "govpagecheck, check"


@dataclass(frozen=True)
class Effort:
    """How much is measured: pages for all and for the slow, rounds, and the seconds after which no other round begins."""

    pages: int
    slow_pages: int
    rounds: int
    slow_rounds: int
    site_pages: int
    timeout: float
    budget: float


FULL = Effort(pages=30, slow_pages=8, rounds=5, slow_rounds=3, site_pages=2000, timeout=120, budget=200)
QUICK = Effort(pages=8, slow_pages=3, rounds=2, slow_rounds=1, site_pages=60, timeout=60, budget=20)


def main() -> None:
    options = _options()
    effort = QUICK if options.quick else FULL
    CACHE.mkdir(parents=True, exist_ok=True)
    warm_up, *sizes = corpus.make_pages(CACHE / "sizes", len(corpus.SIZES), corpus.SIZES)
    site = corpus.make_pages(CACHE / f"site-{effort.site_pages}", effort.site_pages)
    every = options.found or [*site[:200], *sizes]
    pages = corpus.draw(options.found or site, options.sample or effort.pages, options.seed)
    slow_pages = corpus.draw([page for page in pages if page.stat().st_size <= SLOW_MAXIMUM], effort.slow_pages, options.seed)
    peers, left_out = _installed(options.peers)
    measured: dict[str, Any] = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "is_quick": options.quick,
        "pages": f"{len(every)} pages of {_relative(options.pages)}, of which the peers got {len(pages)}, drawn with seed {options.seed}",
        "machine": _machine(),
        "tables": [],
    }

    fast = [peer for peer in peers if not peer.is_slow]
    slow = [peer for peer in peers if peer.is_slow]
    slow_title = f"The slow peers, on fewer pages, none above {SLOW_MAXIMUM // 1024} KB"
    for title, members, its_pages, rounds in (
        ("Ours", [], every if not options.quick else pages, effort.rounds),
        ("The peers", fast, pages, effort.rounds),
        (slow_title, slow, slow_pages, effort.slow_rounds),
    ):
        if its_pages and (members or not measured["tables"]):
            measured["tables"].append(_table(title, members, its_pages, warm_up, rounds, effort, left_out))
    measured["growth"] = _growth(peers, sizes, warm_up, effort)
    measured["rules"] = _rules(corpus.draw(pages, effort.pages // 2, options.seed), warm_up, effort)
    measured["workers"] = _workers(site, effort)
    measured["memory"] = _memory(every)
    measured["left_out"] = left_out
    measured["minutes"] = round((time.monotonic() - STARTED) / 60, 1)
    measured["bars"] = report.bars(measured, {peer.name: peer.slower for peer in peers})
    report.write(measured, options.results)
    if options.readme:
        report.into_readme(measured, options.readme, options.results)
    print((options.results / "results.md").read_text(encoding="utf-8"))


STARTED = time.monotonic()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="real pages to measure on, in place of generated ones")
    parser.add_argument("--sample", type=_count, metavar="N", help=f"how many pages (default {FULL.pages}; with --quick {QUICK.pages})")
    parser.add_argument("--seed", type=int, default=0, help="which pages of the folder are drawn (default 0)")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="only the peers whose names have one of these words")
    parser.add_argument("--quick", action="store_true", help="a few pages, two rounds: to see that everything runs; the ratios are rough")
    parser.add_argument(
        "--results", type=Path, metavar="FOLDER", help=f"default {RESULTS.relative_to(PROJECT)}; with --quick .cache/bench/quick"
    )
    parser.add_argument("--readme", type=Path, metavar="FILE", help="put the short table between the markers of this file")
    options = parser.parse_args()
    if options.quick and not options.results:
        options.readme = None  # what is rough is shown to nobody who has not asked
    options.results = options.results or (CACHE / "quick" if options.quick else RESULTS)
    options.peers = [peer for peer in PEERS if not options.only or any(word in peer.name for word in options.only)]
    if not options.peers:
        parser.error(
            f"no peer has one of the words {', '.join(options.only)} in its name: there are {', '.join(peer.name for peer in PEERS)}"
        )
    try:  # at once, not after the quarter of an hour
        options.found = corpus.find_pages(options.pages) if options.pages else []
        if options.readme:
            report.around(options.readme)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    return options


def _relative(folder: Path | None) -> str:
    return os.path.relpath(folder, PROJECT) if folder else "our generator"


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _say(text: str) -> None:
    print(f"[{time.monotonic() - STARTED:5.0f} s] {text}", file=sys.stderr, flush=True)


def _installed(peers: Sequence[Peer]) -> tuple[list[Peer], dict[str, str]]:
    ready, left_out = [], {}
    for peer in peers:
        _say(f"{peer.name} {peer.version}")
        if reason := install(peer, CACHE):
            left_out[peer.name] = reason
        else:
            ready.append(peer)
    return ready, left_out


def _ours(passes: int = 1) -> list[Contestant]:
    """Return the parses, which go over the pages `passes` times, and the check, once: what it remembers of a page must not help it."""
    script = str(SCRIPTS / "ours.py")
    parses = [Contestant(name, (sys.executable, script, kind), passes) for name, kind in ((LXML, "lxml"), (PARSE, "parse"))]
    return [*parses, Contestant(CHECK, (sys.executable, script, "check"))]


def _table(
    title: str, peers: Sequence[Peer], pages: Sequence[Path], warm_up: Path, rounds: int, effort: Effort, left_out: dict[str, str]
) -> dict[str, Any]:  # fmt: skip
    _say(f"{title}: {len(pages)} pages, {rounds} rounds")
    contestants = [*_ours(), *(peer.contestant(CACHE) for peer in peers)]
    runs, failed = interleave(contestants, pages, warm_up, rounds=rounds, timeout=effort.timeout, budget=effort.budget)
    left_out |= failed
    for name in (LXML, CHECK):
        if name in failed:
            sys.exit(f"benchmarks: {name}: {failed[name]}")
    words = {peer.name: (peer.version, peer.how) for peer in peers} | {LXML: (version("lxml"), "etree.HTML")}
    rows = [
        _row(name, *words.get(name, (version("govpagecheck"), "in process")), of_one, runs, len(pages)) for name, of_one in runs.items()
    ]
    size = statistics.mean(page.stat().st_size for page in pages) / 1024
    return {"title": title, "pages": len(pages), "mean_kb": size, "rounds": len(runs[CHECK]), "rows": rows}


def _row(name: str, its_version: str, how: str, of_one: Sequence[Run], runs: dict[str, list[Run]], pages: int) -> dict[str, Any]:
    return {
        "name": name,
        "version": its_version,
        "how": how,
        "rules": of_one[0].rules,
        "ms": seconds(of_one) / pages * 1000,
        "by_lxml": ratio(of_one, runs[LXML]),
        "by_check": ratio(of_one, runs[CHECK]),
        "findings": sum(of_one[0].ids.values()),
        "ids": len(of_one[0].ids),
        "peak_mb": max(run.peak_mb for run in of_one),
        "refused": {Path(page).name: reason for page, reason in of_one[0].refused.items()},
        "seconds": [run.seconds for run in of_one],
        "cpu": [run.cpu for run in of_one],
    }


def _growth(peers: Sequence[Peer], sizes: Sequence[Path], warm_up: Path, effort: Effort) -> list[dict[str, Any]]:
    """Time one page of each size: ours and the bare parse in all rounds, peers once."""
    rows = []
    growing = [peer for peer in peers if peer.grows]
    for contestants, rounds in ((_ours(passes=5), effort.rounds), ([peer.contestant(CACHE) for peer in growing], 1)):
        by_name: dict[str, dict[str, float | None]] = {contestant.name: {} for contestant in contestants}
        for size, page in zip(corpus.SIZES[1:], sizes, strict=True):
            _say(f"growth: a page of {size} KB, {len(contestants)} contestants, {rounds} rounds")
            able = [one for one in contestants if None not in by_name[one.name].values()]
            runs, _ = interleave(able, [page], warm_up, rounds=rounds, timeout=effort.timeout / 2, budget=effort.budget)
            for contestant in contestants:
                of_one = runs.get(contestant.name)
                refused = of_one and of_one[0].refused
                by_name[contestant.name][str(size)] = seconds(of_one) * 1000 if of_one and not refused else None
        rows += [{"name": name, "rounds": rounds, "ms": ms} for name, ms in by_name.items()]
    return rows


def _rules(pages: Sequence[Path], warm_up: Path, effort: Effort) -> dict[str, Any]:
    _say(f"100 and 200 rules: {len(pages)} pages")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listing:
        listing.write("".join(f"{page.resolve()}\n" for page in (warm_up, *pages)))
        listing.flush()
        command = [sys.executable, str(SCRIPTS / "ours.py"), "rules", listing.name, str(min(effort.rounds, 3))]
        try:
            output, _ = peak_of(command, effort.timeout)
        except RunError as failure:
            return {"failed": str(failure)}
    answer: dict[str, Any] = json.loads(output)
    return answer | {"pages": len(pages), "rounds": min(effort.rounds, 3)}


def _workers(site: Sequence[Path], effort: Effort) -> dict[str, Any]:
    """Time the command on the pages of a site with one process and with two workers, in turns, start-up included."""
    deadline = time.monotonic() + effort.budget
    times: dict[int, list[float]] = {1: [], 2: []}
    reports = set()
    for number in range(effort.rounds):
        if number and time.monotonic() > deadline:
            break
        for jobs, taken in times.items():
            _say(f"{len(site)} pages, -j {jobs}")
            try:
                spent, _, digest = _command(site[0].parent, jobs, timeout=20 * 60)
            except RunError as failure:
                return {"failed": str(failure)}
            taken.append(spent)
            reports.add(digest)
    speedups = [one / two for one, two in zip(times[1], times[2], strict=True)]
    size = sum(page.stat().st_size for page in site) / 2**20
    return {
        "pages": len(site), "mb": size, "rounds": len(speedups), "one": statistics.median(times[1]), "two": statistics.median(times[2]),
        "speedup": statistics.median(speedups), "is_same_report": len(reports) == 1,
    }  # fmt: skip


def _memory(every: Sequence[Path]) -> dict[str, Any]:
    """Return the peak of the largest process of a run with two workers over all pages at hand."""
    _say(f"memory: {len(every)} pages")
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        listing = Path(folder, "pages.txt")
        listing.write_text("".join(f"{page.resolve()}\n" for page in every), encoding="utf-8")
        try:
            _, peak, _ = _command(f"@{listing}", 2, timeout=20 * 60)
        except RunError as failure:
            return {"failed": str(failure)}
    return {"pages": len(every), "largest_kb": max(page.stat().st_size for page in every) / 1024, "peak_mb": peak}


def _command(target: object, jobs: int, timeout: float) -> tuple[float, float, str]:
    """Run `govpagecheck check` and return its seconds, the peak of its largest process in MB, and the digest of its report."""
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        lines = Path(folder, "report.jsonl")
        profiles = [word for profile in PROFILES for word in ("-p", profile)]
        options = ["-j", str(jobs), "-o", f"jsonl={lines}", "--fail-on", "never", "--no-config", "--today", "2026-06-01", "-q"]
        started = time.perf_counter()
        _, peak = peak_of([sys.executable, "-m", "govpagecheck", "check", str(target), *profiles, *options], timeout, good=(0, 3))
        spent = time.perf_counter() - started
        digest = hashlib.sha256()
        with lines.open("rb") as stream:
            while block := stream.read(2**20):
                digest.update(block)
        return spent, peak, digest.hexdigest()


def _machine() -> dict[str, str]:
    """Return what the ratios depend on; the versions of the peers stand in their rows."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _read("/proc/cpuinfo").splitlines() if line.startswith("model name")), platform.machine()
    )
    memory = next((int(line.split()[1]) / 2**20 for line in _read("/proc/meminfo").splitlines() if line.startswith("MemTotal")), 0.0)
    return {
        "processor": f"{os.cpu_count()} × {model}, {memory:.0f} GiB",
        "load when it began": f"{os.getloadavg()[0]:.1f}",
        "python": f"{platform.python_version()}, lxml {version('lxml')}, turbohtml {version('turbohtml')}",
        "node": _first_line("node", "--version"),
        "java": _first_line("java", "-version"),
        "chromium": _first_line("chromium", "--version"),
        "govpagecheck": f"{version('govpagecheck')}, commit {_first_line('git', '-C', str(PROJECT), 'describe', '--always', '--dirty')}",
    }


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _first_line(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return "missing"
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60)
    return last_line((ended.stdout or ended.stderr).split("\n")[0]) or "unknown"


if __name__ == "__main__":
    main()
