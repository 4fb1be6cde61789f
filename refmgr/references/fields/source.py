"""The numbers of a source: date, volume, issue and pages, in the order that each style prints them."""

import re
from functools import cache
from typing import Final, NamedTuple

from refmgr.references.fields.characters import DASH, MONTH, YEAR, any_of

_DAY: Final = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s?{DASH}\s?\d{{1,2}})?"
_MONTHS: Final = rf"{MONTH}(?:\s?(?:{DASH}|/)\s?{MONTH})?"
DATE: Final = any_of(
    rf"{YEAR}[a-z]?(?:\s?[/–-]\s?\d{{2,4}})?(?:[ ,]{{1,2}}{_MONTHS}(?:\s{_DAY}(?![:(\d]))?)?",
    rf"(?:{_DAY}\s(?:de\s)?)?{_MONTHS}\s?(?:{_DAY},?\s)?,?(?:\sde\s|\s)?{YEAR}[a-z]?",
)
_PAGE: Final = any_of(r"[A-Za-z]{0,4}[-.]?\d[\d.]*(?:\.?e\d+|[A-Za-z]{1,2}\d*)?", r"[ivxlc]{1,7}\b")
_PAGE_WORD: Final = any_of(
    "pp?", "pgs?", "pags?", "págs?", "páginas?", "pages?", "S", "s", "Seiten?",
    r"Art(?:icle)?\.? ?(?:no\.?|ID)?",
)  # fmt: skip
_PP: Final = rf"(?:{_PAGE_WORD}\b\.?:?\s?)"
_RANGE: Final = rf"{_PAGE}(?:\s?{DASH}{{1,2}}\s?{_PAGE})?"
_MORE: Final = rf"\s?,\s?[A-Za-z]?\d{{1,5}}\s?{DASH}\s?[A-Za-z]?\d{{1,5}}(?!\s?[,(:])"
PAGES: Final = rf"(?:{_RANGE}(?:{_MORE})*)"
_SUPPLEMENT: Final = any_of(
    "Suppl(?:ement(?:um)?)?", "Supl", r"Spec(?:ial)?\.? (?:No|Issue)", "Pt", "Part",
    "Sect(?:ion)?", "Web Server issue", "Database issue",
)  # fmt: skip
_SUPPL: Final = rf"(?:{_SUPPLEMENT}\b\.?(?:\s?[A-Z]?\d{{0,4}}\b)(?:\s?[-–]\s?\d+)?)"
_VOLUME: Final = any_of(r"(?:[A-Z]{1,3}-?)?\d{1,5}[A-Z]?(?:\s?[-–/]\s?\d{1,4})?", r"[IVXLC]{1,7}\b")
_VOL: Final = r"(?:vol(?:ume)?\b\.?\s?|v\.\s?)?"
_NAMED_VOLUME: Final = rf"{_VOL}(?P<volume>{_VOLUME})"
_NAMED_PAGES: Final = rf"{_PP}?(?P<pages>{PAGES})"
_ISSUE: Final = any_of(
    r"\s?\((?P<issue>[^()]{1,45})\)",
    r"\.(?P<dotted>\d{1,3})(?=\s?:\s?[A-Za-z]?\d)",
    rf"\s?(?P<suppl>{_SUPPL})(?:\s?\((?P<part>[^()]{{1,25}})\))?",
)
_NUMBER_ISSUE: Final = r"(?:\s?\[?\(?(?P<issue>\d{1,4}(?:\s?[-–/]\s?\d{1,4})?)\)?\]?)?"

