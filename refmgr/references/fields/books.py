"""Books, chapters, theses and reports: edition, editors, place and publisher."""

import re
from typing import Final, NamedTuple

from refmgr.references.fields.characters import UPPER, YEAR, trim

_EDITION: Final = re.compile(
    r"[\s,.(;]{0,6}(?P<edition>\b(?:\d{1,3}(?:st|nd|rd|th|\.?ª|a|\.º|\.)?|first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|revised|rev\.|new)\s?(?:rev(?:ised)?\.?\s|int(?:ernational)?\s)?(?:ed(?:i[çt]i?[oó]n|ição"
    r"|n)?\b\.?|Aufl(?:age)?\b\.?))\)?",
    re.IGNORECASE,
)
_IN: Final = re.compile(
    rf"\s(?:In|in|Em|En|apud)\s?:\s?|(?<=[.?!,;”\"])\s+In\s+(?=[{UPPER}“])|^In(?::\s*"
    rf"|\s+(?=[{UPPER}“\"]))"
)
_IN_SIGNS: Final = ("In", "in:", "in :", "Em:", "Em :", "En:", "En :", "apud")
_EDITORS_BEHIND: Final = re.compile(
    r"^(?P<editors>[^:]{3,250}?),?\s?\(?\b(?:eds?|editors?|[Hh]rsg|orgs?|coords?|organizadore?s?"
    r"|comps?)\b\.?\)?\s?[.,:;]?\s*",
    re.IGNORECASE,
)
TRANSLATION: Final = re.compile(
    r"\.\s+\[?(?:Tradu[çc](?:ão|ción)|Trad\.|Translated|Translation|Transl?\.|Organização"
    r"|Übers\.|Traduit)[^\n]{3,200}$",
    re.IGNORECASE,
)
_EDITED_BY: Final = re.compile(
    r"[\s,.;(]{0,6}\b(?:edited by|eds?\.? by|editors?:)\s(?P<editors>[^.()]{3,200}?)\)?[.;]",
    re.IGNORECASE,
)
PUBLISHER_WORDS: Final = re.compile(
    r"\b(?:Press|Publish(?:ing|ers?|ed)|Publications?|Verlag|Springer|Elsevier|Wiley(?:-\w+)?"
    r"|Saunders|Mosby|Lippincott|Williams|McGraw"
    r"|Blackwell|Kluwer|Academic|Churchill|Karger|Thieme|Routledge|Sage|SAGE|Guilford|Humana|CRC"
    r"|Dekker|Plenum|Pergamon"
    r"|Prentice|Macmillan|Penguin|Sinauer|Freeman|Garland|Norton|Elsevier|Editora?|Editorial"
    r"|Ediciones|Edições|Universi\w+|Institut\w*"
    r"|World Health Organi[sz]ation|WHO|OECD|IEEE|ACM|Association|Society|Books|Sons|Inc|Ltd"
    r"|GmbH|Ministério|Embrapa|Atlas|Vozes"
    r"|Government|Department|Foundation|Council|Center|Centre|Agency|Artmed|Cortez|Companhia)\b"
)
_PLACE: Final = (
    rf"(?:\[?[{UPPER}][\w.'’´-]+(?:[ -](?:de |do |da |of |am "
    rf"|upon )?[{UPPER}][\w.'’´-]+){{0,3}}(?:,\s?(?:[A-Z]{{2,3}}\b|[A-Z]\.[A-Z]\."
    rf"|[{UPPER}][a-z]+)(?: [A-Z]\w+)?){{0,2}}"
    rf"(?:(?:\s?[;/&]\s?|\sand\s)[{UPPER}][\w. ]{{2,20}})?\]?|S\.\s?l\.?|\[s\.?\s?[ln]\.?\]?)"
)
_PLACE_PUBLISHER: Final = re.compile(
    r"(?:(?<=[.?!);\]”\"])\s+|(?<=[a-z]),\s(?=[A-Z][\w ]+: [A-Z])"
    rf"|(?<=[.,;]\s\())(?P<place>{_PLACE})\s?:\s?(?P<publisher>[{UPPER}\[\"(][^:;]{{1,90}}?)\s?(?=[;,.)]\s"
    rf"|[;,.)]*$|,?\s?\(?{YEAR})"
)
_PARENTHESES: Final = re.compile(rf"\((?P<inside>[^()]{{4,90}}?),?\s(?P<year>{YEAR}[a-z]?)\)")


class Book(NamedTuple):
    """What a reference to a book prints; `rest` is what was not used, `start` where the first part begins."""

    parts: dict[str, str]
    rest: str


def find_chapter(text: str) -> tuple[str, str] | None:
    """Return title and the text behind `In:`, None where the reference names no book around it."""
    found = _IN.search(text) if any(sign in text for sign in _IN_SIGNS) else None
    if not found:
        return None
    return trim(text[: found.start()]), text[found.end() :].strip()


def find_editors(text: str) -> tuple[str, str]:
    """Return the editors and the text without them, from what stands behind `In:`."""
    found = _EDITORS_BEHIND.match(text)
    if found:
        return trim(found["editors"]), text[found.end() :]
    found = _EDITED_BY.search(text)
    if found:
        return trim(found["editors"]), f"{text[: found.start()]}. {text[found.end() :]}"
    return "", text


def find_edition(text: str) -> tuple[str, str]:
    """Return the edition and the text without it."""
    found = _EDITION.search(text)
    if not found:
        return "", text
    return found[
        "edition"
    ].strip(), f"{text[: found.start()]}. {text[found.end() :].lstrip(' .,;)')}"


def find_publisher(text: str) -> Book:
    """Return place and publisher, and the text before and behind them."""
    last = None
    for found in _PLACE_PUBLISHER.finditer(text):
        if PUBLISHER_WORDS.search(found["publisher"]) or last is None:
            last = found
    if last and (PUBLISHER_WORDS.search(last["publisher"]) or len(last["publisher"].split()) <= 8):
        parts = {"location": trim(last["place"]), "publisher": trim(last["publisher"])}
        return Book(parts, _joined(text, last.start(), last.end()))
    inside = _PARENTHESES.search(text)
    if inside and "," in inside["inside"]:
        publisher, _, place = inside["inside"].partition(",")
        parts = {"publisher": trim(publisher), "location": trim(place), "date": inside["year"]}
        return Book(parts, _joined(text, inside.start(), inside.end()))
    return _last_sentence(text)


def _last_sentence(text: str) -> Book:
    """Return a last sentence with a publisher's word as publisher (and place)."""
    head, mark, tail = text.rstrip(" .,;").rpartition(". ")
    if not mark or not PUBLISHER_WORDS.search(tail) or len(tail.split()) > 10:
        return Book({}, text)
    publisher, comma, place = tail.partition(", ")
    if comma and PUBLISHER_WORDS.search(publisher):
        return Book({"publisher": trim(publisher), "location": trim(place)}, head)
    return Book({"publisher": trim(tail)}, head)


def _joined(text: str, start: int, end: int) -> str:
    behind = text[end:].strip(" .,;)(")
    return f"{text[:start].rstrip(' ,;(')}. {behind}" if behind else text[:start].rstrip(" ,;(")
