"""The command that puts questions to reports: report query."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import click

from govpagecheck.cli.output import open_report, refuse_clashes, say
from govpagecheck.errors import UsageError
from govpagecheck.text import plain

if TYPE_CHECKING:
    from govpagecheck.report_query import Question


@click.command()
@click.argument("question_and_files", nargs=-1, metavar="[QUESTION] FILE...")
@click.option("--since", multiple=True, metavar="FILE", help="An earlier report, for changes-since; may be repeated.")
@click.option("--sql", metavar="SELECT", help="A question of your own, over pages, results and findings (docs/report.md).")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Rows at most; 0 for all.")
@click.option("-o", "--output", default="text", show_default=True, metavar="FORMAT[=FILE]", help="text, csv, json or markdown.")
@click.option("--list", "is_list", is_flag=True, help="Say which questions there are.")
def query(question_and_files: Sequence[str], since: Sequence[str], sql: str | None, limit: int, output: str, is_list: bool) -> None:
    """Put a question to reports of any size; needs the extra query.

    A FILE is a report of -o jsonl (also .gz) or -o json, Parquet, a folder of Parquet files, or a pattern of these.
    """
    from govpagecheck.cli.answer import WRITERS
    from govpagecheck.report_query import answer, questions

    if is_list:
        for question in questions().values():
            click.echo(plain(f"{question.name:20} {question.title}"))
            click.echo(click.wrap_text(question.about, initial_indent=" " * 21, subsequent_indent=" " * 21, width=110))
        return
    name, has_file, file = output.partition("=")
    if name not in WRITERS or (has_file and not file):
        raise UsageError(f"-o {output}: write FORMAT or FORMAT=FILE with one of {', '.join(WRITERS)}")
    files = list(question_and_files)
    if sql is None:
        question = _find(questions(), files.pop(0) if files else "")
        if question.is_of_two and not since:
            raise UsageError(f"{question.name} compares with an earlier report: --since FILE names it")
        sql = question.sql
    if not files:
        raise UsageError("name at least one report")
    refuse_clashes([file or None], [*files, *since])
    with answer(sql, files, since, limit + 1 if limit else None) as found, ExitStack() as stack:
        shown = replace(found, rows=islice(found.rows, limit)) if limit else found
        WRITERS[name](shown, open_report(file or None, stack))
        if next(found.rows, None) is not None:
            say(f"these are the first {limit} rows; --limit 0 gives all")


def _find(questions: dict[str, Question], name: str) -> Question:
    if name in questions:
        return questions[name]
    asked = f"there is no question {name!r}" if name else "name a question"
    raise UsageError(f"{asked}: there are {', '.join(questions)}; or ask with --sql")
