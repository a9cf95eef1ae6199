"""Pages to measure on: our own, made up as agencies publish them, or a sample of any folder of real ones."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from html import escape
from itertools import cycle
from pathlib import Path
from string import Template

SIZES = (10, 50, 100, 200, 400)  # KB of 1024 bytes
MIX = (10, 50, 50, 100, 10, 50, 100, 50, 10, 200)  # the sizes of a site's pages, in turn: 63 KB in the mean, as in the field
SUFFIXES = (".html", ".htm")
_PAGE = Path(__file__).with_name("page.html")
_FILLER = 400  # bytes; a paragraph that closes the gap to the size asked for is about this long

_ADJECTIVES = "coastal local seasonal public regional annual temporary interstate rural certified commercial shared navigable".split()
_NOUNS = "permit harbor station survey license inspection grant notice vessel record program office shoreline lamp pilot ferry".split()
_VERBS = "apply register report renew request review submit inspect publish maintain protect replace".split()
_PLACES = ["Alder Point", "Cape Merrow", "Dunmore", "East Haven", "Port Sable", "St. Brennan", "Whitewater", "Yarrow Island"]
_TOPICS = ["Permits", "Safety", "Grants", "Data", "News", "Careers"]


def make_page(kilobytes: int, seed: int) -> bytes:
    """Return one page of that size, within 2 percent from 50 KB on: the same bytes for the same arguments, wherever it runs.

    The article repeats the same kinds of section in the same order, so pages of all sizes are of the same make-up; in
    each, a few elements in a hundred have the defects that real pages have.
    """
    words = _Words(random.Random(f"{kilobytes}/{seed}"))
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(_furniture(words, seed), article="\0")
    room = kilobytes * 1024 - len(page.encode())
    article: list[str] = []
    for number, section in enumerate(cycle(_SECTIONS)):
        text = section(words, number)
        if len(text.encode()) > room:
            break
        article.append(text)
        room -= len(text.encode())
    while room > _FILLER:
        article.append(f"        <p>{words.sentences(3)}</p>\n")
        room -= len(article[-1].encode())
    return page.replace("\0", "".join(article)).encode()


def make_pages(folder: Path, count: int, sizes: Sequence[int] = MIX, seed: int = 0) -> list[Path]:
    """Write that many pages, of these sizes in turn, and return their files in order; a folder made earlier by the same code is reused."""
    mark = hashlib.sha256(Path(__file__).read_bytes() + _PAGE.read_bytes() + repr((count, tuple(sizes), seed)).encode()).hexdigest()
    files = [folder / f"page-{number:04}.html" for number in range(count)]
    stamp = folder / "made-by"
    if not (stamp.is_file() and stamp.read_text() == mark):
        folder.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        for old in folder.glob("page-*.html"):
            old.unlink()
        for number, file in enumerate(files):
            file.write_bytes(make_page(sizes[number % len(sizes)], seed + number))
        stamp.write_text(mark)
    return files


def find_pages(folder: Path) -> list[Path]:
    """Return the pages below a folder, sorted. Raises ValueError, one line, where there are none."""
    if not folder.is_dir():
        raise ValueError(f"{folder}: there is no such folder of pages")
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file() and file.stat().st_size)
    if not files:
        raise ValueError(f"{folder}: there is no page that is not empty, named {' or '.join(SUFFIXES)}")
    return files


def draw(pages: Sequence[Path], count: int, seed: int = 0) -> list[Path]:
    """Return that many of the pages, or all if there are fewer, drawn with the seed, in the order they had."""
    if count >= len(pages):
        return list(pages)
    return [pages[number] for number in sorted(random.Random(seed).sample(range(len(pages)), count))]


class _Words:
    """Draws words and decides on defects."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def one(self, words: Sequence[str]) -> str:
        return self.draw.choice(words)

    def number(self, low: int, high: int) -> int:
        return self.draw.randint(low, high)

    def happens(self, percent: int) -> bool:
        return self.draw.randrange(100) < percent

    def thing(self) -> str:
        return f"{self.one(_ADJECTIVES)} {self.one(_NOUNS)}"

    def title(self) -> str:
        return f"{self.one(_VERBS).capitalize()} a {self.thing()}"

    def sentences(self, count: int) -> str:
        return " ".join(
            f"To {self.one(_VERBS)} a {self.thing()} in {self.one(_PLACES)}, {self.one(_VERBS)} the {self.thing()} within "
            f"{self.number(5, 90)} days of the {self.one(_NOUNS)}."
            for _ in range(count)
        )

    def path(self) -> str:
        return f"/{self.one(_TOPICS).lower()}/{self.one(_ADJECTIVES)}-{self.one(_NOUNS)}-{self.number(1, 999)}"

    def link(self) -> str:
        if self.happens(3):
            return f'<a href="{self.path()}">{self.one(["click here", "read more", "more"])}</a>'
        if self.happens(2):
            return f'<a href="http://www.lamps.example.gov{self.path()}" target="_blank"><i class="icon icon--launch"></i></a>'
        return f'<a class="usa-link" href="{self.path()}">{escape(self.title())}</a>'

    def image(self) -> str:
        alternative = "" if self.happens(6) else f' alt="{self.one(["", f"A {self.thing()} near {self.one(_PLACES)}"])}"'
        return f'<img class="usa-media" src="/images/{self.one(_NOUNS)}-{self.number(1, 999)}.jpg" width="480" height="320"{alternative}>'

    def date(self) -> str:
        return f"{self.number(2019, 2026)}-{self.number(1, 12):02}-{self.number(1, 28):02}"


