"""Autoplay: media that start by themselves, how long, and what stops them."""

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import autoplay


@pytest.mark.parametrize(
    ("address", "length"),
    [
        ("/ferry.mp3", "whole file"),
        ("/ferry.mp3#t=8,10", "short"),
        ("/ferry.mp3#t=,3", "short"),
        ("/ferry.mp3#t=npt:0:58,1:01", "short"),
        ("/ferry.mp3#track=2&t=8,12", "whole file"),
        ("/ferry.mp3#t=25", "unknown"),
        ("/ferry.mp3#t=", "whole file"),
        ("/ferry.mp3#t=10,8", "whole file"),
        ("/ferry.mp3#t=8,1.2.3", "unknown"),
    ],
)
def test_length(address: str, length: str) -> None:
    [found] = autoplay.find(parse_page(f"<audio autoplay src='{address}'></audio>"))
    assert found.length == length


def test_longest_source_counts_and_a_loop_has_no_end() -> None:
    page = "<video autoplay><source src=a.mp4#t=1,2><source src=a.webm></video><audio autoplay loop src=a.mp3#t=1,2></audio>"
    assert [one.length for one in autoplay.find(parse_page(page))] == ["whole file", "whole file"]


@pytest.mark.parametrize(
    "markup",
    [
        "<audio src=a.mp3></audio>",
        "<audio autoplay></audio>",
        "<video autoplay muted src=a.mp4></video>",
        "<object autoplay data=a.mp3></object>",
    ],
)
def test_what_makes_no_sound_by_itself(markup: str) -> None:
    assert autoplay.find(parse_page(markup)) == ()


@pytest.mark.parametrize(
    ("button", "stops"),
    [
        ("<button>Pause the music</button>", True),
        ("<button aria-label=Mute></button>", True),
        ("<a role=button title=Stop>x</a>", True),
        ("<button hidden>Stop</button>", False),
        ("<button>Search</button>", False),
        ("<a href=/a>How to stop a ferry that does not stop at your pier in the winter months</a>", False),
    ],
)
def test_button_that_stops_sound(button: str, stops: bool) -> None:
    [found] = autoplay.find(parse_page(f"<audio autoplay src=a.mp3></audio>{button}"))
    assert found.has_button is stops
