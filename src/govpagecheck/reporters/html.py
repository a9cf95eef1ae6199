"""HTML report for the owner of the pages: one file without network that says what is wrong, where, why it matters and how to mend it.

The same defect on many pages is one entry. Whatever a page can choose is escaped by Jinja and cut; a Content-Security-Policy with
the digests of our own style and script lets nothing else run.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import urlsplit

from govpagecheck.criteria import criteria
from govpagecheck.model import INCOMPLETE_REASONS, Finding, Outcome, PageReport, Report, RuleInfo, Severity
from govpagecheck.report_json import summary
from govpagecheck.text import plain, shorten

if TYPE_CHECKING:
    from markupsafe import Markup

MAX_VARIANTS = 200  # of one entry; what exceeds them is counted, and its pages are named
MAX_PAGES = 1000  # of one list
SHOWN_VARIANTS = 3
SHOWN_PAGES = 5
_MAX_LINES = 12  # of one page in a list
_NEEDS_ADDRESS = "needs-url"
_EXCEPTED_BY = {"page": "a comment in the page", "config": "the configuration", "baseline": "the baseline", "review": "a person's review"}
_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|csv|zip)$", re.IGNORECASE)
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class _Name:
    """What a page is called in the report, and its address where that can be opened."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True)
class _Spot:
    """One page in a list, with the lines of what was found on it, and how many were found."""

    page: _Name
    lines: str
    count: int


@dataclass
class _Variant:
    """What was found in the same words at the same start tag."""

    message: str
    snippet: str
    places: dict[int, list[int | None]] = field(default_factory=lambda: defaultdict(list))

    @property
    def count(self) -> int:
        return sum(len(lines) for lines in self.places.values())


@dataclass
class _Entry:
    """One kind of finding: a rule and a reason, with all pages that it was found on."""

    rule: str
    reason: str
    severity: Severity
    kind: str  # failed | review | ignored
    exception: str
    info: RuleInfo | None
    variants: dict[tuple[str, str], _Variant] = field(default_factory=dict)
    pages: dict[int, None] = field(default_factory=dict)
    count: int = 0

    @property
    def title(self) -> str:
        return self.info.title if self.info else self.rule

    @property
    def page_ranges(self) -> str:
        return ranges(self.pages)


def write(report: Report, stream: TextIO) -> None:
    """Write the page; equal reports give equal bytes."""
    from jinja2 import Environment, StrictUndefined

    folder = files("govpagecheck.reporters") / "html_template"
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"clean": clean, "marked": marked, "prose": prose, "counted": counted}
    template = environment.from_string((folder / "report.html.j2").read_text(encoding="utf-8"))
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    stream.writelines(template.generate(style=_own(style), script=_own(script), policy=policy, **_content(report)))


def _content(report: Report) -> dict[str, Any]:
    names = [_name(number, page) for number, page in enumerate(report.pages)]
    entries, unaddressed = _entries(report)
    by_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in ("failed", "review", "ignored")}
    notes = _notes(report, names)
    return {
        "report": report,
        "counts": summary(report),
        "entries": entries,
        "by_kind": by_kind,
        "repeated": {title for title, number in Counter(entry.title for entry in entries if entry.kind != "ignored").items() if number > 1},
        "to_review": sum(entry.count for entry in by_kind["review"]),
        "unaddressed": unaddressed,
        "places_on": {kind: len({page for entry in rows for page in entry.pages}) for kind, rows in by_kind.items()},
        "unjudged": [note for note in notes if note["is_incomplete"]],
        "notes": [note for note in notes if not note["is_incomplete"]],
        "page_rows": _page_rows(report, names),
        "rule_rows": _rule_rows(report),
        "spots": lambda variant: _spots(variant, names),
        "ordered": _ordered,
        "further": lambda entry: _further(entry, names),
        "sources": _sources,
        "standards": _standards,
        "shown_variants": SHOWN_VARIANTS,
        "max_variants": MAX_VARIANTS,
        "shown_pages": SHOWN_PAGES,
        "max_pages": MAX_PAGES,
    }


