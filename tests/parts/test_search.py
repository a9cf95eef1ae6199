"""Search: forms that search, their field, button and label, and forms that do something else."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import search


def of(markup: str) -> search.Search | None:
    return search.find(parse_page(f"<!doctype html><body>{markup}"))


@pytest.mark.parametrize(
    "markup",
    [
        "<form role=search><input name=x></form>",
        "<search><form><input name=x></form></search>",
        "<input type=search>",
        "<form action='/search'><input name=x></form>",
        "<form id=siteSearchForm><input name=x></form>",
        "<form class='usa-search'><input name=x></form>",
        "<form><input name='ctl00$txtSearch'></form>",
        "<form><input name=x placeholder='Search this site'></form>",
        "<form><label for=x>Search by docket</label><input id=x></form>",
        "<form><input name=x><button>Search</button></form>",
        "<form><input name=x><input type=image src='/img/search.gif'></form>",
        "<form><select name=judge><option>Any</select><input type=submit value=Search></form>",
        "<form action='/'><input name=q></form>",
        "<div class='search-box'><div><input type=text></div></div>",
        "<form><input name=x><button>Buscar</button></form>",
        "<form><input name=x><button>Rechercher</button></form>",
        "<form><input name=x placeholder=搜索></form>",
        "<gcse:search></gcse:search>",
        "<div class=gcse-searchbox></div>",
        "<gcds-search></gcds-search>",
        "<form><h1>Cases</h1><div><input name=year> <a href='javascript:WebForm_DoPostBack(1)'>Search</a></div></form>",
    ],
)
def test_search_forms(markup: str) -> None:
    assert of(markup) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<form><div><input name=year></div><p>See <a href='javascript:WebForm_DoPostBack(1)'>Search</a></p></form>",
        "<form><div><input name=year> <a href='/search'>Search</a></div></form>",
        "<form id=goog-gt-votingForm><input name=query id=goog-gt-votingInputSrcText></form>",
        "<a href='/search'>Search</a>",
        "<form action='/research-signup'><input name=email><button>Send</button></form>",
        "<form class=researchForm><input name=researcher></form>",
        "<form action='/search'><input type=hidden name=q></form>",
        "<div class='desktop-usa-search'></div>",
        "<div class=search-results><p>3 results</p></div>",
        "<button class=search-toggle>Search</button>",
        "<form><input name=receipt><button name=initCaseSearch>Check status</button></form>",
        "<form><input name=email><button>Subscribe</button></form>",
        "<gcse:searchresults></gcse:searchresults>",
        "<div role=search></div>",
    ],
)
def test_near_misses(markup: str) -> None:
    assert of(markup) is None


def test_pieces_of_a_form() -> None:
    found = of("<form id=f role=search><label for=i>Search permits</label><input id=i type=search><button id=b>Go</button></form>")
    assert found is not None
    assert found.input is not None
    assert found.submit is not None
    assert (found.element.get("id"), found.input.get("id"), found.submit.get("id"), found.label) == ("f", "i", "b", "Search permits")


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("<label>Search <input name=q></label>", "Search"),
        ("<input name=q aria-label='Search permits'>", "Search permits"),
        ("<b id=n>Find permits</b><input name=q aria-labelledby=n>", "Find permits"),
        ("<input name=q title='Search terms'>", "Search terms"),
        ("<input name=q placeholder=Search>", None),
    ],
)
def test_label(field: str, label: str | None) -> None:
    found = of(f"<form>{field}</form>")
    assert found is not None
    assert found.label == label


def test_a_landmark_comes_before_other_forms() -> None:
    found = of("<form id=a><input name=search></form><div id=b role=search><input name=x></div>")
    assert found is not None
    assert found.element.get("id") == "b"


def test_a_button_may_name_its_form() -> None:
    found = of("<form id=f action=/search><input name=x></form><button form=f id=b>Search</button>")
    assert found is not None
    assert found.submit is not None
    assert found.submit.get("id") == "b"
