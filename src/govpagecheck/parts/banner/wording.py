"""The wording of official-site banners: which sentences make one, in which language and for which government."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govpagecheck.text import comparable

LONGEST_SENTENCE = 200

_PLACE = r"(?:web ?-?sites?|web ?pages?|(?:web ?)?portal|home ?page|site)"
_ENGLISH = (
    r"(?:(?:this(?: web ?site| site)? is|you are (?:on|viewing)|welcome to) )?(?:not )?(?:(?:an?|the|your) )?(?:not )?"
    rf"(?:un|non-?)?official (?:[\w.'&/-]+ ){{0,6}}?{_PLACE}(?: (?:of|for|by|from) (?P<owner>.{{2,120}}?))?",
    # "Freedonia's Official State Website", "City of Freedonia Official Website"
    r"(?:the )?(?:[\w .]{2,50}'s?|(?P<owner>(?:state|city|county|town|village|commonwealth) of [\w .]{2,40}|[\w .]{2,40} county)) "
    rf"official (?:[\w]+ ){{0,3}}?{_PLACE}",
    r"an? (?P<owner>singapore) government agency (?:web)?site",
)
# Translations that agencies publish. The whole line is the sentence, so the patterns need not name a government.
_SENTENCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (language, re.compile(pattern, re.IGNORECASE))
    for language, pattern in (
        *(("en", pattern) for pattern in _ENGLISH),
        (
            "es",
            r"(?:(?:[eé]ste|[eé]sta) )?(?:no )?(?:es )?(?:(?:un|una|el|la) )?(?:sitio|p[aá]gina|portal)(?: web| de internet)? "
            r"(?:no )?oficial (?:del?|de los?|de las?) .{2,120}",
        ),
        ("fr", r"(?:ceci est )?(?:(?:un|le) )?(?:site|portail)(?: web| internet)? (?:non )?officiel (?:du|des?|d'un|de l') ?.{2,120}"),
        ("pt", r"(?:(?:um|o) )?(?:site|s[ií]tio|portal)(?: web)? oficial (?:do|da|dos) .{2,120}"),
        ("it", r"(?:(?:un|il) )?sito(?: web| internet)? ufficiale (?:del|della|dello|dell'|degli) ?.{2,120}"),
        ("de", r"(?:(?:eine|die) )?offizielle (?:web-?site|webseite|internetseite) (?:der|des|von) .{2,120}"),
        ("zh", r"(?!如何|知道|怎)(?:这是|這是)?[\w\s]{2,30}(?:非)?(?:官方|官網|官网)[的之]?(?:网站|網站|网页|網頁|网址|網址)"),
        ("ja", r"[\w\s]{2,30}公式(?:ウェブ|web)?サイト(?:です)?"),
        ("ko", r"[\w\s]{2,30}공식 ?(?:웹 ?사이트|홈페이지)(?:입니다)?"),
        ("vi", r"(?:một )?trang (?:web|mạng)(?: điện tử)? chính thức (?:của )?.{2,120}"),
        ("ht", r"(?:yon )?si?t(?: ?w[eè]b| ent[eè]n[eè]t)? ofisy[eè]l .{2,120}"),
        ("tl", r"(?:isang )?opisyal na (?:website|web site|site) ng .{2,120}"),
        ("ru", r"официальный (?:веб-?)?сайт .{2,120}"),
        ("ar", r"(?:ال)?موقع(?: ويب| إلكتروني| الإلكتروني)? (?:ال)?رسمي .{2,120}"),
    )
)
# Every sentence holds one of these, most of which say "official".
OFFICIAL = (
    *("offici", "oficial", "ufficial", "offiziell", "ofisy", "opisyal", "官方", "官網", "官网", "公式", "공식", "chính thức", "официальн"),
    *("رسمي", "singapore government agency"),
)
# Verbs and invitations that make a line prose about a website, not the name plate of this one.
_PROSE = re.compile(
    r"\b(?:visit|click|see|is|are|was|were|has|have|had|will|available|please|more|copyright|follow|download|list|listing|find|https?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:this|this website|this site|you) (?:is|are)\b", re.IGNORECASE)
_PUBLIC = re.compile(
    r"\b(?:government|gov|state|county|city|town|village|borough|federal|u\.?s\.?|united states|commonwealth|territory|tribal|municipal|"
    r"public|courts?|judicia\w+|eu|european)(?:\b|(?<=\.))",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^\W+|\W+$")
_PREFIX = re.compile(r"^[\w.' ]{2,50}? [-|] |^(?:[\w-]+\.)+[a-z]{2,5}: ", re.IGNORECASE)
_USA_GOV = re.compile(r"(?:u\.?s\.?|united states) government's official", re.IGNORECASE)  # old footers say so of the link to USA.gov
_NEGATED = re.compile(
    r"\b(?:unofficial|non-?official|not (?:\w+ ){0,3}official|no (?:es|oficial)|non officiel|pas (?:\w+ ){0,3}officiel)\b|非官方",
    re.IGNORECASE,
)

_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawai'?i|idaho|illinois|indiana|iowa|kansas|"
    "kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|"
    "new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|"
    "tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|district of columbia|guam|puerto rico|american samoa|"
    "northern mariana islands|virgin islands"
)
_FEDERAL = re.compile(
    r"\bunited states\b|\bu\.? ?s\.?a?\.?(?![\w'])|\bfederal\b|estados unidos|ee\. ?uu|[ée]tats-unis|stati uniti|vereinigten staaten|"
    r"美[国國]|アメリカ|米国|미국|hoa kỳ|etazini|сша|الولايات المتحدة",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"\b(?:{_STATES})\b|\b(?<!department of )(?:state|commonwealth|city|town|village|borough|territory|pueblo|band|municipality) of\b|"
    r"\b(?:county|city|town|township|village|borough|parish|tribe|tribal|nation|rancheria|municipal)\b|\bstate (?:government|website)\b|"
    r"\b(?:estado|condado|ciudad|municipio) (?:libre asociado )?de\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:european union|european commission|eu|europa|singapore|canada|australia|new zealand|india|ireland|united kingdom|uk|scotland|"
    r"wales|hong kong|south africa|kenya|ghana|nigeria|philippines|malaysia|israel|japan|"
    r"union europ[eé]enne|uni[oó]n europea|europäischen union)\b",
    re.IGNORECASE,
)

TOGGLE_WORDS = re.compile(
    r"\b(?:here'?s |here is )?how (?:do |can |to )?(?:you |i |we )?(?:don'?t |do not |can )?(?:know|tell|identify|verify)\b.{0,30}|"
    r"\bas[ií] es como\b.{0,50}|\bc[oó]mo (?:lo )?(?:s[eé] |sabe|saber|verificar|puede verificar).{0,40}|"
    r"\bvoici comment\b.{0,50}|\bcomment (?:le )?savoir\b.{0,40}|"
    r"(?:如何|怎样|怎樣)(?:得知|知道|识别|辨别|識別|確認).{0,20}|知道是官方.{0,12}",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?<![@/\w.-])(?:[\w-]*\.){1,4}(gov|mil)\b(?!\.\w)", re.IGNORECASE)
_FOREIGN_DOMAIN = re.compile(r"(?<![@/\w.-])(?:(?:[\w-]*\.){1,4}(?:gov|mil)\.[a-z]{2}|(?:[\w-]+\.)?europa\.eu)\b", re.IGNORECASE)
_SITE_WORD = re.compile(
    r"offici|oficial|\bsites?\b|web ?sites?\b|\bdomains?\b|\borgani[sz]ations?\b|sitios?\b|ufficial|offiziell|ofisy|opisyal|"
    r"网站|網站|官方|公式|공식|chính thức|официальн|رسمي",
    re.IGNORECASE,
)
_HTTPS = re.compile(r"\bhttps\b(?!:?/{1,2}\w)", re.IGNORECASE)
_SECURITY = re.compile(r"secure|safely|encrypt|segur|sécuri", re.IGNORECASE)
_LOCK = re.compile(r"(?:(?:an?|the|un|une|look for an?) )?(?:lock|padlock|candado|cadenas|verrou)\b", re.IGNORECASE)
_SECURE_SITE = re.compile(
    r"(?:the|this|our) (?:web)?site is secure|(?:el|este) sitio(?: web)? es seguro|(?:le|ce) site(?: web)? est s[eé]curis[eé]|"
    r"secure (?:[\w.]+ )?web ?sites (?:use|have)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wording:
    """A line read as a banner's sentence: what precedes the toggle words, its language, whose site it says it is."""

    text: str
    language: str
    government: str  # "federal" | "state" | "foreign" | "unknown"
    is_negated: bool


