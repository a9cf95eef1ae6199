"""The words with which pages label their own dates, in the languages that government sites use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUBJECT = (
    r"(?:(?:this|the|our)\s)?(?:web\s?page|page|web\s?site|site|content|document|article|information|publication|guidance)s?"
    r"(?:\scontent)?\s(?:(?:was|were|is|has\sbeen)\s)?"
)
_LAST = r"(?:last|latest|most\srecently)"
_OR = r"\s?(?:/|or|and|&)\s?(?:last\s)?"

# Three strengths: a strong label says enough by itself, a plain one only when nothing but the date follows it, a bare one
# only with a colon.
_WORDS = {
    ("updated", "strong"): (
        rf"(?:{_SUBJECT})?{_LAST}\s(?:updated?|modified|modification|revised|revision|changed|edited)(?:\sdate)?"
        rf"(?:{_OR}(?:updated|modified|reviewed|revised|verified))?",
        rf"(?:{_SUBJECT})?{_LAST}\sreviewed{_OR}(?:updated|modified|revised)",
        rf"{_SUBJECT}(?:updated|modified|revised)",
        r"date\s(?:of\s)?(?:last\s)?(?:modified|modification|updated?|revised|revision)",
        r"(?:update|updated|modified|modification)\sdate|(?:content|page)\s(?:is\s)?current\sas\sof",
        r"(?:fecha\sde\s(?:la\s)?)?[úu]ltima\s(?:actualizaci[óo]n|modificaci[óo]n)|actualizado\spor\s[úu]ltima\svez",
        r"fecha\sde\s(?:actualizaci[óo]n|modificaci[óo]n)",
        r"(?:date\sde\s(?:la\s)?)?derni[èe]re\s(?:mise\s[àa]\sjour|modification)|date\sde\s(?:modification|mise\s[àa]\sjour)",
        r"(?:zuletzt|letztmalig)\s(?:aktualisiert|ge[äa]ndert|bearbeitet)|letzte\s(?:aktualisierung|[äa]nderung)",
        r"(?:data\s(?:di\s)?)?ultim[oa]\s(?:aggiornamento|modifica)|data\sdi\saggiornamento",
        r"[úu]ltima\s(?:atualiza[çc][ãa]o|modifica[çc][ãa]o)",
        r"最終更新日?|更新日期?|最[后後近]更新(?:日期)?|更新[时時][间間]|(?:최종|마지막)\s?(?:업데이트|수정)일?",
        r"cập\snhật\slần\scuối|lần\scập\snhật\scuối|huling\s(?:na-?update|binago)|dènye\s(?:mizajou|mete\sajou)|последнее\sобновление|آخر\sتحديث",
    ),
    ("reviewed", "strong"): (
        rf"(?:{_SUBJECT})?{_LAST}\s(?:medically\s|clinically\s)?reviewed(?:\sdate)?",
        rf"{_SUBJECT}reviewed",
        r"date\s(?:last\s)?reviewed|(?:last\s)?review(?:ed)?\sdate",
        r"[úu]ltima\srevisi[óo]n|derni[èe]re\sr[ée]vision|zuletzt\sgepr[üu]ft|ultima\srevisione",
    ),
    ("published", "strong"): (
        r"for\simmediate\srelease",
        r"(?:press\s)?release\sdate|date\s(?:of\s)?(?:publication|published|posted|issued?|issuance|released?|created)",
        r"(?:publication|publish(?:ed)?|post(?:ed)?|issued?)\sdate",
        rf"(?:{_SUBJECT})?(?:first|originally)\s(?:published|posted|issued)|{_SUBJECT}(?:published|posted|created|issued)",
        r"fecha\sde\s(?:publicaci[óo]n|emisi[óo]n)|date\sde\s(?:publication|diffusion)|ver[öo]ffentlichungsdatum|data\sdi\spubblicazione",
        r"公[開开布]日期?|[发發]布(?:日期|[时時][间間])|게시일",
    ),
    ("updated", "plain"): (
        r"updated",
        r"actualizado|mis(?:e)?\s[àa]\sjour|aktualisiert|aggiornato|atualizado",
    ),
    ("reviewed", "plain"): (r"reviewed|revisado",),
    ("published", "plain"): (r"published|posted|released|publicado|publi[ée]e?|ver[öo]ffentlicht|pubblicato",),
    ("updated", "bare"): (r"modified|revised|stand|revisione|modifi[ée]e?",),
    ("published", "bare"): (r"issued|created",),
}
# Every label holds one of these; looking for them first keeps long pages quick.
STEMS = (
    *("updat", "modif", "revis", "review", "changed", "edited", "current", "publish", "publication", "posted", "post date", "releas"),
    *("issued", "issuance", "issue date", "date issue", "date of issue", "created", "actualiz", "publicac", "publicad", "emisi", "publie"),
    *("publié", "jour", "révision", "diffusion", "aktualis", "ndert", "nderung", "bearbeitet", "gepr", "ffentlich", "stand"),
    *("aggiorna", "pubblica", "atualiza", "更新", "公", "发布", "發布", "업데이트", "수정", "게시일"),
    *("cập nhật", "huling", "dènye", "обновление", "تحديث"),
)
_LABEL = re.compile(
    "(?<![\\w-])(?:" + "|".join(f"(?P<{kind}_{strength}>{'|'.join(words)})" for (kind, strength), words in _WORDS.items()) + r")(?!\w)",
    re.IGNORECASE,
)
# "Last updated by the Pond Office on ..." and "Last updated: 10:30 a.m. ET, ..." put words between label and date.
_LINK_TO_DATE = re.compile(
    r"(?:\sby\s[\w.,&'’ -]{2,60}?(?=\son\s))?(?:\s(?:on|at|as\sof|el|le|la|am|vom|il|al|em))?(?P<colon>\s?[:：])?\s?(?:[-–—]\s)?"
    r"(?:\d{1,2}:\d\d\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?,?\s)?(?:on\s)?",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"(?:\s(?:on|el|le|am|il|em))?\s?(?P<colon>[:：])?\s?[-–—]?\s?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class DateLabel:
    """A label in a text: its words, what kind of date follows, and where the label begins and the date would begin."""

    kind: str
    words: str
    strength: str
    has_colon: bool
    start: int
    end: int


def date_labels(text: str) -> Iterator[DateLabel]:
    """Yield the labels of dates in a text, from left to right."""
    for match in _LABEL.finditer(text):
        yield _label(match, _LINK_TO_DATE.match(text, match.end()))


def whole_label(text: str) -> DateLabel | None:
    """Return the label that the text is and nothing else."""
    match = _LABEL.match(text)
    end = match and _LABEL_END.match(text, match.end())
    return _label(match, end) if match and end else None


def _label(match: re.Match[str], link: re.Match[str] | None) -> DateLabel:
    kind, _, strength = (match.lastgroup or "").partition("_")
    has_colon = link is not None and link["colon"] is not None
    return DateLabel(kind, match[0], strength, has_colon, match.start(), link.end() if link else match.end())