def _name(number: int, page: PageReport) -> _Name:
    return _Name(number, clean(page.name, 300), web_address(page.url))


def _entries(report: Report) -> tuple[list[_Entry], list[str]]:
    """Gather the findings into entries, what matters most first, and the titles of the rules that only lack the page's address."""
    entries: dict[tuple[str, ...], _Entry] = {}
    unaddressed: dict[str, None] = {}
    for number, page in enumerate(report.pages):
        for result in page.results:
            for finding in result.findings:
                if finding.reason == _NEEDS_ADDRESS and not finding.ignored:
                    unaddressed[result.rule] = None
                    continue
                kind = _kind(finding)
                key = (kind, result.rule, finding.reason, finding.severity, _exception(finding), finding.outcome)
                if key not in entries:
                    info = report.rules.get(result.rule)
                    entries[key] = _Entry(result.rule, finding.reason, finding.severity, kind, _exception(finding), info)
                _add(entries[key], number, finding)
    in_order = sorted(
        entries.values(),
        key=lambda entry: (-entry.severity.rank, -len(entry.pages), -entry.count, entry.rule, entry.reason, entry.exception),
    )
    titles = [info.title if (info := report.rules.get(rule)) else rule for rule in unaddressed]
    return in_order, sorted(titles)


def _kind(finding: Finding) -> str:
    if finding.ignored:
        return "ignored"
    return "failed" if finding.outcome is Outcome.FAILED else "review"


def _exception(finding: Finding) -> str:
    if finding.ignored is None:
        return ""
    return f"{finding.ignored.reason} (by {_EXCEPTED_BY.get(finding.ignored.by, finding.ignored.by)})"


def _add(entry: _Entry, page: int, finding: Finding) -> None:
    entry.count += 1
    entry.pages[page] = None
    is_about_page = finding.target.selector in ("html", ":root")
    message = f"{finding.target.page}: {finding.message}" if finding.target.page else finding.message
    words = clean(message, 700), "" if is_about_page else clean(finding.target.snippet, 300)
    if words not in entry.variants:
        entry.variants[words] = _Variant(*words)
    entry.variants[words].places[page].append(None if is_about_page else finding.target.line)


def _spots(variant: _Variant, names: Sequence[_Name]) -> list[_Spot]:
    return [_Spot(names[page], _lines(lines), len(lines)) for page, lines in variant.places.items()]


def _lines(lines: Iterable[int | None]) -> str:
    """Name the lines once each.

    >>> _lines([3, 3, None, 18]), _lines([None]), _lines([7])
    ('lines 3, 18', '', 'line 7')
    """
    known = list(dict.fromkeys(line for line in lines if line))
    if not known:
        return ""
    shown = ", ".join(map(str, known[:_MAX_LINES])) + (" …" if len(known) > _MAX_LINES else "")
    return f"line{'s' if len(known) > 1 else ''} {shown}"


def _further(entry: _Entry, names: Sequence[_Name]) -> tuple[int, list[_Spot]]:
    """Count what exceeds the variants that are shown, and name its pages."""
    rest = _ordered(entry)[MAX_VARIANTS:]
    pages: Counter[int] = Counter()
    for variant in rest:
        pages.update({page: len(lines) for page, lines in variant.places.items()})
    return sum(pages.values()), [_Spot(names[page], "", count) for page, count in sorted(pages.items())]


def _ordered(entry: _Entry) -> list[_Variant]:
    return sorted(entry.variants.values(), key=lambda variant: -len(variant.places))


def _notes(report: Report, names: Sequence[_Name]) -> list[dict[str, Any]]:
    pages: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for number, page in enumerate(report.pages):
        for note in page.notes:
            pages[note.reason, clean(note.message, 700)][number] = None
    return [
        {
            "reason": reason,
            "message": message,
            "is_incomplete": reason in INCOMPLETE_REASONS,
            "pages": [_Spot(names[n], "", 1) for n in numbers],
        }
        for (reason, message), numbers in pages.items()
    ]