def read_sentence(text: str) -> Wording | None:
    """Return what the line says when the whole of it, toggle words aside, identifies an official site.

    >>> read_sentence("An official website of the United States government Here’s how you know")
    Wording(text='An official website of the United States government', language='en', government='federal', is_negated=False)
    >>> read_sentence("Visit the official website of the county for forms.")
    """
    if not may_hold_sentence(text):
        return None
    plain = comparable(text)
    toggle = TOGGLE_WORDS.search(plain)
    end = len(plain) if toggle is None else toggle.start()
    own = _DECORATION.sub("", plain[:end])
    # "Freedonia.gov | The official website of the State of Freedonia"
    for part in dict.fromkeys((own, _PREFIX.sub("", own))):
        for language, pattern in _SENTENCES:
            match = pattern.fullmatch(part)
            if match and (language != "en" or _is_name_plate(match)):
                return Wording(text[:end].strip(" -–—|("), language, government_of(part), is_negated(part))
    return None


def may_hold_sentence(text: str) -> bool:
    """True when the line is short enough and says "official" in some language; cheap, for every line of a page."""
    if len(text) > LONGEST_SENTENCE:
        return False
    lowered = text.lower()
    return any(word in lowered for word in OFFICIAL)


def _is_name_plate(match: re.Match[str]) -> bool:
    """True when an English match names an owner or says that the site is the government's, and is no prose."""
    if _PROSE.search(_LEAD.sub("", match[0], count=1)) or _USA_GOV.search(match[0]):
        return False
    return bool(match["owner"]) or bool(_PUBLIC.search(match[0]))