def _prose(words: _Words, number: int) -> str:
    level = 4 if words.happens(4) else 2
    paragraphs = "\n".join(
        f"        <p>{words.sentences(2)} See {words.link()} or {words.link()}. <strong>{words.sentences(1)}</strong></p>" for _ in range(4)
    )
    return f'        <h{level} id="part-{number}">{words.title()}</h{level}>\n{paragraphs}\n'


def _cards(words: _Words, number: int) -> str:
    cards = "\n".join(
        f"""          <li class="usa-card tablet:grid-col-4">
            <div class="usa-card__container">
              <div class="usa-card__header"><h3 class="usa-card__heading">{words.title()}</h3></div>
              <div class="usa-card__media"><div class="usa-card__img">{words.image()}</div></div>
              <div class="usa-card__body"><p>{words.sentences(2)}</p></div>
              <div class="usa-card__footer">{words.link()}</div>
            </div>
          </li>"""
        for _ in range(3)
    )
    return f'        <h2 id="part-{number}">{words.title()}</h2>\n        <ul class="usa-card-group">\n{cards}\n        </ul>\n'


def _table(words: _Words, number: int) -> str:
    cell = "td" if words.happens(15) else 'th scope="col"'
    heads = "".join(f"<{cell}>{name}</{cell.split()[0]}>" for name in ("Place", "Kind", "Opened", "Count", "Notice"))
    rows = "\n".join(
        f'            <tr><th scope="row">{words.one(_PLACES)}</th><td>{words.thing()}</td><td>{words.date()}</td>'
        f"<td>{words.number(1, 9999):,}</td><td>{words.link()}</td></tr>"
        for _ in range(6)
    )
    caption = "" if words.happens(30) else f"<caption>{words.title()}</caption>"
    return f"""        <div class="usa-table-container--scrollable" id="part-{number}">
          <table class="usa-table">{caption}
            <thead><tr>{heads}</tr></thead>
            <tbody>
{rows}
            </tbody>
          </table>
        </div>
"""


