"""The pytest plugin as people use it: a fixture, and one test a page, also with -k, JUnit and xdist."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.conftest import PROJECT

pytest_plugins = ["pytester"]
PAGES = PROJECT / "fixtures" / "press-release"
GOOD = (PAGES / "original.html").read_text(encoding="utf-8")
BAD = (PAGES / "without-banner.html").read_text(encoding="utf-8")


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """Return a project of somebody else with a built site: two good pages, one without a banner."""
    pytester.makeconftest("")
    for name, html in {"index.html": GOOD, "news/tides.html": GOOD, "news/permits.html": BAD, ".draft.html": BAD, "a.txt": "x"}.items():
        page = pytester.path / "public" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, encoding="utf-8")
    return pytester


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return project.runpytest_subprocess(*arguments, "-p", "no:cacheprovider")


def test_one_test_a_page(project: pytest.Pytester) -> None:
    done = run(project, "--govpage", "public", "-v")
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(
        [
            "public/index.html::govpage PASSED*",
            "public/news/permits.html::govpage FAILED*",
            "public/news/tides.html::govpage PASSED*",
            "public/news/permits.html: 1 finding",
            "*2:1  error       banner-identifies (missing-banner)",
            "*Fix: *",
            "Not counted: *",
        ]
    )
    assert "page_assertions.py" not in done.stdout.str()


def test_chosen_by_name_collected_only_and_told_in_junit(project: pytest.Pytester) -> None:
    run(project, "--govpage", "public", "-k", "tides or permits", "--junit-xml", "junit.xml").assert_outcomes(
        passed=1, failed=1, deselected=1
    )
    cases = ET.parse(project.path / "junit.xml").getroot().findall(".//testcase")
    assert [(case.get("classname"), case.find("failure") is not None) for case in cases] == [
        ("public.news.permits.html", True),
        ("public.news.tides.html", False),
    ]
    listed = run(project, "--govpage", "public", "--collect-only", "-q").stdout
    listed.fnmatch_lines(["public/index.html::govpage"])


def test_beside_other_tests_and_with_xdist(project: pytest.Pytester) -> None:
    project.makepyfile("def test_other(): pass")
    done = run(project, "--govpage", "public", "-n", "2")
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines(["FAILED public/news/permits.html::govpage*"])


def test_page_named_twice_is_one_test(project: pytest.Pytester) -> None:
    run(project, "--govpage", "public", "--govpage", "public/index.html", "--govpage", "./public/news").assert_outcomes(passed=2, failed=1)


def test_options_change_what_fails(project: pytest.Pytester) -> None:
    run(project, "--govpage", "public", "--govpage-fail-on", "never").assert_outcomes(passed=3)
    run(project, "--govpage", "public", "--govpage-profile", "us-state").assert_outcomes(passed=3)
    run(project, "--govpage", "public", "--govpage-fail-on", "warning").assert_outcomes(failed=3)


def test_configuration_and_baseline_hold(project: pytest.Pytester) -> None:
    config = project.path / "govpagecheck.toml"
    config.write_text('exclude = ["public/news/permits.html"]\n', encoding="utf-8")
    run(project, "--govpage", "public").assert_outcomes(passed=2)
    config.write_text("[rules]\nbanner-identifies = false\n", encoding="utf-8")
    run(project, "--govpage", "public").assert_outcomes(passed=3)
    config.write_text('baseline = "known.json"\n', encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "govpagecheck", "baseline", "create", "public", "--baseline", "known.json"], cwd=project.path, check=True
    )
    run(project, "--govpage", "public").assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--govpage", "nowhere"], "--govpage nowhere: there is no such file or folder"),
        (["--govpage", "public", "--govpage-profile", "us-fedral"], "unknown profile 'us-fedral'"),
        (["--govpage", "public", "--govpage-base-url", "example.gov"], "write a whole address"),
    ],
)
def test_wrong_options_are_one_line(project: pytest.Pytester, arguments: list[str], said: str) -> None:
    done = run(project, *arguments)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert said in done.stderr.str()
    assert "Traceback" not in done.stderr.str()


def test_wrong_configuration_is_one_line(project: pytest.Pytester) -> None:
    (project.path / "govpagecheck.toml").write_text("profile = 7\n", encoding="utf-8")
    done = run(project, "--govpage", "public")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert "unknown key 'profile'" in done.stderr.str()


def test_folder_without_pages_and_pages_that_cannot_be_judged_fail(project: pytest.Pytester) -> None:
    (project.path / "empty").mkdir()
    (project.path / "public" / "index.html").write_text("", encoding="utf-8")
    run(project, "--govpage", "empty").assert_outcomes(failed=1)
    done = run(project, "--govpage", "public/index.html", "--govpage-fail-on", "never")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["public/index.html: could not be judged as a whole"])


def test_sheets_of_the_folder_are_read(project: pytest.Pytester) -> None:
    page = '<!doctype html><html lang=en><title>Tides</title><link rel=stylesheet href="../site.css"><p class=pale>Low tide at seven.'
    (project.path / "public" / "news" / "pale.html").write_text(page, encoding="utf-8")
    (project.path / "public" / "site.css").write_text(".pale { color: #ddd; background: #fff }", encoding="utf-8")
    profile = 'id = "one"\ntitle = "One rule"\nrules = ["contrast-minimum"]\n'
    (project.path / "one.toml").write_text(profile, encoding="utf-8")
    run(project, "--govpage", "public", "--govpage-profile", "one.toml", "-k", "pale").assert_outcomes(failed=1)


def test_fixture(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        from pathlib import Path
        import pytest

        HTML = "<!doctype html><html lang=en><title>Tide tables</title><p>Low tide at seven."

        def test_path(govpage):
            report = govpage.check("public/index.html", profile="us-federal")
            assert report.path == "public/index.html"
            assert report.facts["title"]

        def test_path_object(govpage):
            govpage.check(Path("public") / "news" / "tides.html", url="https://www.example.gov/tides", page_type="news")

        @pytest.mark.parametrize("html", [HTML, HTML.encode()])
        def test_html(govpage, html):
            with pytest.raises(AssertionError, match="banner-identifies"):
                govpage.check(html)
            govpage.check(html, fail_on="never")
            govpage.check(html, profile=["us-state"], jurisdiction="us-state", fail_on="never")

        def test_missing(govpage):
            with pytest.raises(AssertionError, match="no such file"):
                govpage.check("public/nowhere.html")

        def test_folder(govpage):
            with pytest.raises(IsADirectoryError, match="--govpage public"):
                govpage.check("public")

        def test_that_fails(govpage):
            govpage.check("public/news/permits.html")
        """
    )
    done = run(project)
    done.assert_outcomes(passed=6, failed=1)
    done.stdout.fnmatch_lines(
        [
            ">*govpage.check(*permits.html*",
            "E *PageFailure: public/news/permits.html: 1 finding",
            "E *error       banner-identifies (missing-banner)",
        ]
    )
    assert "in _judge" not in done.stdout.str()


def test_plugin_loads_nothing_heavy(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import sys

        def test_modules():
            ours = {name for name in sys.modules if name.split(".")[0] == "govpagecheck"}
            assert ours == {"govpagecheck", "govpagecheck.pytest_plugin"}
            assert not {"lxml", "click", "rich", "turbohtml", "jsonschema"} & {name.split(".")[0] for name in sys.modules}
        """
    )
    run(project).assert_outcomes(passed=1)


def test_fixture_is_told_in_the_list_of_fixtures(project: pytest.Pytester) -> None:
    run(project, "--fixtures").stdout.fnmatch_lines(["govpage *", "*Check pages: *"])


def test_paths_of_the_command_and_of_the_plugin_are_the_same(project: pytest.Pytester) -> None:
    absolute = str(project.path / "public" / "news")
    done = run(project, "--govpage", absolute, "-k", "permits")
    done.stdout.fnmatch_lines([f"{Path(absolute).as_posix()}/permits.html: 1 finding"])