def is_negated(text: str) -> bool:
    """True when the text denies that the site is official."""
    return _NEGATED.search(comparable(text)) is not None


def government_of(sentence: str) -> str:
    """Return "federal", "state" (state, county, city, tribe), "foreign", or "unknown" for a sentence that names none of them.

    >>> government_of("An official website of the State of Freedonia"), government_of("An Official Government Website")
    ('state', 'unknown')
    """
    plain = comparable(sentence)
    if _FEDERAL.search(plain):
        return "federal"
    if _STATE.search(plain):
        return "state"
    return "foreign" if _FOREIGN.search(plain) else "unknown"


def guidance_topic(text: str) -> str | None:
    """Return "https" or "domain" when the line is guidance on how to tell an official site, None when it is not.

    Language matters little: guidance names HTTPS, or a government's domain together with a word for site or official.

    >>> guidance_topic("Los sitios web oficiales usan .gov"), guidance_topic("Write to help@agency.gov")
    ('domain', None)
    """
    if len(text) > 500:
        return None
    plain = comparable(text)
    if _HTTPS.search(plain) or _SECURE_SITE.match(plain) or _LOCK.match(plain):
        return "https"
    if _DOMAIN.search(plain) or _FOREIGN_DOMAIN.search(plain):
        return "domain" if _SITE_WORD.search(plain) else None
    return None


def is_toggle(text: str) -> bool:
    """True when the line is short and asks or promises how to know an official site."""
    return len(text) <= 80 and TOGGLE_WORDS.search(comparable(text)) is not None


def explains(text: str, topic: str) -> bool:
    """True when the line can be the text under a guidance heading of that topic."""
    if guidance_topic(text) == topic:
        return True
    return topic == "https" and 40 <= len(text) <= 500 and _SECURITY.search(text) is not None


def mentions_https(text: str) -> bool:
    """True when the text speaks of HTTPS itself or of the lock, not merely of security."""
    plain = comparable(text)
    return _HTTPS.search(plain) is not None or _LOCK.match(plain) is not None


def top_level_domain(text: str) -> str | None:
    """Return "gov" or "mil", the first that the text names; None for other domains (`.gov.sg`)."""
    match = _DOMAIN.search(comparable(text))
    return match[1].lower() if match else None
