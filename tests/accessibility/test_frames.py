"""The pages that frames hold in `srcdoc`: found at every depth, read once, and never more than can be borne."""

from __future__ import annotations

from html import escape

from govpagecheck import parse_page
from govpagecheck.accessibility.frames import frames, page_in


def test_frames_in_frames_are_found_in_document_order() -> None:
    inner = escape('<iframe id="b"></iframe>')
    document = parse_page(f'<iframe id="a" srcdoc="{inner}"></iframe><iframe id="c" src="/c"></iframe>')
    found = frames(document)
    assert [one.element.get("id") for one in found] == ["a", "b", "c"]
    assert [one.outermost.get("id") for one in found] == ["a", "a", "c"]
    assert found[0].document is found[2].document is document
    assert found[1].document is page_in(document, found[0].element)


def test_a_frame_without_a_page_of_its_own_has_none() -> None:
    document = parse_page("<iframe src=/a></iframe><iframe srcdoc></iframe><iframe srcdoc=' '></iframe>")
    assert [page_in(document, one) for one in document.select("iframe")] == [None, None, None]


def test_frames_in_frames_end() -> None:
    markup = "<iframe></iframe>"
    for _ in range(8):
        markup = f'<iframe srcdoc="{escape(markup)}"></iframe>'
    assert len(frames(parse_page(markup))) == 5


def test_a_page_full_of_frames_is_read_in_part() -> None:
    document = parse_page("".join(f'<iframe srcdoc="<p>{number}"></iframe>' for number in range(1100)))
    pages = [page_in(document, one) for one in document.select("iframe")]
    assert all(pages[:1000])
    assert not any(pages[1000:])