# Each shape of a source, most telling first; the examples are of the styles that print it.
_SHAPES: Final = {
    # NLM, Vancouver, AMA: `2000 Jan 1;355(9197):53–7`, `2014;1`, `2013; (01):6–8`
    "nlm": rf"(?<![\d/])(?P<date>{DATE})(?:\.?\s?;|(?<=[a-z]):)\s?(?:{_NAMED_VOLUME})?(?:,?{_ISSUE})?"
    rf"(?:(?:\s?[:,.;]|(?<=;))\s?{_PP}?(?P<pages>(?:[A-Z]\s(?=\d\d))?{PAGES}))?",
    # Elsevier: `12 (2010) 123–145`, `12 (3) (2010) 5`, `12, 123 (2010)`
    "elsevier": rf"(?<![\w.-]){_NAMED_VOLUME},?{_NUMBER_ISSUE}"
    rf"\s?,?\s?\(\s?(?P<date>{DATE})\s?\)\s?[,:]?\s?{_NAMED_PAGES}",
    # Nature: `12, 123–145 (2010)`, `12(3): 123–145 (2010)`
    "nature": rf"(?<![\w.-]){_NAMED_VOLUME}{_ISSUE}?\s?[,:]\s?{_NAMED_PAGES}"
    rf"\s?[,.]?\s?\(\s?(?P<date>{DATE})\s?\)",
    # MDPI: `2010, 12, 123–145`, `2010, 12(3), 5`
    "mdpi": rf"(?<![\d/(])(?P<date>{YEAR}),\s{_NAMED_VOLUME}{_ISSUE}?,\s{_NAMED_PAGES}",
    # Harvard, CSE, old PLOS: `2010. 12(3):5-9`, `2004 26:99`
    "year-volume": rf"(?<![\d/(])(?P<date>{DATE})[.,:]?\s(?P<volume>{_VOLUME}){_ISSUE}?"
    rf"\s?[:,]\s?{_NAMED_PAGES}",
    # PLOS, APA, Springer: `355(9197): 53–57`, `26: 99`, `12(3), pp. 123-145`, `20(1)`
    "plain": rf"(?<![\w.(/–-])(?P<volume>{_VOLUME})(?:{_ISSUE},?\s?[:,.]\s?|\s?:\s?|,\s)"
    rf"{_NAMED_PAGES}(?![\w-])",
}
# Chicago, MLA: `34, no. 6 (2005): 805-12`, `34.6 (Spring 2005): 805-12`
_CHICAGO: Final = (
    rf"(?<![\w.-])(?P<volume>\d{{1,4}})(?:,\s?no\.\s?|\.)(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s"
    rf"\((?P<date>{DATE})\)\s?:\s?(?P<pages>{PAGES})"
)
# What a shape cannot do without: most searches are saved by it.
_NEEDS: Final = {"nlm": ";", "elsevier": "(", "nature": "("}
_DIGIT: Final = re.compile(r"\d")
# The most that stands between the beginning of a source and its first digit: months, a Roman volume.
_LEAD: Final = 40
_ALL_SHAPES: Final = {**_SHAPES, "chicago": _CHICAGO}
_LABELLED: Final = re.compile(
    r"(?<!\w)(?:vol(?:umes?)?|v|bd|band|tomo|t|ano)\b\.?\s?(?=\d|[IVXLC]+\b)", re.IGNORECASE
)
_PARTS: Final = {
    "volume": re.compile(
        rf"(?<!\w)(?:vol(?:umes?)?|v|bd|band|tomo|t)\b\.?\s?(?P<value>{_VOLUME}(?!\w))",
        re.IGNORECASE,
    ),
    "issue": re.compile(
        r"(?<!\w)(?:nos?|n|nº|núm|num|number|issue|iss|heft|fasc)\b[.º°]?\s?"
        r"(?P<value>(?:esp(?:ecial)?\b\.?|suppl?\b\.?\s?)?[A-Z]?\d{1,4}[A-Z]?"
        r"(?:\s?[-–/]\s?\d{1,4}\b)?|esp(?:ecial)?\b\.?)",
        re.IGNORECASE,
    ),
    "pages": re.compile(rf"(?<!\w){_PP}(?P<value>{PAGES})(?!\w)", re.IGNORECASE),
}
# German journals print the name behind the number: `22. Jg., Heft 3`.
_JAHRGANG: Final = re.compile(r"(?<![\w.])(?P<value>\d{1,3})\.\s?(?:Jg|Jahrgang)\b\.?,?")
# An article number without a name: `vol. 52, e20190270`.
_NUMBER_BEHIND: Final = re.compile(r"\s?[,:]\s(?P<pages>[A-Za-z]{1,3}\d{3,}|\d{5,})(?![\w-])")
_ISSUE_BEHIND: Final = re.compile(r"\s?\(([^()]{1,30})\)")
# What is left where no shape fits: a last volume, pages behind a colon, named pages, `2011:1–11`.
_VOLUME_ONLY: Final = re.compile(
    r"[ ,](?P<volume>\d{1,4}[A-Z]?)(?:\s?\((?P<issue>[^()]{1,30})\))?[.,]?\s{0,3}$"
    rf"|[ ,](?P<suppl>{_SUPPL})[.,]?\s{{0,3}}$"
)
# Marks lost: `Nature 109 14726–14727`, `86 (Suppl 2) 28–34`.
_SPACED: Final = re.compile(
    rf"(?<=[^\W\d_.][ .])(?P<volume>\d{{1,4}})(?:\s?\((?P<issue>[^()]{{1,25}})\))?\s"
    rf"(?P<pages>{_PAGE}\s?{DASH}\s?{_PAGE})[.]?\s{{0,3}}$"
)
_COLON_PAGES: Final = re.compile(rf"(?<=[a-z]):\s?(?P<pages>\d+(?:\s?{DASH}\s?\d+)?)[.]?\s{{0,3}}$")
_PP_ONLY: Final = re.compile(
    rf"(?<!\w)(?:pp?|pages?|págs?)\b\.?\s?(?P<pages>{PAGES})(?!\w)", re.IGNORECASE
)
_YEAR_PAGES: Final = re.compile(
    rf"(?<![\d/(])(?P<date>{DATE})\s?[:;.,]\s?{_PP}?(?P<pages>{_RANGE})(?!\w)", re.IGNORECASE
)
_ANY_DATE: Final = re.compile(
    rf"(?<![\w/.–-])(?P<date>{DATE})(?![\w/-]|\s?{DASH}\s?\d)", re.IGNORECASE
)
_YEAR_ONLY: Final = re.compile(rf"(?<!\d){YEAR}[a-z]?(?!\d)")
_ISSUE_WORD: Final = re.compile(
    r"^(?:nos?|n|issue|iss|number|num)\b[.º°:]?\s*(?=\d)", re.IGNORECASE
)
_A_YEAR: Final = re.compile(YEAR)


