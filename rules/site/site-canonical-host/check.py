"""Compare what the host answers with what the same name with or without `www.` answers."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from govpagecheck.rule_api import NOT_APPLICABLE, Answer, CannotTell, NotApplicable, Site, SiteMiss, normalise, normalised

REDIRECTS = (301, 302, 303, 307, 308)
TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
MOST_COMPARED = 4000  # characters of each body
ALIKE = 0.9


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    evidence = site.evidence
    if evidence is None or evidence.other_host is None or evidence.secure is None:
        yield CannotTell("not-asked", "the host and the same name with or without “www.” were not both asked")
        return
    here, there = evidence.secure, evidence.other_host
    twin = urlsplit(there.url).hostname or ""
    if there.status is None or here.status is None:  # one name only leads somewhere
        yield NOT_APPLICABLE
        return
    words = {"host": site.name, "twin": twin}
    ends = {site.name: _leads_to(here, site.name), twin: _leads_to(there, twin)}
    final = {name: ends.get(end, end) for name, end in ends.items()}
    if ends[site.name] == twin and ends[twin] == site.name:
        yield SiteMiss(None, "loop", words=words)
    elif final[site.name] == final[twin]:
        return
    elif here.status >= 400:
        yield CannotTell("refused", f"{site.name} answers {here.status}, so that it is not known what it serves")
    elif _is_redirect(here) or _is_redirect(there):
        yield SiteMiss(None, "apart", f"{final[site.name]} and {final[twin]}", words=words)
    elif there.status >= 400:
        yield SiteMiss(None, "twin-broken", str(there.status), words=words)
    elif _is_same(here.excerpt, there.excerpt):
        yield SiteMiss(None, "two-hosts", words=words)
    else:
        both = f"{site.name} and {twin}"
        yield CannotTell("other-content", f"{both} both answer, with pages that differ; a person must see whether both are meant")


def _is_redirect(answer: Answer) -> bool:
    return answer.status in REDIRECTS and bool(answer.location)


def _leads_to(answer: Answer, name: str) -> str:
    """Return the host to which a redirect leads, else the host itself."""
    there = normalised(answer.location, answer.url) if _is_redirect(answer) else None
    return (urlsplit(there).hostname or name) if there else name


def _is_same(one: str, other: str) -> bool:
    titles = [normalise(match[1]) if (match := TITLE.search(text)) else "" for text in (one, other)]
    if titles[0] != titles[1]:
        return False
    return one == other or SequenceMatcher(None, one[:MOST_COMPARED], other[:MOST_COMPARED], autojunk=True).quick_ratio() >= ALIKE
