"""Skip link: wordings and addresses that count, and links that only look alike."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import skip_link


def of(markup: str) -> skip_link.SkipLink | None:
    return skip_link.find(parse_page(f"<!doctype html><body>{markup}"))


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='#c'>Skip to main content</a>",
        "<a href='permits.html#c' class=visually-hidden>Jump to Content</a>",
        "<a href='https://ferry.example.gov/permits#c'>Skip navigation</a>",
        "<a href='#c'>Skip to main content (press Enter)</a>",
        "<a href='#c'><img alt='Skip over navigation'></a>",
        "<a href='#c'>Skip past the site navigation</a>",
        "<a href='#'>Skip to content</a>",
        "<button>Skip to main content</button>",
        "<a href='#c'>Saltar al contenido principal</a>",
        "<a href='#c'>Passer au contenu principal</a>",
        "<a href='#c'>跳转到主要内容</a>",
    ],
)
def test_skip_links(markup: str) -> None:
    assert of(markup) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='#top'>Back to top</a>",
        "<a href='#fees'>Fees</a>",
        "<a href='/content'>Skip to main content</a>",
        "<a href='#next'>Skip to next section</a>",
        "<main><a href='#x'>Skip to content</a></main>",
        "<footer><a href='#x'>Skip to main content</a></footer>",
        "<button>Skip</button>",
        "<button>Skip introduction video and go on</button>",
        "<a href='#ctl00_Menu1_SkipLink'><img alt='Skip Navigation Links'></a>",
        "<p>Skip to main content</p>",
    ],
)
def test_near_misses(markup: str) -> None:
    assert of(markup) is None


def test_a_skip_link_inside_its_target_counts() -> None:
    assert of("<main id=c><a href='#c'>Skip to content</a></main>") is not None


@pytest.mark.parametrize(
    ("address", "target"),
    [("#c", "main"), ("page.html#c", "main"), ("#old", "a"), ("#na%C3%AFve", "div"), ("#none", None), ("#", None)],
)
def test_target(address: str, target: str | None) -> None:
    found = of(f"<a href='{address}'>Skip to main content</a><main id=c></main><a name=old></a><div id='naïve'></div>")
    assert found is not None
    assert (found.target.tag if found.target is not None else None) == target


def test_a_button_has_no_address() -> None:
    found = of("<button>Skip to main content</button>")
    assert found is not None
    assert found.href is None


def test_late_on_a_long_page_is_no_skip_link() -> None:
    menu = "".join(f"<a href='#s{number}'>Section {number}</a>" for number in range(100))
    assert of(menu + "<a href='#c'>Skip to content</a>") is None