class Source(NamedTuple):
    """The numbers found in the source: values as printed, where they begin and end, and the shape."""

    shape: str
    parts: dict[str, str]
    start: int
    end: int


def find_source(text: str, *, dated: bool) -> Source | None:
    """Return date, volume, issue and pages of a reference; None where it prints no such numbers.

    Args:
        text: the reference behind its authors, identifiers taken out.
        dated: whether the date already stands behind the authors.
    """
    first = _DIGIT.search(text)
    if not first:
        return None
    start = max(0, first.start() - _LEAD)
    marks = _marks(text)
    chicago = _shape_of("chicago").search(text, start) if "(" in marks else None
    if chicago:
        return Source("chicago", _named(chicago), chicago.start(), chicago.end())
    labelled = _labelled(text, start)
    if labelled and ("volume" in labelled.parts or "issue" in labelled.parts):
        return labelled
    year = _A_YEAR.search(text, first.start())
    for name in _SHAPES:
        if (name in _NEEDS and _NEEDS[name] not in marks) or not (year or name == "plain"):
            continue
        found = _last(_shape_of(name), text, start)
        if found and _sound(name, found, dated=dated):
            return Source(name, _named(found), found.start(), found.end())
    return labelled or _bare(text, start, dated=dated)


@cache
def _shape_of(name: str) -> re.Pattern[str]:
    """Return the pattern of a shape of source, compiled when it is first asked for."""
    return re.compile(_ALL_SHAPES[name], re.IGNORECASE)


def _marks(text: str) -> str:
    """Return the marks that a text prints of those that a shape of source cannot do without."""
    opening = "(" if "(" in text else ""
    return f"{opening};" if ";" in text or _has_word_colon(text) else opening


def _has_word_colon(text: str) -> bool:
    """Tell whether a colon stands behind a letter, as behind the month in `2018 Mar:200:238`."""
    at = text.find(":")
    while at >= 0:
        if text[at - 1 : at].isalpha():
            return True
        at = text.find(":", at + 1)
    return False


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """Return the last hit: titles hold numbers too, and the source stands behind them."""
    last = None
    for found in pattern.finditer(text, start):
        last = found
    return last


def _sound(name: str, found: re.Match[str], *, dated: bool) -> bool:
    volume = found.groupdict().get("volume")
    if name == "nlm":
        return True
    if name == "plain" and volume and volume.isalpha():
        return False
    if name in ("plain", "year-volume") and not dated and volume and _A_YEAR.fullmatch(volume):
        return False
    # A range of small numbers in a title, `1,2-dichloro`: a source is followed by little else.
    return len(found.string) - found.end() < 220 or name != "plain"


