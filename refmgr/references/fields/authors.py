"""Where the printed author list of a reference ends, in the orders that styles print names."""

import re
from functools import cache
from typing import Final, NamedTuple

from refmgr.names.parts import is_corporate
from refmgr.references.fields.characters import (
    DASH,
    MONTH,
    PARTICLE,
    YEAR,
    any_of,
    plain_letters,
)

UPPER: Final = "A-Z"  # the patterns run on plain letters
_WORD: Final = (
    rf"(?:(?:d|l|O|al|el|D|L|M|ʻO)['’‘´`])?"
    rf"(?:[{UPPER}](?:[\w'’´`]|{DASH}(?=\w))*|(?:al|el|an|ad|as|Al|El)[-‐‑][{UPPER}]\w+)"
)
_FAMILY: Final = rf"(?:{PARTICLE}\.?[ -])*+{_WORD}(?:[ ](?:(?:{PARTICLE}\.?[ ])*+{_WORD}))"
_INITIAL: Final = rf"(?:{DASH}[ ]?)?[{UPPER}](?:[a-zø-ÿ]{{1,2}})?\."
_DOTTED: Final = rf"(?:{_INITIAL}(?:[ ]?(?:{PARTICLE}[ ])?{_INITIAL}){{0,4}})"
_PLAIN: Final = rf"[{UPPER}](?:{DASH}?[{UPPER}]){{0,3}}(?![\w'’])"
_INITIALS: Final = rf"(?:{_DOTTED}(?:[ ]?[{UPPER}](?=[,;]))?|{_PLAIN}(?:[ ]{_PLAIN}){{0,3}}\.?)"
_SUFFIX: Final = (
    r"(?:,?[ ](?:Jr|Sr|II|III|IV|2nd|3rd|Filho|Neto|Junior|Sobrinho)\b\.?"
    rf"(?!,[ ]?[{UPPER}][.{UPPER}]))?"
)
_AND: Final = r"(?:and|und|et|y|e|i|och|en|&(?:amp;)?|with)"
# A name printed with its family last is over only where a list may go on or end.
_OVER: Final = rf"(?=[ ]?[,;:./(\[“\"]|[ ]{_AND}[ ]|[ ]et[ ]?al|[ ]{YEAR}|[ ]?$)"
_GIVEN: Final = rf"(?:{_WORD}|{_DOTTED}|{_PLAIN}|{PARTICLE})"

# The orders in which styles print one name.
_ORDERS: Final = {
    # NLM, Vancouver, AMA: `Callen JP`, `de la Cruz M Jr`
    "vancouver": rf"{_FAMILY}{{0,3}}?[ ]?[,]?(?<![,.])[ ]{_PLAIN}(?:[ ]{_PLAIN}){{0,3}}\.?{_SUFFIX}",
    # APA, Harvard, MDPI, ABNT: `Callen, J. P.`, `CALLEN, J.P.`, `Callen, JP`
    "inverted": rf"{_FAMILY}{{0,3}}?,{_SUFFIX}[ ]?{_INITIALS}(?:[ ]{PARTICLE})*{_SUFFIX}",
    # `Rees M.J.`
    "dotted": rf"{_FAMILY}{{0,3}}?[ ]{_DOTTED}{_SUFFIX}",
    # Elsevier, Nature, IEEE: `J. P. Callen`, `J.-P. Avouac`
    "natural": rf"{_DOTTED}[ ]?{_FAMILY}{{0,3}}?{_SUFFIX}{_OVER}",
    # ScienceDirect: `JP Callen`
    "plain-first": rf"[{UPPER}]{{1,3}}[ ]{_FAMILY}{{0,2}}?{_SUFFIX}{_OVER}",
    # ABNT and German books: `Freire, Paulo`
    "full-inverted": rf"{_FAMILY}{{0,2}}?,[ ]{_WORD}(?:[ ]{_GIVEN}){{0,3}}",
    # Humanities, PMC: `Jeffrey F. Bromaghin`
    "full": rf"{_WORD}(?:[ ](?:{_DOTTED}|{_PLAIN}\.?))?(?:[ ]{PARTICLE})*[ ]{_FAMILY}{{0,1}}?",
}
_BETWEEN: Final = rf"(?:[ ]?[,;/][ ]?(?:{_AND}[ ]|…[ ]?|\.\.\.[ ]?)?|[ ]{_AND}[ ])"
_ET_AL: Final = (
    r"(?:[ ]?[,;]?[ ]?(?:and[ ])?(?:et[ ]?\.?[ ]?al\b\.?|et coll?\b\.?|and others\b|e cols?\b\.?"
    r"|u\.[ ]?a\.|and colleagues|and co-?workers))"
)