def _form(words: _Words, number: int) -> str:
    fields = []
    for field in range(3):
        name = f"field-{number}-{field}"
        label = "" if words.happens(8) else f'<label class="usa-label" for="{name}">{words.thing().capitalize()}</label>'
        fields.append(f'            {label}<input class="usa-input" id="{name}" name="{name}" type="text">')
    options = "".join(f'<option value="{place[:4]}">{place}</option>' for place in _PLACES)
    choices = "".join(
        f'<div class="usa-radio"><input class="usa-radio__input" type="radio" id="way-{number}-{way}" name="way-{number}">'
        f'<label class="usa-radio__label" for="way-{number}-{way}">By {way}</label></div>'
        for way in ("mail", "phone")
    )
    button = '<button class="usa-button"></button>' if words.happens(8) else f'<button class="usa-button">{words.title()}</button>'
    return f"""        <form class="usa-form" action="{words.path()}" method="post" id="part-{number}">
          <fieldset class="usa-fieldset"><legend class="usa-legend">{words.title()}</legend>
{chr(10).join(fields)}
            <label class="usa-label" for="place-{number}">Place</label>
            <select class="usa-select" id="place-{number}" name="place">{options}</select>
            {choices}
          </fieldset>
          {button}
        </form>
"""


def _figure(words: _Words, number: int) -> str:
    color = "color:#8d9297" if words.happens(20) else "color:#1b1b1b"
    return f"""        <figure id="part-{number}">{words.image()}
          <figcaption style="{color};background-color:#fff">{words.sentences(1)}</figcaption>
        </figure>
        <svg class="usa-icon" aria-hidden="true" focusable="false" viewBox="0 0 480 320"><path d="{_outline(words, 60)}"></path></svg>
"""


def _outline(words: _Words, points: int) -> str:
    return "M" + "L".join(f"{words.number(0, 480)} {words.number(0, 320)}" for _ in range(points)) + "Z"


def _data(words: _Words, number: int) -> str:
    places = [{"place": place, "kind": words.thing(), "opened": words.date(), "count": words.number(1, 9999)} for place in _PLACES * 3]
    return f"""        <div class="map" id="part-{number}" data-source="{words.path()}"></div>
        <script>window.places = window.places || []; window.places.push({json.dumps(places)});</script>
"""


def _links(words: _Words, number: int) -> str:
    entries = "\n".join(
        f'          <li class="usa-collection__item"><div class="usa-collection__body">'
        f'<h3 class="usa-collection__heading">{words.link()}</h3><p>{words.sentences(1)}</p>'
        f'<ul class="usa-collection__meta"><li><time datetime="{words.date()}">{words.date()}</time></li>'
        f'<li class="usa-tag">{words.one(_TOPICS)}</li></ul></div></li>'
        for _ in range(5)
    )
    return f'        <h2 id="part-{number}">{words.title()}</h2>\n        <ul class="usa-collection">\n{entries}\n        </ul>\n'


def _questions(words: _Words, number: int) -> str:
    answers = "\n".join(
        f'          <h3 class="usa-accordion__heading"><button type="button" class="usa-accordion__button" aria-expanded="false" '
        f'aria-controls="answer-{number}-{answer}">{words.title()}?</button></h3>\n'
        f'          <div id="answer-{number}-{answer}" class="usa-accordion__content usa-prose" hidden><p>{words.sentences(3)}</p></div>'
        for answer in range(3)
    )
    return f'        <div class="usa-accordion" id="part-{number}">\n{answers}\n        </div>\n'


_SECTIONS: tuple[Callable[[_Words, int], str], ...] = (_prose, _cards, _table, _form, _figure, _links, _questions, _data)


def _furniture(words: _Words, seed: int) -> dict[str, object]:
    """Return what stands around the article, for the names in page.html."""
    menus = "\n".join(
        f"""          <li class="usa-nav__primary-item">
            <button type="button" class="usa-accordion__button usa-nav__link" aria-expanded="false" aria-controls="menu-{number}">
              <span>{topic}</span>
            </button>
            <ul id="menu-{number}" class="usa-nav__submenu" hidden>{"".join(f"<li>{words.link()}</li>" for _ in range(3))}</ul>
          </li>"""
        for number, topic in enumerate(_TOPICS)
    )
    return {
        "language": "" if words.happens(3) else ' lang="en"',
        "title": f"{words.title()} in {words.one(_PLACES)}",
        "description": words.sentences(1),
        "path": words.path(),
        "menus": menus,
        "seed": seed,
        "intro": words.sentences(1),
        "published": words.date(),
        "updated": words.date(),
        "entries": "".join(f'<li class="usa-footer__secondary-link">{words.link()}</li>' for _ in range(4)),
    }