def _named(found: re.Match[str]) -> dict[str, str]:
    parts = {key: value.strip() for key, value in found.groupdict().items() if value}
    suppl, part = parts.pop("suppl", ""), parts.pop("part", "")
    if "dotted" in parts:  # `85.2:4-9`
        parts["issue"] = parts.pop("dotted")
    if suppl:
        parts["issue"] = f"{suppl} ({part})" if part else suppl
    if "issue" in parts:
        parts["issue"] = _ISSUE_WORD.sub("", parts["issue"])
    if "pages" in parts:
        parts["pages"] = parts["pages"].rstrip(".")
    return parts


def _labelled(text: str, start: int) -> Source | None:
    """Return a source whose numbers carry their names: `v. 25, n. 2, p. 251-269, 2008`."""
    first = _LABELLED.search(text, start)
    start = first.start() if first else start
    parts: dict[str, str] = {}
    begins, ends = [], []
    for name, pattern in _PARTS.items():
        found = pattern.search(text, start)
        if found and found["value"] and (first or name == "pages" or _is_parted(text, found)):
            parts[name] = found["value"].strip(" ,.")
            begins.append(found.start())
            ends.append(found.end())
    jahrgang = _JAHRGANG.search(text)
    if jahrgang and "volume" not in parts:
        parts["volume"] = jahrgang["value"]
        begins.append(jahrgang.start())
        ends.append(jahrgang.end())
    if not parts or (not first and not parts.keys() & {"pages", "issue", "volume"}):
        return None
    begin, end = min(begins), max(ends)
    behind = _NUMBER_BEHIND.match(text, end)
    if "pages" not in parts and behind:
        parts["pages"], end = behind["pages"], behind.end()
    if "volume" in parts and "issue" not in parts:
        at = text.find(parts["volume"], begin) + len(parts["volume"])
        parens = _ISSUE_BEHIND.match(text, at)
        if parens and not _A_YEAR.search(parens.group(1)):
            parts["issue"] = _ISSUE_WORD.sub("", parens.group(1).strip())
            end = max(end, parens.end())
    return Source("labelled", parts, begin, end)


def _is_parted(text: str, found: re.Match[str]) -> bool:
    """Tell whether a mark stands before a name of a number: titles say `in number 12`."""
    return text[: found.start()].rstrip()[-1:] in ("", ",", ".", ";", "(", "[")


def _bare(text: str, start: int, *, dated: bool) -> Source | None:
    """Return the little that is left: pages, a last volume, or a year alone."""
    spaced = _SPACED.search(text, start) if dated else None
    if spaced:
        return Source("spaced", _named(spaced), spaced.start(), spaced.end())
    for name, pattern in (("year-pages", _YEAR_PAGES), ("pages", _PP_ONLY)):
        found = _last(pattern, text, start)
        if found:
            return Source(name, _named(found), found.start(), found.end())
    for name, pattern in (("volume", _VOLUME_ONLY), ("colon-pages", _COLON_PAGES)):
        if dated and (found := pattern.search(text)):
            return Source(name, _named(found), found.start(), found.end())
    return None


def find_date(text: str, after: int = 0) -> tuple[str, int, int] | None:
    """Return the printed date, the last one from `after` on, else the last one before it."""
    last = None
    for found in _ANY_DATE.finditer(text):
        last = found
        if found.start() >= after > 0:
            break
    return (last["date"].strip(" ,"), last.start(), last.end()) if last else None


def year_of(date: str) -> int | None:
    """Return the year of a printed date."""
    found = _YEAR_ONLY.search(date)
    return int(found.group()[:4]) if found else None


_MONTH_NUMBERS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen", "feb fev fév", "mar mär", "apr abr avr", "may mai mag", "jun juin giu",
            "jul juil lug", "aug ago aoû", "sep set", "oct out okt ott", "nov", "dec dez dic déc",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH_NAME: Final = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_DAY_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def iso_date(date: str) -> str | None:
    """Return a printed date as ISO 8601 when it names more than the year (`2000 Jan 1` → 2000-01-01)."""
    year, month = year_of(date), _MONTH_NAME.search(date)
    name = month.group().lower() if month else ""
    number = _MONTH_NUMBERS.get(name[:3]) or _MONTH_NUMBERS.get(name[:4])
    if not year or not number:
        return None
    day = _DAY_NUMBER.search(date.replace(str(year), " ", 1))
    if not day or not 1 <= int(day.group()) <= 31:
        return f"{year:04}-{number:02}"
    return f"{year:04}-{number:02}-{int(day.group()):02}"
