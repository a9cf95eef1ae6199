"""The commands about reports that were written before: convert, merge, diff; query has a module of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from govpagecheck.cli.difference import WRITERS
from govpagecheck.cli.exit_code import FAIL_ON, FAIL_ON_LEVELS, does_count
from govpagecheck.cli.output import OUTPUTS, Outputs, open_report, refuse_clashes, say
from govpagecheck.cli.query_command import query
from govpagecheck.cli.tally import Tally
from govpagecheck.errors import UsageError
from govpagecheck.model import Report, RuleInfo
from govpagecheck.report_diff import compare
from govpagecheck.report_files import merge_reports, parse_report, read_report

FILE = click.Path(path_type=str)


@click.group()
def report() -> None:
    """Convert, merge and compare reports that were written with -o json or -o jsonl, and put questions to them."""


report.add_command(query)


@report.command()
@click.argument("file", type=FILE)
@OUTPUTS
def convert(file: str, outputs: Sequence[str]) -> None:
    """Write a report in other formats; FILE may be - for standard input.

    JSON Lines hold no words of rules; those of this release are used.
    """
    _write(_with_rules(_read(file)), outputs, [file])


@report.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@OUTPUTS
@click.option("--fail-on", type=click.Choice(FAIL_ON_LEVELS), help="Give the exit code that one run over all pages would; 0 by default.")
def merge(files: Sequence[str], outputs: Sequence[str], fail_on: str | None) -> int:
    """Join the reports of parts of one run; they give the same bytes as one run over all pages.

    The parts need the same profiles and release of govpagecheck; a page in two of them is an error.
    """
    parts = [(file, _read(file)) for file in files]
    whole = merge_reports(parts)
    if any(page.scope == "site" for _, part in parts for page in part.pages):
        say(
            "reports of whole sites are left out: each part saw its own pages only; `check --resume` over joined JSON Lines makes them anew"
        )
    _write(_with_rules(whole), outputs, files)
    return Tally(fail_on, reports=whole.pages).exit_code if fail_on else 0


@report.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("-o", "--output", default="text", show_default=True, metavar="FORMAT[=FILE]", help="text, json or markdown.")
@FAIL_ON
def diff(old: str, new: str, output: str, fail_on: str) -> int:
    """Say what is new, what is fixed and what stayed between two reports of the same pages.

    A finding is known by its fingerprint: moved lines and renumbered ids are no difference, nor is an exception that a person made.
    Exit codes: 1 something new at or above --fail-on; 3 a page of NEW could not be judged.
    """
    name, has_file, file = output.partition("=")
    if name not in WRITERS or (has_file and not file):
        raise UsageError(f"-o {output}: write FORMAT or FORMAT=FILE with one of {', '.join(WRITERS)}")
    refuse_clashes([file or None], [old, new])
    before, after = _read(old), _read(new)
    difference = compare(before, after)
    if not difference.has_common_page:
        say(f"no page is in both reports; are the paths in {old} and {new} seen from the same folder?")
    with ExitStack() as stack:
        WRITERS[name](difference, open_report(file or None, stack))
    if any(page.is_incomplete for page in after.pages):
        return 3
    return int(any(does_count(row.finding, fail_on) for row in difference.new))


def _read(file: str) -> Report:
    return parse_report(sys.stdin.buffer.read(), "standard input") if file == "-" else read_report(Path(file))


def _write(whole: Report, outputs: Sequence[str], read: Sequence[str]) -> None:
    with ExitStack() as stack:
        written = Outputs(outputs, read, stack)
        for page in whole.pages:
            written.add(page)
        written.end(whole.profiles, whole.rules, whole.tool_version)


def _with_rules(whole: Report) -> Report:
    """Return the report with the words of this release for its rules where it has none, as one that was JSON Lines."""
    from govpagecheck.rules.load import load_rule
    from govpagecheck.rules.ruleset import all_folders

    if whole.rules:
        return whole
    folders = all_folders()
    seen = sorted({result.rule: result for page in whole.pages for result in page.results}.items())
    words = {
        rule: load_rule(folders[rule]).info if rule in folders else RuleInfo(rule, rule, result.severity, "", "") for rule, result in seen
    }
    return replace(whole, rules=words)