def _lists(first: str, others: str = "", between: str = _BETWEEN) -> str:
    """Return the pattern of a list of names (possessive throughout: linear time)."""
    others = others or first
    return rf"(?>{first})(?>{between}(?>{others}))*+(?P<al>{_ET_AL})?"


_INVERTED: Final = _ORDERS["inverted"]
_VANCOUVER: Final = _ORDERS["vancouver"]
# What stands between two names of a list is a name, too, whatever it looks like: `Suharto`, `d’ Enfert C`,
# `deKernion JB`, `Bhosle, M`, and so is a family name alone before `et al`.
_ODD: Final = (
    rf"[^\s,.;:()\d][^,.;:()\d]{{0,26}}(?:,{{1,2}}|,[ ][{UPPER}]{{1,2}}(?=,))?"
    rf"(?={_BETWEEN}(?:{_VANCOUVER})(?:[,;.]|[ ]\(|[ ]et[ ]al)|{_ET_AL}|[ ]?\({YEAR})"
    rf"|[a-zß-ÿ][^\s,.;:()\d]{{1,26}}[ ]{_PLAIN}(?=\.)"
)
_LISTS: Final = {
    **{order: _lists(unit) for order, unit in _ORDERS.items()},
    "vancouver": _lists(_VANCOUVER, f"{_VANCOUVER}|{_ODD}"),
    # `RIBEIRO, J.P., VARELA J.P., Cuesta MA`: initials with and without their comma
    "inverted": _lists(_INVERTED, f"{_INVERTED}|{_ORDERS['dotted']}|{_ORDERS['vancouver']}"),
    # Only the first name inverted: `Grosz, B. J., A. K. Joshi and S. Weinstein`
    "mixed": _lists(_INVERTED, _ORDERS["natural"]),
}
# Commas lost: `Clyne PJ Warr CG Freeman MR et al. : A novel family`
_UNSEPARATED: Final = rf"(?>{_VANCOUVER})(?>[ ](?>{_VANCOUVER}))++(?P<al>{_ET_AL})?(?=[ ]?:)"
_ALL_LISTS: Final = {**_LISTS, "unseparated": _UNSEPARATED}
_FAMILY_ET_AL: Final = re.compile(rf"{_FAMILY}{{0,2}}?(?P<al>{_ET_AL})")
_ENDS: Final = re.compile(r"[ ]?(?:[.:;]|,(?=[ ])|(?=[ ]?[(\[“\"‘'])|$|(?<=[.)])(?=[ ])|(?=[ ]\d))")
# A body behind the people, `; ABC Study Group.`, `, for the ABC Investigators (`.
_GROUP: Final = re.compile(
    r"(?P<mark>[,;]|\.(?=[ ](?:for|on behalf)))[ ]?(?:and[ ])?(?P<link>(?:for|on behalf of)[ ](?:the[ ])?"
    r"|the[ ])?(?P<body>[^.,;:()]{3,90}?)(?=[ ]?[.(:])"
)
_EDITORS: Final = re.compile(
    r",?[ ]?\(?\b(?:eds?|editors?|hrsg|orgs?|coords?|dir|comps?)\b\.?\)?", re.IGNORECASE
)
# `Peterson LS, Smith K. Calcinosis.` is no list of full names.
_INITIALS_LAST: Final = re.compile(rf"[ ][{UPPER}]{{1,3}}(?=,|$|[ ]and\b|[ ]&)")
_NO_YEAR: Final = any_of("in press", r"n\.?d\.?", r"s\.?d\.?", "forthcoming", "submitted")
_YEAR_NEXT: Final = re.compile(
    rf"[\s.,]*+(?:\((?P<paren>{YEAR}[a-z]?(?:[/–-]\d{{2,4}})?(?:[ ]?,[ ][^()]{{1,30}})?\.?"
    rf"|{_NO_YEAR}"
    rf"|[ ]{YEAR}[a-z]?[ ])\)"
    rf"|(?P<bare>c?{YEAR}[a-z]?)(?=[.,:][ ]|[ ][{UPPER}\[“\"‘])(?![.,][ ]?\d))[.,:;]?",
    re.IGNORECASE,
)
_SOURCE_NEXT: Final = re.compile(rf".?\s?(?:{MONTH}[^;:.]{{0,12}})?;", re.IGNORECASE)
_YEAR_EARLY: Final = re.compile(
    rf"[ ,.]\(?[ ]?(?:{YEAR}[a-z]?|in press|n\.d\.)[ ]?\)", re.IGNORECASE
)
_LOWER_WORD: Final = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{4,}(?![\w'’])")
_SMALL_IN_NAMES: Final = frozenset(
    (
        "and", "others", "dela", "della", "delle", "degli", "delos", "behalf", "vander",
        "editor", "editors", "eds", "with", "und", "from", "for", "the",
    )
)  # fmt: skip
_SMALL_IN_BODIES: Final = frozenset(
    (
        "of", "for", "the", "and", "de", "do", "da", "e", "y", "on", "in", "del", "la", "das",
        "dos", "para", "em", "na", "no", "nas", "nos", "com", "und", "fur", "des", "der", "et", "le",
        "les", "di", "per", "du", "los", "las", "en", "sur", "zur", "to", "a", "au", "aux",
    )
)  # fmt: skip
_CORPORATE: Final = re.compile(r"[^.]{3,120}?(?:(?:(?<![A-Z])|(?<=[A-Z]{3}))\.(?=[ ])|$)")
_LONGEST_NAME: Final = 9
_LONGEST_BODY: Final = 16
# Who signs with offices behind it, each behind a full stop.
_STATES: Final = re.compile(
    r"(?:bra[sz]il|portugal|mexico|colombia|chile|peru|argentina|espana|ecuador|uruguay|cuba"
    r"|united states|great britain|ministerio d|secretaria d|governo d|estado d)",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"[ ](?:ministerio|secretaria|departamento|instituto|agencia|conselho|consejo|coordenacao"
    r"|coordinacion|funda(?:cao|cion)|congresso|congreso|senado|camara|presidencia|diretoria"
    r"|direccion|comissao|comision|subsecretaria|gabinete|supremo|tribunal|superintendencia"
    rf"|department|ministry|office)\b[^.\d]{{0,90}}\.(?=[ ][{UPPER}\d])",
    re.IGNORECASE,
)
_TITLE_WORD: Final = re.compile(r"(?<![\w.-])[a-zà-ÿ][\w'’-]*")


class Authors(NamedTuple):
    """The printed author list: its text and order, the year right behind it, where the rest begins."""

    text: str
    order: str
    year: str
    end: int


# Orders of names that the name of a body looks like: `IBM Corp`, `NCD Risk Factor Group`.
_LOOSE_ORDERS: Final = frozenset(("plain-first", "full", "natural", "dotted", "full-inverted"))
NOBODY: Final = Authors("", "", "", 0)


def find_authors(text: str) -> Authors:
    """Return the author list that a reference begins with; NOBODY where none can be told.

    The longest list in one order of names wins; else what stands before a year in parentheses and
    reads like names; else a first sentence without lower-case words (a corporate author).
    """
    plain = plain_letters(text)
    found = _find(plain)
    if plain is text:
        return found
    at = plain.rfind(found.year, 0, found.end) if found.year else 0
    return found._replace(text=text[: len(found.text)], year=text[at : at + len(found.year)])


def _find(text: str) -> Authors:
    order, end = _longest(text)
    if order in _LOOSE_ORDERS and is_corporate(text[:end].split()):
        body = _corporate(text)
        if body:
            return body
    if end:
        end = _with_group(text, end)
        return _close(text, order, end)
    return _before_year(text) or _corporate(text) or NOBODY


@cache
def _list_of(order: str) -> re.Pattern[str]:
    """Return the pattern of a list in one order of names, compiled when it is first asked for."""
    return re.compile(_ALL_LISTS[order])


def _longest(text: str) -> tuple[str, int]:
    best, best_end = "", 0
    plain = _list_of("vancouver").match(text)
    if plain and "," in plain.group() and _is_closed(text, plain.end()):
        return "vancouver", plain.end()
    for order in _ALL_LISTS:
        found = _list_of(order).match(text)
        if found and found.end() > best_end and _ends_well(text, found, order):
            best, best_end = order, found.end()
    if not best:
        found = _FAMILY_ET_AL.match(text)
        if found:
            return "family", found.end()
    return best, best_end


def _is_closed(text: str, end: int) -> bool:
    """Tell whether a list of names is over for certain: a full stop or a year in parentheses."""
    if text[end - 1 : end] == "." or text[end : end + 1] == ".":
        return text[end : end + 2].strip(".") == " "
    return bool(_YEAR_NEXT.match(text, end)) and "(" in text[end : end + 3]


def _ends_well(text: str, found: re.Match[str], order: str) -> bool:
    """Tell whether a list of names stops where a list may stop, and is not the start of a title."""
    if found.group("al"):
        return True
    end = found.end()
    if order in ("full", "full-inverted"):
        # Any two capitalised words look like a name: they must be closed like one.
        return bool(
            _YEAR_NEXT.match(text, end)
            or (text[end : end + 2] in (". ", ".") and _name_like(found.group()))
            or _EDITORS.match(text, end)
        )
    if text[end - 1 : end] == "." or text[end : end + 1] in (".", ":", "(", ""):
        return True
    return bool(_ENDS.match(text, end) or _YEAR_NEXT.match(text, end) or _EDITORS.match(text, end))


def _name_like(text: str) -> bool:
    if len(text.split()) < 2 or _LOWER_WORD.search(text) or _INITIALS_LAST.search(text):
        return False
    return "," in text or text.isupper()


def _with_group(text: str, end: int) -> int:
    """Return the end of the list with a study group printed as its last author."""
    group = _GROUP.match(text, end)
    if not group or not is_corporate(group["body"].split()):
        return end
    told = group["mark"] != "," or group["link"]
    return group.end() if told or _is_capitalised(group["body"]) else end


def _is_capitalised(text: str) -> bool:
    """Tell whether the words of a text begin with capitals, those apart that names hold in lower case."""
    return all(word in _SMALL_IN_BODIES for word in _TITLE_WORD.findall(text))


def _close(text: str, order: str, end: int) -> Authors:
    printed = text[:end]
    editors = _EDITORS.match(text, end)
    if editors:
        end = editors.end()
    found = _YEAR_NEXT.match(text, end)
    if found and not _is_source_year(text, found):
        return Authors(
            printed, order, (found.group("paren") or found.group("bare")).strip(), found.end()
        )
    return Authors(printed, order, "", end)


def _is_source_year(text: str, found: re.Match[str]) -> bool:
    """Tell whether the year begins the source (`2014;1:2`), so that no title stands between."""
    return bool(_SOURCE_NEXT.match(text, found.end() - 1))


def _before_year(text: str) -> Authors | None:
    """Return what stands before a year in parentheses, if it reads like names or a body."""
    found = _YEAR_EARLY.search(text, 0, 700)
    if not found or found.start() < 3:
        return None
    printed = text[: found.start()].rstrip(" .,")
    lower = [word for word in _LOWER_WORD.findall(printed) if word not in _SMALL_IN_NAMES]
    words = printed.split()
    body = is_corporate(words) and ". " not in printed and len(words) <= _LONGEST_BODY
    is_sentence = ". " in printed and len(words) > 8 and bool(lower)
    if not body and (is_sentence or len(lower) > 1 + printed.count(",") // 4):
        return None
    year = _YEAR_NEXT.match(text, len(printed))
    if not year:
        return None
    return Authors(
        printed, "before-year", (year.group("paren") or year.group("bare")).strip(), year.end()
    )


def _corporate(text: str) -> Authors | None:
    """Return a first sentence that is a body: few words, all capitalised, more text behind it."""
    found = _CORPORATE.match(text)
    if not found or found.end() > len(text) - 8:
        return None
    printed = text[: found.end()].rstrip(". ")
    words = printed.split()
    longest = _LONGEST_BODY if is_corporate(words) else _LONGEST_NAME
    if len(words) > longest or any(c.isdigit() for c in printed) or not words[0][:1].isupper():
        return None
    if not _is_capitalised(printed) or (len(words) == 1 and not _stands_alone(printed)):
        return None
    return _close(text, "corporate", _with_offices(text, found.end()))


def _stands_alone(word: str) -> bool:
    """Tell whether one word is a body: an acronym, or a country that signs its laws."""
    return word.isupper() or bool(_STATES.fullmatch(word))


def _with_offices(text: str, end: int) -> int:
    """Return the end of a body with the offices printed behind it: `Brasil. Ministério da Saúde.`."""
    if not _STATES.match(text):
        return end
    while found := _OFFICE.match(text, end):
        end = found.end()
    return end
