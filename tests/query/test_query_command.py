"""`report query`: its formats, what it refuses, and what a SELECT of one's own can reach."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from tests.query.conftest import rows

from govpagecheck.cli.answer import WRITERS
from govpagecheck.errors import UsageError
from govpagecheck.report_query import Answer, answer, questions

Command = Callable[..., CompletedProcess[str]]
Pages = list[dict[str, Any]]


def refused(command: Command, *arguments: object) -> str:
    """Return the one line with which a command is refused."""
    done = command("report", "query", *arguments)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("govpagecheck: ")
    assert "Traceback" not in done.stderr
    return done.stderr


def wrong(sql: str, *reports: object) -> str:
    with pytest.raises(UsageError) as error:
        rows(sql, *reports)
    assert "\n" not in str(error.value)
    return str(error.value)


# Formats


def test_formats_hold_the_same_rows(command: Command, folder: Path) -> None:
    file = folder / "new.jsonl"
    expected = rows(questions()["worst-pages"].sql, file)[:3]
    written = {name: command("report", "query", "worst-pages", file, "--limit", 3, "-o", name) for name in WRITERS}
    assert {(done.returncode, done.stderr) for done in written.values()} == {
        (0, "govpagecheck: these are the first 3 rows; --limit 0 gives all\n")
    }
    assert json.loads(written["json"].stdout) == expected
    table = list(csv.DictReader(io.StringIO(written["csv"].stdout)))
    assert table == [{name: str(value) for name, value in row.items()} for row in expected]
    assert [line.split() for line in written["text"].stdout.splitlines()] == [
        list(expected[0]),
        *([str(value) for value in row.values()] for row in expected),
    ]
    assert written["markdown"].stdout.splitlines()[1] == "| --- | --- | --- | --- | --- |"
    assert len(written["markdown"].stdout.splitlines()) == 5


def test_all_rows_go_to_a_file(command: Command, folder: Path, tmp_path: Path) -> None:
    done = command("report", "query", "commonest-findings", folder / "new.jsonl", "--limit", 0, "-o", f"json={tmp_path}/a.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == rows(
        questions()["commonest-findings"].sql, folder / "new.jsonl"
    )


def test_as_many_rows_as_the_limit_are_all(command: Command, folder: Path) -> None:
    done = command(
        "report", "query", "--sql", "SELECT * FROM range(5) t(n) ORDER BY n DESC", folder / "new.jsonl", "--limit", 5, "-o", "json"
    )
    assert (json.loads(done.stdout), done.stderr) == ([{"n": n} for n in (4, 3, 2, 1, 0)], "")


def test_list_names_every_question(command: Command) -> None:
    done = command("report", "query", "--list")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout and question.title in done.stdout for name, question in questions().items())


def test_changes_since_from_the_command_line(command: Command, folder: Path) -> None:
    done = command("report", "query", "changes-since", folder / "new.jsonl", "--since", folder / "old.jsonl", "-o", "json", "--limit", 0)
    assert {row["change"] for row in json.loads(done.stdout)} == {"new", "fixed"}


def test_no_value_steers_a_terminal_a_ci_system_or_a_spreadsheet(command: Command, tmp_path: Path, pages: Pages) -> None:
    names = ["a\x1b[2J\u202e.html", "::error::x", "##vso[task.x]", "=HYPERLINK(1)", "|b|<i>@x"]
    lines = [json.dumps({**pages[0], "path": name}) + "\n" for name in names]
    (tmp_path / "r.jsonl").write_text("".join(lines), encoding="utf-8")
    for name in WRITERS:
        shown = command("report", "query", "worst-pages", tmp_path / "r.jsonl", "-o", name).stdout
        assert not {"\x1b", "\u202e"} & set(shown), name
        assert "##vso[" not in shown
        assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
        if name == "csv":
            assert "\n'=HYPERLINK" in shown
        if name == "markdown":
            assert "\\|b\\|\\<i\\>\\@x" in shown


VALUES = """SELECT NULL AS a, true AS b, 1.5 AS c, 'nan'::DOUBLE AS d, DATE '2026-06-01' AS e, [1, NULL] AS f,
    {'x': DATE '2026-06-01'} AS g, '\\xFF'::BLOB AS h"""


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_type_is_written(name: str, folder: Path) -> None:
    stream = io.StringIO()
    with answer(f"{VALUES} UNION ALL {VALUES}", [str(folder / "new.jsonl")]) as found:
        WRITERS[name](found, stream)
    if name == "json":
        row = {"a": None, "b": True, "c": 1.5, "d": "nan", "e": "2026-06-01", "f": [1, None], "g": {"x": "2026-06-01"}, "h": "b'\\xff'"}
        assert json.loads(stream.getvalue()) == [row, row]
    else:
        assert stream.getvalue().count("2026") == 4
        assert "true" in stream.getvalue()


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_rows_are_written_as_they_are_read(name: str) -> None:
    """What is held of a long answer is bounded: few rows are read before the first is written."""
    read = 0
    when_written = []

    class Watched(io.StringIO):
        def write(self, _: str) -> int:
            when_written.append(read)
            return 0

    def many() -> Any:
        nonlocal read
        for read in range(1, 5001):
            yield (read, "x")

    WRITERS[name](Answer(("n", "x"), many()), Watched())
    assert min(when_written) <= 500
    assert max(when_written) == 5000
    assert len(set(when_written)) > 4000


# What is asked wrongly


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a question: there are banner-coverage, changes-since"),
        (["worst-pages"], "name at least one report"),
        (["--sql", "SELECT 1"], "name at least one report"),
        (["best-pages", "new.jsonl"], "there is no question 'best-pages': there are banner-coverage"),
        (["new.jsonl"], "there is no question '"),
        (["changes-since", "new.jsonl"], "--since FILE names it"),
        (["worst-pages", "new.jsonl", "-o", "html"], "with one of text, csv, json, markdown"),
        (["worst-pages", "new.jsonl", "-o", "csv="], "with one of text, csv, json, markdown"),
        (["worst-pages", "new.jsonl", "-o", "json=new.jsonl"], "would overwrite a file that is to be read"),
        (["worst-pages", "new.jsonl", "--limit", "-1"], "-1 is not in the range x>=0"),
        (["worst-pages", ""], "a target is empty"),
        (["worst-pages", "new.jsonl", "--since", "missing.jsonl"], "missing.jsonl: the report cannot be read: No such file"),
        (["--sql", "", "new.jsonl"], "Expected a single SELECT statement"),
        (["--sql", "SELEKT 1", "new.jsonl"], "syntax error at or near"),
        (["--sql", "SELECT colour FROM pages", "new.jsonl"], 'Referenced column "colour" not found'),
        (["--sql", "SELECT * FROM old.pages", "new.jsonl"], "does not exist"),
        (["--sql", "SELECT 'x'::INT", "new.jsonl"], "Could not convert string 'x' to INT32"),
    ],
)
def test_wrong_usage_is_one_line(command: Command, folder: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert said in refused(command, *arguments)


def test_missing_library_is_named(command: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "duckdb.py").write_text("raise ImportError('no such library')", encoding="utf-8")
    done = command("report", "query", "worst-pages", folder / "new.jsonl", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stderr) == (2, "govpagecheck: report query needs the extra query: pip install 'govpagecheck[query]'\n")
    assert command("report", "query", "--list", env={**os.environ, "PYTHONPATH": str(tmp_path)}).returncode == 0


# What is no report


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", b"", "it is empty"),
        ("a.jsonl", b" \n\n", "it is empty"),
        ("a.jsonl", b"\x00\xff" * 4000, "not a report"),
        ("a.html", b"<!doctype html><title>x</title>", "not a report"),
        ("a.json", b'{"name": "a-package", "version": "1.0"}', "not a report"),
        ("a.json", b'{"name": ' + b"[" * 200_000, "not a report"),
        ("a.jsonl", b'{"path": ' + b"[" * 200_000, "it nests too deeply"),
        ("a.jsonl", b'["path"]\n', "not a report"),
        ("a.jsonl", '{"path": "a"}'.encode("utf-16"), "not a report"),
        ("a.jsonl", b'{"path": "a"}\n', "line 1: url is missing"),
        ("a.json", b'{"schemaVersion": "2.0", "pages": []}', "its pages, or its schemaVersion 1.0, are missing"),
        ("a.json", b'{"schemaVersion": "1.0", "pages": 5}', "Expected ARRAY"),
        ("a.json", b'{"schemaVersion": "1.0", "pages": [{"path": "a"}]}', "a page has no results, facts or notes"),
        ("a.json", b'{"schemaVersion": "1.0", "pages": [{"pa', "unexpected end of data"),
        ("a.json.gz", gzip.compress(b'{"schemaVersion": "1.0", "pages": []}', mtime=0), "unpack it"),
        ("a.jsonl.gz", b"\x1f\x8bgarbage", "the report cannot be unpacked"),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), "it is empty"),
        ("a.jsonl.gz", gzip.compress(random.Random(7).randbytes(5000) + b"x" * 99_999, mtime=0), "not a report"),
        ("a.parquet", b"PAR1" + b"\x00" * 50 + b"PAR1", "a.parquet"),
        ("a.parquet", b"PAR1", "a.parquet"),
        ("a.parquet", b"garbage", "not a report"),
    ],
)
def test_what_is_no_report_is_one_line(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    told = wrong(questions()["worst-pages"].sql, tmp_path / name)
    assert said in told
    assert name in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("null", "line 3: an object is expected"),
        ("[1]", "line 3: an object is expected"),
        ("{}", "line 3: path is missing"),
        ("nul", "line 3: Expecting value"),
        ('{"path":"a","url":null,"results":[],"facts":{},"notes":"text"}', "line 3: facts: 'lang' is a required property"),
        ('{"path":"a"} {"path":"b"}', "line 3: Extra data"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_line_that_is_no_page_is_named(line: str, said: str, pack: Callable[[bytes], bytes], tmp_path: Path, pages: Pages) -> None:
    page = json.dumps(pages[0])
    (tmp_path / "a.jsonl").write_bytes(pack(f"{page}\n\n{line}\n{page}\n".encode()))
    assert said in wrong("SELECT count(*) FROM pages", tmp_path / "a.jsonl")


def test_report_of_a_run_that_was_killed_says_how_to_go_on(command: Command, folder: Path, tmp_path: Path) -> None:
    content = (folder / "new.jsonl").read_bytes()
    (tmp_path / "a.jsonl").write_bytes(content[: content.index(b"\n") + 900])
    said = refused(command, "worst-pages", tmp_path / "a.jsonl")
    assert "line 2: Unterminated string" in said
    assert f"the run broke off, and `check --resume {tmp_path}/a.jsonl` goes on with it" in said
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(content)[:5000])
    assert "b.jsonl.gz" in refused(command, "worst-pages", tmp_path / "b.jsonl.gz")


def test_last_line_needs_no_line_end(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes((folder / "new.jsonl").read_bytes().rstrip())
    counted = "SELECT count(*) AS n FROM pages"
    assert rows(counted, tmp_path / "a.jsonl") == rows(counted, folder / "new.jsonl")


def test_places_that_are_no_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere").symlink_to("missing")
    sql = "SELECT 1"
    assert "a folder without Parquet files" in wrong(sql, "empty")
    assert "must be files" in wrong(sql, "pipe")
    assert "must be files" in wrong(sql, "-")
    assert "must be files" in wrong(sql, "/dev/null")
    assert "No such file" in wrong(sql, "nowhere")
    assert "no file matches" in wrong(sql, "*.jsonl")
    assert "No such file" in wrong(sql, "s3://bucket/report.jsonl")
    assert "No such file" in wrong(sql, "https://www.example.gov/report.jsonl")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("1 AS a", "there is no column path"),
        ("'p' AS path, 'u' AS url, 5 AS results, '{}' AS facts, '[]' AS notes", "the column results is INTEGER"),
        ("'p' AS path, 'u' AS url, [] AS results, [1] AS facts, '[]' AS notes", "the column facts is INTEGER[]"),
        ("'p' AS path, 'u' AS url, '{broken' AS results, '{}' AS facts, '[]' AS notes", "Malformed JSON"),
        ("'p' AS path, 'u' AS url, [{'findings': [{'outcome': 'failed', 'target': 5}]}] AS results, '{}' AS facts, '[]' AS notes", "cast"),
    ],
)
def test_parquet_of_another_kind(columns: str, said: str, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns}) TO '{tmp_path}/a.parquet'")
    assert said in wrong(questions()["worst-pages"].sql, tmp_path / "a.parquet")


def test_file_is_named_by_its_name_alone(folder: Path, tmp_path: Path) -> None:
    """A name that is a pattern to DuckDB, or ends its text, is a name."""
    content = (folder / "new.jsonl").read_bytes()
    name = "a[1]*?'\"; x.jsonl"
    (tmp_path / name).write_bytes(content)
    (tmp_path / "a1zz'\"; x.jsonl").write_bytes(content)
    counted = "SELECT count(*) AS n, min(report) AS report FROM pages"
    [found] = rows(counted, tmp_path / name)
    assert found == {"n": rows(counted, folder / "new.jsonl")[0]["n"], "report": str(tmp_path / name)}
    (tmp_path / os.fsdecode(b"\xff.jsonl")).write_bytes(content)
    assert "a query reads no file whose name is not UTF-8" in wrong(counted, tmp_path / os.fsdecode(b"\xff.jsonl"))


def test_one_line_may_be_very_long(tmp_path: Path, pages: Pages) -> None:
    """A page may have so many findings that its line exceeds the buffer that is enough for all others."""
    result = {**pages[0]["results"][0], "outcome": "failed"}
    finding = next(finding for page in pages for one in page["results"] for finding in one["findings"])
    many = {**pages[0], "results": [{**result, "findings": [{**finding, "message": "x" * 2000}] * 17_000}]}
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(page) + "\n" for page in (pages[0], many, pages[1]))
    assert (tmp_path / "a.jsonl").stat().st_size > 36_000_000
    assert rows("SELECT max(len(findings)) AS n FROM results", tmp_path / "a.jsonl") == [{"n": 17_000}]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json", "a.parquet"])
def test_half_a_character_costs_that_character(name: str, folder: Path, tmp_path: Path, pages: Pages) -> None:
    """A page's structured data can bring one into the report, and no whole file is lost to it."""
    facts = {**pages[0]["facts"], "title": "a \ud800b \\ud800 \U0001f600"}
    page = json.dumps({**pages[0], "facts": facts, "path": "half.html"})
    lines = [page, *map(json.dumps, pages)]
    lines.insert(1, "")
    if name == "a.json":
        (tmp_path / name).write_text(f'{{"schemaVersion": "1.0", "pages": [{",".join(filter(None, lines))}]}}', encoding="utf-8")
    elif name == "a.parquet":
        import duckdb

        first = "CASE WHEN n = 1 THEN {} ELSE {} END AS {}"
        half = "'half.html'"
        columns = f"* REPLACE ({first.format('?', 'facts::JSON::VARCHAR', 'facts')}, {first.format(half, 'path', 'path')})"
        twice = f"FROM (SELECT *, 1 AS n FROM '{folder}/new.parquet' LIMIT 1) UNION ALL SELECT *, 2 FROM '{folder}/new.parquet'"
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT {columns} FROM ({twice})) TO '{tmp_path}/{name}'", [json.dumps(facts)])
    else:
        content = "\n".join(lines).encode() + b"\n"
        (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    title = "SELECT facts.title AS title FROM pages WHERE page = 'half.html'"
    assert rows(title, tmp_path / name) == [{"title": "a b \\ud800 \U0001f600"}]
    for question in ("worst-pages", "pages-to-review"):
        answered = rows(questions()[question].sql, tmp_path / name)
        assert [row for row in answered if row["page"] != "half.html"] == rows(questions()[question].sql, folder / "new.jsonl")
    with (tmp_path / "b.jsonl").open("w", encoding="utf-8") as stream:
        stream.write(f'{page}\n{{"path": "cut')
    assert "line 2: " in wrong(title, tmp_path / "b.jsonl")


def test_all_escapes_but_halves_of_characters_are_kept(folder: Path) -> None:
    texts = ['é\u202e\x00\x9b"/\\', "\\ud800", "\\\\udc00", "\U0001f600\U000e0001", "\ud7ff\ue000"]
    halves = ["\ud800", "\udfff", "\udc00\ud800", "\ud800\ud83d\ude00"]
    for text in [*texts, *("a" + half + text + half for half in halves for text in texts)]:
        for is_ascii in (True, False):
            written = json.dumps(text, ensure_ascii=is_ascii).encode("utf-8", "backslashreplace").decode()
            [row] = rows(f"SELECT without_half_characters($${written}$$) AS json", folder / "new.jsonl")
            expected = json.loads(written).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
            assert json.loads(row["json"]) == expected, written


def test_json_report_beyond_one_piece_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("wb") as stream:
        stream.write(b'{"schemaVersion": "1.0", ')
        stream.truncate(600_000_000)  # sparse
    assert "in one piece, up to 512,000,000 bytes; -o jsonl has no bound" in wrong("SELECT 1", tmp_path / "a.json")


# What a SELECT can reach


def test_select_reads_reports_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    report, other = folder / "new.jsonl", folder / "old.jsonl"
    before = {file: file.read_bytes() for file in (secret, *folder.iterdir())}
    reads = [
        *(
            f"SELECT * FROM {reader}('{file}')"
            for reader in ("read_text", "read_blob", "read_csv", "read_json")
            for file in (secret, other)
        ),
        f"SELECT * FROM '{secret}'",
        f"SELECT * FROM sniff_csv('{secret}')",
        f"SELECT * FROM glob('{tmp_path}/*')",
        f"SELECT * FROM glob('{folder}/*')",
        f"SELECT * FROM read_text('{folder}/../{secret.parent.name}/secret.csv')",
        f"SELECT * FROM parquet_schema('{folder}/new.parquet')",
        "SELECT * FROM read_csv('https://www.example.gov/x.csv')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM folder",  # a variable of Python
        f"SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')",
    ]
    writes = [
        f"COPY (SELECT 1) TO '{report}'",
        f"COPY (SELECT 1) TO '{tmp_path}/new.csv'",
        f"WITH x AS (COPY (SELECT 1) TO '{report}' (USE_TMP_FILE false)) SELECT * FROM x",
        f"SELECT * FROM (WITH x AS (COPY (SELECT 1) TO '{report}' (USE_TMP_FILE false)) SELECT * FROM x)",
        f"FROM query('COPY (SELECT 1) TO ''{report}''')",
        f"SELECT 1) LIMIT 1; COPY (SELECT 1) TO '{report}'; --",
        f"SELECT 1; COPY (SELECT 1) TO '{report}'",
        f"ATTACH '{tmp_path}/new.db'",
        f"EXPORT DATABASE '{tmp_path}/out'",
        "CREATE TABLE x AS SELECT 1",
        "CREATE OR REPLACE VIEW pages AS SELECT 1",
        "DROP VIEW pages",
    ]
    doors = [
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = []",
        "RESET allowed_paths",
        "PRAGMA version",
    ]
    for sql in (*reads, *writes, *doors):
        with pytest.raises(UsageError):
            rows(sql, report)
        assert {file: file.read_bytes() for file in before} == before, sql
    assert sorted(tmp_path.iterdir()) == [secret]


def test_error_of_a_select_opens_no_file(folder: Path) -> None:
    """What SQL says is an error in a file is not looked for there."""
    sql = f"""SELECT error('Malformed JSON in file "{folder}/old.jsonl", at byte 1 in line 1: x') FROM pages"""
    assert wrong(sql, folder / "new.jsonl").endswith("at byte 1 in line 1: x")


def test_select_of_ones_own_reads_all_views(command: Command, folder: Path, pages: Pages) -> None:
    sql = """
        SELECT host, count(*) AS pages, bool_or(pages.facts.search) AS search -- also facts, notes and site_facts
        FROM pages JOIN old.pages AS earlier USING (host, page) WHERE earlier.site_facts IS NOT NULL GROUP BY host ORDER BY host;
    """
    done = command("report", "query", "--sql", sql, folder / "new.jsonl", "--since", folder / "old.jsonl", "-o", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["host"] for row in json.loads(done.stdout)] == ["2001:db8::1", "maps.example.gov", "www.example.gov"]
    counted = rows("SELECT (SELECT count(*) FROM results) AS results, (SELECT count(*) FROM findings) AS findings", folder / "new.jsonl")
    results = [result for page in pages for result in page["results"]]
    assert counted == [{"results": len(results), "findings": sum(len(result["findings"]) for result in results)}]
    ignored = "SELECT count(*) AS n FROM findings WHERE ignored_by = 'baseline'"
    assert rows(ignored, folder / "new.jsonl") == rows(ignored, folder / "new.parquet") == [{"n": 1}]


def test_nothing_is_left_behind(folder: Path, tmp_path: Path) -> None:
    """What DuckDB spills goes to a folder of the run's own, which ends with it."""
    ask = """with answer("SELECT current_setting('temp_directory')", [{!r}]) as found: print(*next(found.rows))"""
    code = f"from govpagecheck.report_query import answer\n{ask}"
    done = subprocess.run(
        [sys.executable, "-c", code.format(str(folder / "new.jsonl"))],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        check=True,
    )
    assert Path(done.stdout.strip()).parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_interrupt_ends_a_query(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - wherever it arrives
        threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
        rows("SELECT count(*) FROM range(100000000000) t(n) WHERE n % 7 = 1", folder / "new.jsonl")
    assert rows("SELECT 1 AS n", folder / "new.jsonl") == [{"n": 1}]
