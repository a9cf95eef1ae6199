"""220 pages of our own with mixed defects: what a site of an agency looks like when nobody looked for years."""

from __future__ import annotations

from collections.abc import Iterator

from govpagecheck import Page

PAGES = 220
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\u202e"
_SECTIONS = ("news", "permits", "tides", "about")


def pages() -> Iterator[Page]:
    """Yield the pages, each with an address; some cannot be judged."""
    for number in range(PAGES - 3):
        section = _SECTIONS[number % 4]
        name = f"{section}/page-{number:03}"
        yield Page(_page(number).encode(), path=f"site/{name}.html", url=f"https://www.lamps.example.gov/{name}")
    yield Page(b"", path="site/empty.html")
    yield Page(b"%PDF-1.7\n1 0 obj\n", path="site/form.html")
    yield Page(_page(1000).encode(), path=f"site/{HOSTILE[:120]}.html")


def _page(number: int) -> str:
    """Return one page: each defect comes back at an interval of its own, some in the template of all."""
    language = "" if number % 11 == 3 else ' lang="en"'
    title = "" if number % 17 == 5 else f"<title>Lamp station {number} of the coast | Office of Lamps</title>"
    banner = (
        "<p>An unofficial website of the United States government</p>"
        if number % 13 == 7
        else '<section class="usa-banner" aria-label="Official government website"><header><p>An official website of the United States '
        "government</p></header></section>"
    )
    picture = "" if number % 3 else f'<img src="/photos/station-{number}.jpg">'
    button = "<button></button>" if number % 5 == 0 else "<button>Search the stations</button>"
    contrast = '<p style="color:#999;background:#fff">Closed in winter.</p>' if number % 7 == 0 else ""
    link = f'<a href="http://old.example.gov/{number}">click here</a>'
    table = "<table><tr><td>Station<td>Height<tr><td>North<td>12 m</table>" if number % 6 == 2 else ""
    form = '<form action="/go"><input type="text" name="q"><input type="submit"></form>' if number % 4 == 1 else ""
    excepted = "<!-- govpagecheck-ignore-next image-alt: the photo comes with the next release -->" if number % 9 == 0 else ""
    hostile = f'<img src="{HOSTILE}" title="x"><a href="/x">{HOSTILE.replace("<", "&lt;")}</a>' if number >= 1000 else ""
    video = '<video src="/films/lamp.mp4" controls></video>' if number % 20 == 4 else ""
    return (
        f"<!doctype html><html{language}><head><meta charset=utf-8>{title}</head><body>{banner}<main>"
        f"<h1>Station {number}</h1><h4>Opening hours</h4>\n"
        f"<p>Last updated: 13/4{number % 10}/2021</p>\n{excepted}{picture}{button}{contrast}"
        f"\n<p>{link} or <a href='/stations/{number}'></a></p>{table}{form}{hostile}{video}</main></body></html>"
    )
