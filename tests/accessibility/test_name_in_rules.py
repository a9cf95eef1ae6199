"""What rule.toml makes of names and hiding that are not sure: the outcome is cantTell and never failed."""

from __future__ import annotations

from datetime import date

from govpagecheck import Page, parse_page
from govpagecheck.rules.load import load_rule
from govpagecheck.rules.places import data_root
from govpagecheck.rules.values import Context

BUTTON_NAME = load_rule(data_root() / "names" / "button-name")


def judge(html: str) -> list[tuple[str, str]]:
    document = parse_page(f"<!doctype html><title>t</title>{html}")
    context = Context(document, Page(b"", path="page.html"), date(2026, 6, 1), {})
    return [(one.outcome.value, one.reason) for one in BUTTON_NAME.judge(context)]


def test_what_a_script_may_name_is_not_failed() -> None:
    assert judge("<button><x-icon></x-icon></button>") == [("cantTell", "rendered-by-script")]


def test_what_an_unread_sheet_hides_by_its_class_is_not_failed() -> None:
    page = "<body><div class=d-none><button></button></div><button class=big></button>"
    assert judge(f"<link rel=stylesheet href=/site.css>{page}") == [("cantTell", "unread-sheets"), ("failed", "no-name")]
    assert judge(page) == [("failed", "no-name")] * 2
