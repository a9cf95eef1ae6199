"""govpagecheck itself, and the bare parse that everything is compared with: `ours.py KIND LIST PASSES`."""

from __future__ import annotations

import dataclasses
import io
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from each_page import each_page
from lxml import etree

from govpagecheck import Page, Ruleset, check_page, load_ruleset, parse_page
from govpagecheck.reporters.jsonl import write_page

PROFILES = ("us-federal", "wcag22-aa", "best-practice")
DRAWS = 5


def main() -> None:
    kind = sys.argv[1]
    if kind == "lxml":
        each_page(lambda content, _path: etree.HTML(content), _nothing, None)
    elif kind == "parse":
        each_page(lambda content, _path: parse_page(content), _nothing, None)
    elif kind == "check":
        ruleset = _ruleset()
        each_page(lambda content, path: _line(content, path, ruleset), _ids, len(ruleset.rules))
    elif kind == "rules":
        print(json.dumps(_rules(_ruleset())))
    else:
        sys.exit(f"unknown kind {kind!r}: lxml, parse, check or rules")


def _ruleset() -> Ruleset:
    return load_ruleset(PROFILES, today=date(2026, 6, 1))


def _line(content: bytes, path: str, ruleset: Ruleset) -> str:
    """Return the line of the page in `-o jsonl`, with the place, selector and snippet of each finding."""
    line = io.StringIO()
    write_page(check_page(Page(content, path=path), ruleset), line)
    return line.getvalue()


def _ids(line: str) -> Iterator[str]:
    for result in json.loads(line)["results"]:
        for finding in result["findings"]:
            if finding["outcome"] == "failed":
                yield result["rule"]


def _nothing(_tree: object) -> tuple[str, ...]:
    return ()


def _rules(ruleset: Ruleset) -> dict[str, object]:
    """Time 100 rules and 200: for each draw, 200 of all at random and the first 100 of these, in turns, the median of `PASSES` ratios.

    The draw's number is its seed. A time is that of the whole check, parse included, over all pages of the list.
    """
    warm_up, *files = map(Path, Path(sys.argv[-2]).read_text(encoding="utf-8").splitlines())
    pages = [(file.read_bytes(), str(file)) for file in files]
    _line(warm_up.read_bytes(), str(warm_up), ruleset)
    if len(ruleset.rules) < 200:
        sys.exit(f"200 rules are asked for, the profiles have {len(ruleset.rules)}")
    ratios = []
    for draw in range(DRAWS):
        drawn = random.Random(draw).sample(ruleset.rules, 200)
        halves = [dataclasses.replace(ruleset, rules=tuple(sorted(rules, key=lambda rule: rule.id))) for rules in (drawn[:100], drawn)]
        of_draw = []
        for _ in range(int(sys.argv[-1])):
            hundred, two_hundred = (_seconds(pages, half) for half in halves)
            of_draw.append(two_hundred / hundred)
        ratios.append(statistics.median(of_draw))
    return {"ratios": ratios, "of": len(ruleset.rules)}


def _seconds(pages: list[tuple[bytes, str]], ruleset: Ruleset) -> float:
    started = time.perf_counter()
    for content, path in pages:
        _line(content, path, ruleset)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
