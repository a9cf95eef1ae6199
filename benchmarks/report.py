"""What was measured, for people: results.md, results.json, two plots and the short table of the README; pure but for writing files."""

from __future__ import annotations

import json
import math
import os
import statistics
from collections.abc import Mapping, Sequence
from html import escape
from operator import truediv
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- benchmarks: begin, written by make bench -->", "<!-- benchmarks: end -->"
_OURS = "govpagecheck, "
_COLUMNS = ("tool", "rules", "ms a page", "÷ bare parse", "÷ our check", "findings", "ids", "peak MB", "how it was run")


def bars(measured: Mapping[str, Any], slower: Mapping[str, float | None]) -> list[dict[str, Any]]:
    """Return what is asked, what was measured and whether it is met; None in both where it was not measured.

    `slower` says for each peer how many times slower than our check it has to be; 1 means slower at all.
    """
    found: dict[str, Mapping[str, Any]] = {row["name"]: row for table in reversed(measured["tables"]) for row in table["rows"]}
    grown = {row["name"]: row["ms"] for row in measured["growth"]}.get(f"{_OURS}check", {})
    growth = grown["400"] / grown["50"] if grown.get("400") and grown.get("50") else None
    ratios = sorted(measured["rules"].get("ratios", ()))
    asked = [
        ("our check ÷ bare lxml parse (goal 3.0)", "≤", 5.0, found[f"{_OURS}check"]["by_lxml"]),
        ("our parse ÷ bare lxml parse", "≤", 1.8, found[f"{_OURS}parse"]["by_lxml"]),
        *(
            (f"{name} ÷ our check", "≥" if times > 1 else ">", times, found[name]["by_check"] if name in found else None)
            for name, times in slower.items()
            if times is not None
        ),
        ("time of our check, 400 KB ÷ 50 KB", "≤", 10.0, growth),
        ("time of our check, 200 rules ÷ 100", "≤", 1.6, ratios[len(ratios) // 2] if ratios else None),
        ("two workers: speed-up", "≥", 1.6, measured["workers"].get("speedup")),
        ("largest process with two workers, MB", "≤", 150.0, measured["memory"].get("peak_mb")),
    ]
    return [
        {"what": what, "asked": f"{sign} {limit:g}", "measured": value, "met": None if value is None else _holds(value, sign, limit)}
        for what, sign, limit, value in asked
    ]


def _holds(value: float, sign: str, limit: float) -> bool:
    return {"≤": value <= limit, "≥": value >= limit, ">": value > limit}[sign]


def write(measured: Mapping[str, Any], folder: Path) -> None:
    """Write results.json, results.md, tools.svg and growth.svg into the folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "results.json": json.dumps(measured, indent=1, ensure_ascii=False) + "\n",
        "results.md": as_markdown(measured),
        "tools.svg": plot_of_tools(measured["tables"]),
        "growth.svg": plot_of_growth(measured["growth"]),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def around(readme: Path) -> tuple[str, str]:
    """Return the text before the marker and that after its end. Raises ValueError, one line, where they are missing or twice."""
    text = readme.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise ValueError(f"{readme}: it needs once each, in this order, the lines {BEGIN} and {END}")
    before, _, rest = text.partition(BEGIN)
    return before, rest.partition(END)[2]


def into_readme(measured: Mapping[str, Any], readme: Path, folder: Path) -> None:
    """Put the short table between the markers of a file. Raises ValueError as `around` does."""
    before, after = around(readme)
    readme.write_text(f"{before}{BEGIN}\n{short(measured, os.path.relpath(folder, readme.parent))}{END}{after}", encoding="utf-8")


def short(measured: Mapping[str, Any], folder: str) -> str:
    """Return the table for the README: what each tool takes for a page, against our check on the same pages."""
    rows = [row for number, table in enumerate(measured["tables"]) for row in table["rows"] if number == 0 or not _is_base(row)]
    lines = [[_name(row), _count(row["rules"]), _times(row["by_check"])] for row in sorted(rows, key=lambda row: float(row["by_check"]))]
    made = "a quick run, its ratios are rough" if measured["is_quick"] else measured["pages"]
    table = _table(("tool", "rules", "time ÷ our check"), lines)
    return (
        f"{table}\n{measured['made'][:10]}, {made}; {measured['machine']['processor']}.\n[How it was measured, memory, growth and what is "
        f"asked of it]({folder}/results.md); `make bench` does it again.\n\n"
        f"![Milliseconds a page of each tool, on a logarithmic scale]({folder}/tools.svg)\n"
    )


def as_markdown(measured: Mapping[str, Any]) -> str:
    """Return the whole report as Markdown."""
    parts = ["# Benchmarks\n", _introduction(measured), "## What is asked\n", _bars_table(measured["bars"])]
    for table in measured["tables"]:
        rows = [_cells(row) for row in table["rows"]]
        about = (
            f"{table['pages']} pages, {table['mean_kb']:.0f} KB in the mean; the median of {table['rounds']} {_rounds(table['rounds'])}."
        )
        parts += [f"## {table['title']}\n", about + "\n", _table(_COLUMNS, rows), _by_cpu(table["rows"]), _refused(table["rows"])]
    parts += ["![Milliseconds a page of each tool, on a logarithmic scale](tools.svg)\n", "## Growth\n", _growth(measured["growth"])]
    parts += [
        "![Milliseconds against the size of the page, both on logarithmic scales](growth.svg)\n",
        "## Rules, workers, memory\n",
        _own(measured),
    ]
    if measured["left_out"]:
        reasons = [f"- {_plain(name)}: {_plain(reason)}" for name, reason in sorted(measured["left_out"].items())]
        parts += ["## Not measured\n", "\n".join(reasons) + "\n"]
    return "\n".join(part for part in parts if part)


def _introduction(measured: Mapping[str, Any]) -> str:
    machine = "".join(f"- {name}: {_plain(value)}\n" for name, value in measured["machine"].items())
    rough = "**A quick run: few pages and rounds, ratios are rough.** " if measured["is_quick"] else ""
    return f"""{rough}Written by `make bench` on {measured["made"][:10]}, in {measured["minutes"]:g} minutes; {measured["pages"]}.

{machine}
Every tool runs in a process of its own, in turns with the others, once a round; its time is what it takes for all pages,
the start of the process and one page to warm it up excluded unless its row says that the start counts. A ratio is the median
of the ratios of the same round; compare ratios, for the milliseconds are those of one machine. Our check is us-federal, wcag22-aa and
best-practice in one process, with positions, selectors and snippets, written as JSON Lines; the peers' findings are made JSON in
the same way. Nothing is fetched. Peak memory is the resident set of the largest process, for Chromium and pa11y-ci the
proportional sets of all their processes together. Rules and findings are no measure of worth: each tool looks for other things, and
counts in its own way; ours are failed findings, without what a person must decide. Tools in one table had the same pages.
"""


def _bars_table(bars: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for bar in bars:
        met = "not measured" if bar["met"] is None else "met" if bar["met"] else "**not met**"
        rows.append([bar["what"], bar["asked"], "" if bar["measured"] is None else _times(bar["measured"]), met])
    return _table(("", "asked", "measured", ""), rows)


def _cells(row: Mapping[str, Any]) -> list[str]:
    counts = ["", "", ""] if row["rules"] is None and not row["findings"] else [_count(row["rules"]), str(row["findings"]), str(row["ids"])]
    times = [_ms(row["ms"]), _times(row["by_lxml"]), _times(row["by_check"])]
    return [_name(row), counts[0], *times, *counts[1:], f"{row['peak_mb']:.0f}", row["how"]]


def _by_cpu(rows: Sequence[Mapping[str, Any]]) -> str:
    """Tell the ratios of ours in CPU time: all three run on one thread, and other work on the machine disturbs it less."""
    base, *others = (row for row in rows if _is_base(row))
    told = (f"{row['name']}, {_times(statistics.median(map(truediv, row['cpu'], base['cpu'])))}" for row in others)
    return f"In CPU time, in multiples of the bare parse: {'; '.join(told)}.\n"


def _refused(rows: Sequence[Mapping[str, Any]]) -> str:
    lines = []
    for row in rows:
        for page, reason in list(row["refused"].items())[:1]:
            lines.append(f"{row['name']} gave no answer on {len(row['refused'])} of the pages, such as {page}: {reason[:200]}")
    return "".join(f"- {_plain(line)}\n" for line in lines)


def _growth(rows: Sequence[Mapping[str, Any]]) -> str:
    sizes = list(dict.fromkeys(size for row in rows for size in row["ms"]))
    lines = []
    for row in rows:
        values = [row["ms"].get(size) for size in sizes]
        first, last = values[0], values[-1]
        times = _times(last / first) if first and last else "no answer in time"
        lines.append(
            [
                row["name"],
                *("–" if value is None else _ms(value) for value in values),
                times,
                str(row["rounds"]),
            ]
        )
    header = ("ms for one page of", *(f"{size} KB" for size in sizes), f"{sizes[-1]} ÷ {sizes[0]}", "rounds")
    return "Pages of the generator, of the same make-up; eight times the size is eight times the work.\n\n" + _table(header, lines)


def _own(measured: Mapping[str, Any]) -> str:
    rules, workers, memory = measured["rules"], measured["workers"], measured["memory"]
    lines = []
    if "failed" in rules:
        lines.append(f"- 100 and 200 rules: not measured, {_plain(rules['failed'])}")
    else:
        ratios = ", ".join(f"{ratio:.2f}" for ratio in rules["ratios"])
        lines.append(
            f"- 200 rules take {ratios} times the time of 100: for each of these draws, 200 of the {rules['of']} rules at random "
            f"(the seed is the draw's number) and the first 100 of them; {rules['pages']} pages, the median of {rules['rounds']} "
            f"{_rounds(rules['rounds'])}, parse included."
        )
    if "failed" in workers:
        lines.append(f"- workers: not measured, {_plain(workers['failed'])}")
    else:
        same = "the reports are the same to the byte" if workers["is_same_report"] else "**the reports differ**"
        lines.append(
            f"- `govpagecheck check` on {workers['pages']} generated pages ({workers['mb']:.0f} MB), start-up included: "
            f"{workers['one']:.1f} s with one process, {workers['two']:.1f} s with two workers, {workers['speedup']:.2f} times as fast "
            f"(median of {workers['rounds']} {_rounds(workers['rounds'])}); {same}."
        )
    if "failed" in memory:
        lines.append(f"- memory: not measured, {_plain(memory['failed'])}")
    else:
        lines.append(
            f"- The largest process of a run with two workers over {memory['pages']} pages, the largest of {memory['largest_kb']:.0f} KB: "
            f"{memory['peak_mb']:.0f} MB."
        )
    return "\n".join(lines) + "\n"


def plot_of_tools(tables: Sequence[Mapping[str, Any]]) -> str:
    """Return an SVG: a bar a tool, as long as the logarithm of its milliseconds a page; each table is a group."""
    groups = [
        (f"{table['pages']} pages, {table['mean_kb']:.0f} KB in the mean", sorted(table["rows"], key=lambda row: float(row["ms"])))
        for table in tables
    ]
    every = [row["ms"] for _, rows in groups for row in rows]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
    left, width, y = 190, 520, 48
    drawn = ['<text x="10" y="20">Milliseconds a page; bars grow with the logarithm.</text>']
    for caption, rows in groups:
        drawn.append(f'<text x="10" y="{y}" font-weight="bold">{escape(caption)}</text>')
        for row in rows:
            y += 24
            length = max(1.0, (math.log10(row["ms"]) - low) / max(1, high - low) * width)
            color = "#005ea2" if row["name"].startswith(_OURS) else "#71767a"
            drawn.append(f'<text x="{left - 8}" y="{y}" text-anchor="end">{escape(row["name"])}</text>')
            drawn.append(f'<rect x="{left}" y="{y - 12}" width="{length:.1f}" height="16" fill="{color}"/>')
            drawn.append(f'<text x="{left + length + 6:.1f}" y="{y}">{_ms(row["ms"])} ms</text>')
        y += 40
    return _svg(left + width + 100, y - 16, "Milliseconds a page of each tool, logarithmic", drawn)


def plot_of_growth(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return an SVG: a line a tool, milliseconds against the size of the page, both logarithmic; a line ends where no answer came."""
    points = {row["name"]: [(int(size), ms) for size, ms in row["ms"].items() if ms] for row in rows}
    points = {name: line for name, line in points.items() if line}
    every = [point for line in points.values() for point in line]
    sizes, times = sorted({size for size, _ in every}), [ms for _, ms in every]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    left, top, width, height = 80, 40, 420, 360

    def x(size: float) -> float:
        return left + (math.log(size / sizes[0]) / max(0.001, math.log(sizes[-1] / sizes[0]))) * width

    def y(ms: float) -> float:
        return top + height - (math.log10(ms) - low) / max(1, high - low) * height

    drawn = []
    for power in range(low, high + 1):
        label = f"{_ms(10.0**power)} ms"
        drawn.append(f'<path d="M{left} {y(10.0**power):.1f}h{width}" stroke="#dfe1e2"/>')
        drawn.append(f'<text x="{left - 6}" y="{y(10.0**power) + 4:.1f}" text-anchor="end">{label}</text>')
    drawn += [f'<text x="{x(size):.1f}" y="{top + height + 20}" text-anchor="middle">{size} KB</text>' for size in sizes]
    floor = float(top + height)
    for name, line in sorted(points.items(), key=lambda named: y(named[1][-1][1]), reverse=True):
        color = "#005ea2" if name.startswith(_OURS) else "#71767a"
        drawn.append(
            f'<path d="M{"L".join(f"{x(size):.1f} {y(ms):.1f}" for size, ms in line)}" fill="none" stroke="{color}" stroke-width="2"/>'
        )
        size, ms = line[-1]
        at = y(ms) + 4
        if size == sizes[-1]:
            at = floor = min(at, floor - 14)  # names do not cover each other
        drawn.append(f'<text x="{x(size) + 8:.1f}" y="{at:.1f}">{escape(name)}</text>')
    return _svg(left + width + 200, top + height + 36, "Milliseconds against the size of the page, both logarithmic", drawn)


def _svg(width: int, height: int, title: str, drawn: Sequence[str]) -> str:
    lines = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{lines}\n</svg>\n'
    )


def _is_base(row: Mapping[str, Any]) -> bool:
    return str(row["name"]).startswith((_OURS, "lxml"))


def _name(row: Mapping[str, Any]) -> str:
    return row["name"] if row["name"].startswith(_OURS) else f"{row['name']} ({row['version']})"


def _count(rules: int | None) -> str:
    return "" if rules is None else str(rules)


def _rounds(count: int) -> str:
    return "round" if count == 1 else "rounds"


def _ms(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def _times(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(_plain(cell) for cell in line) + " |\n" for line in lines)


def _plain(text: str) -> str:
    """Return text that cannot end a cell or become markup: reasons come from the peers."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