def _page_rows(report: Report, names: Sequence[_Name]) -> list[dict[str, Any]]:
    """Count what each page has, the page with most to mend first."""
    rows = []
    for name, page in zip(names, report.pages, strict=True):
        counts: Counter[str] = Counter()
        for result in page.results:
            for finding in result.findings:
                if not finding.ignored and finding.reason != _NEEDS_ADDRESS:
                    counts[finding.severity.value if finding.outcome is Outcome.FAILED else "review"] += 1
        rows.append({"page": name, "counts": counts, "is_incomplete": page.is_incomplete})
    return sorted(rows, key=lambda row: tuple(-row["counts"][word] for word in ("error", "warning", "info", "review")))


def _rule_rows(report: Report) -> list[dict[str, Any]]:
    """Count for each rule the pages of each outcome."""
    outcomes: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    for page in report.pages:
        for result in page.results:
            outcomes[result.rule][result.outcome] += 1
    return [{"info": info, "counts": outcomes[info.id]} for info in sorted(report.rules.values(), key=lambda info: info.title)]


def _sources(info: RuleInfo) -> list[dict[str, str | None]]:
    return [
        {
            "title": clean(str(source.get("title", ""))),
            "section": clean(str(source.get("section") or "")),
            "url": web_address(source.get("url")),
            "file": _file_kind(web_address(source.get("url"))),
        }
        for source in info.sources
    ]


def _file_kind(url: str | None) -> str:
    """Name the kind of file that a link opens, which readers expect to be told.

    >>> _file_kind("https://www.example.gov/a/plan.pdf?v=2"), _file_kind("https://www.example.gov/plan"), _file_kind(None)
    ('PDF', '', '')
    """
    ending = _DOCUMENT.search(urlsplit(url).path) if url else None
    return ending[1].upper() if ending else ""


def _standards(info: RuleInfo) -> list[str]:
    """Name the criteria and ACT rules that no source of the rule names."""
    known: Mapping[str, Any] = criteria()
    sections = [str(source.get("section") or "").partition(" ")[0] for source in info.sources]
    addresses = " ".join(str(source.get("url", "")) for source in info.sources)
    missing = [known[number] for number in info.wcag if number in known and number not in sections]
    named = [f"WCAG {criterion.number} {criterion.title} (level {criterion.level})" for criterion in missing]
    return [*named, *(f"ACT rule {rule}" for rule in info.act if rule not in addresses)]


def ranges(numbers: Iterable[int]) -> str:
    """Write ascending numbers as ranges, which are short when most pages have the same defect.

    >>> ranges([0, 1, 2, 5, 7, 8])
    '0-2 5 7-8'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def clean(text: str, length: int = 2000) -> str:
    """Return text that shows what it holds: control and invisible characters are written out, and it is cut.

    >>> clean("a\\x00 \\n b\\u202ec"), clean("too long", 5)
    ('a\\\\u0000 b\\\\u202ec', 'too…')
    """
    short = shorten(" ".join(text[: 4 * length].split()), length)
    return short if short.isprintable() and "##" not in short else plain(short)


def web_address(url: object) -> str | None:
    """Return the address if a browser may open it from a report: http and https, nothing that runs.

    >>> web_address("https://www.example.gov/a"), web_address("javascript:alert(1)"), web_address("https://[")
    ('https://www.example.gov/a', None, None)
    """
    if not isinstance(url, str) or len(url) > 2000 or not url.isprintable() or "##" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def marked(text: str) -> Markup:
    """Return one line as HTML; what stands between backticks is code."""
    from markupsafe import Markup, escape

    parts = _CODE.split(text)
    return Markup("").join(Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts))


def prose(text: str) -> Markup:
    """Return several lines as HTML: paragraphs, and markup to paste as code."""
    from markupsafe import Markup

    blocks = []
    for line in filter(None, map(clean, text.strip().split("\n"))):
        is_markup = line.startswith("<")
        blocks.append(Markup("<pre><code>{}</code></pre>").format(line) if is_markup else Markup("<p>{}</p>").format(marked(line)))
    return Markup("").join(blocks)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "page"), counted(1200, "page"), counted(2, "is", "are")
    ('1 page', '1,200 pages', '2 are')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _own(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # our own file, no text of a page
