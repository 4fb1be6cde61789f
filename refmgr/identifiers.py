"""Where identifiers stand in a text, and their normal forms: DOI, PMID, PMCID, arXiv, ISBN, URL."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from refmgr.text import places_of, starting_with

# --- DOI -----------------------------------------------------------------------------------------
# "10." + 4-9 digits + "/" + non-blanks; single blanks inside, as PDFs break it.
DOI_HEAD: Final = re.compile(
    r"(?<![\d.])10\s?\.\s?\d{3,9}(?:\.\d{1,9}){0,3}\s?(?:/|%2[fF])\s?", re.ASCII
)
DOI_RUN: Final = re.compile(r"[^\s\"“”„«»|^{}\x00]{1,400}")
DOI_PREFIX: Final = re.compile(
    r"(?:\bdoi\s?[:.=]?\s{0,3})?"
    r"(?:(?:https?\s?:\s?//\s?)?(?:(?:dx|www)\s?\.\s?)?\bdoi\s?\.\s?org\s?/\s?(?:doi:\s?)?"
    r"|(?:info:)?doi\s?[:.=/]?\s{0,3}(?:number|no\.?|nr\.?)?:?\s?"
    r"|(?P<address>(?:https?://|www\.)[^\s\"<>|\x00]{1,200}?[/=:]))$",
    re.IGNORECASE,
)
DOI_PREFIX_STARTS: Final = ("doi", "http", "www", "dx", "info:")
PREFIX_WINDOW: Final = 240
# What pages print right behind a DOI, glued or not: the DOI ends there.
DOI_TAIL: Final = re.compile(
    r"(?i:\[(?:doi|pub ?med|pmc|pmid|medline|google|cross ?ref|arxiv|isi|web|cas|epub|pii|free))"
    r"|(?i:</?(?:a|b|i|u|em|br|p|li|div|sup|sub|span|strong|ext-link|pub-id)\b)"
    r"|(?<!/)[.,;]?(?:URL|PMC?ID|PubMed|Cross[Rr]ef|Medline|MEDLINE|Google|arXiv:|ISSN|ISBN)"
    r"|(?i:[,;](?=10\.\d{4}|doi\b|https?:|pm))|https?:|[.,;(]?www\."
    r"|©|(?i:&(?:type|utm_\w+|journalcode|src)=|\?(?:utm_|src=|journalcode|via=|casa_))"
)
TAIL_WORDS: Final = (
    "Abstract|Accessed|Article|Available|Cited|Copyright|Corresponding|Download|Epub|Full|Get"
    "|Keywords|Published|Received|Retrieved|Supplementary|View"
)
GLUED_TAIL: Final = re.compile(rf"(?<=[\da-z)])\.?(?:{TAIL_WORDS})(?![a-z\d])")
# Any other capitalised word glued behind a digit, where prose goes on: "...112473Some words".
GLUED_WORD: Final = re.compile(r"(?<=\d)[A-Z][a-z]+[,;:]?$")
PROSE: Final = re.compile(r" [a-z]+(?=[\s.,;])")
LANDING: Final = re.compile(
    r"(?:/(?:abstract|full|fulltext|full-text|pdf|epdf|pdfdirect|html|meta|summary|references"
    r"|citedby|suppinfo)|\.(?:pdf|full|abstract|html?|short)|[?#&].*)$",
    re.IGNORECASE,
)
OPENING: Final = {")": "(", "]": "[", ">": "<"}
TRAILING: Final = ".,;:!?'’‘*·…([<-–_/"
URL_TRAILING: Final = ".,;:!?'’‘*·…([<–"
# Behind a line end (or a blank that stands for one) a DOI goes on only if it cannot be over.
DOI_GAP: Final = re.compile(r"[ \t]?(?:\r?\n)?[ \t]{0,60}(?=(\S{1,40}))")
GOES_ON: Final = (
    (re.compile(r"[/_(]$"), re.compile(r"[A-Za-z0-9]*[0-9(]")),
    (re.compile(r"[\d)\]]-$"), re.compile(r"[(\dX]")),
    (re.compile(r"\.$"), re.compile(r"(?!\d{1,3}\.)[a-z]{0,8}\.?\d{2,}[.\-]\d")),
)
MOST_PIECES: Final = 3
DOI_VALUE: Final = re.compile(r"10\.\d{1,9}(?:\.\d{1,9}){0,3}/\S+")
DOI_BOUNDARY: Final = re.compile(r"(?<=\d)(?=[a-z])|(?=[._\-/;:(\[<])")
MOST_PREFIXES: Final = 8
ESCAPED: Final = re.compile(r"%([2-7][0-9A-Fa-f])")

# --- the others ----------------------------------------------------------------------------------
GAP: Final = r"\s{0,3}"
ARXIV_ID: Final = (
    r"(\d{4}\.\d{4,5}|(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nlin|nucl-(?:ex|th)"
    r"|physics|quant-ph|math|cs|q-bio|stat)(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?(?![\d/])"
)
ARXIV: Final = re.compile(
    rf"(?:https?://)?(?:www\.)?\barxiv\.org/(?:abs|pdf|html)/{ARXIV_ID}(?:\.pdf)?"
    rf"|\barxiv(?:\spreprint)?(?:\sarxiv)?{GAP}[:.]?{GAP}{ARXIV_ID}",
    re.IGNORECASE,
)
PMCID: Final = re.compile(
    r"(?:https?://)?(?:www\.|pmc\.)?(?:ncbi\.nlm\.nih\.gov/(?:pmc/)?|europepmc\.org/)"
    r"articles?/(?:PMC/)?PMC(\d{3,9})(?!\d)/?"
    rf"|(?:\bPub\s?Med\sCentral{GAP}[:;]?{GAP})?\bPMCID{GAP}[:=#]?{GAP}(?:PMC\s?){{0,2}}(\d{{3,9}})(?!\d)"
    r"|\bPMC:?\s?(?:PMC\s?)?(\d{4,9})(?!\d)",
    re.IGNORECASE,
)
PMID: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/)"
    r"(?:\?term=)?(\d{1,9})(?!\d)/?|https?://europepmc\.org/(?:article|abstract)/med/(\d{1,9})(?!\d)"
    rf"|(?:\bPub\s?Med{GAP})?\bPM\s?ID{GAP}(?:no\.?|number)?{GAP}[:=#.]?{GAP}(\d{{4,9}})(?!\d)"
    rf"|\bPub\s?Med{GAP}(?:ID)?{GAP}[:#]{GAP}(\d{{5,9}})(?!\d)",
    re.IGNORECASE,
)
ISBN: Final = re.compile(
    r"(?:\bISBN(?:[- ]?1[03])?(?:\s?\([^()]{1,20}\))?[:\s]{0,3}|(?<![\d\-./])(?=97[89]))"
    r"((?:97[89][-–\s]?)?(?:\d[-–\s]?){9}[\dXx])(?!\d)",
)
URL: Final = re.compile(
    r"(?:https?|ftp)\s?:\s?//\s?[^\s\"“”«»|^`{}\x00]{1,2000}|\bwww\.[^\s\"“”«»|^`{}\x00]{3,2000}",
    re.IGNORECASE,
)
URL_TAIL: Final = re.compile(
    r"[.,;\[(]*(?:(?:last )?accessed|retrieved|\[cited|\[doi|\[pubmed|\[google)|</|<br|&lt;",
    re.IGNORECASE,
)


def _digits(value: str) -> str:
    return value.lstrip("0") or "0"


# What a person types, whole: shorter forms than a text may be searched for.
TYPED: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...]] = (
    (
        "pmid",
        re.compile(r"(?:pub\s?med\s?)?(?:pm\s?id\s?[:#]?|:)\s?(\d{1,9})", re.IGNORECASE),
        _digits,
    ),
    (
        "pmcid",
        re.compile(r"(?:pmcid\s?[:#]?\s?)?(?:pmc\s?){1,2}[:#]?\s?(\d{1,9})", re.IGNORECASE),
        lambda value: "PMC" + _digits(value),
    ),
    ("arxiv", re.compile(rf"(?:arxiv\s?:?\s?)?{ARXIV_ID}", re.IGNORECASE), str.lower),
    ("doi", re.compile(r"(?:doi\s?:?\s?)?(10\.\d{1,3}/\S+)", re.IGNORECASE), str.lower),
)


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in a text: its kind, its normal form and the span of what was printed.

    `kind` is doi, pmid, pmcid, arxiv, isbn or url. The span covers a prefix such as `doi:`.
    """

    kind: str
    value: str
    start: int
    end: int


def find_identifiers(text: str) -> list[Found]:
    """Return every identifier of a text in order of position, none overlapping another."""
    found = find_dois(text)
    lower = text.lower() if len(text) <= SHORT else ""
    for finder, signs in FINDERS:
        # A reference prints few kinds: most searches are saved by the letters that a kind needs.
        if not lower or any(sign in lower for sign in signs):
            found += finder(_masked(text, found) if found else text)
    return sorted(found, key=_position)


def _position(item: Found) -> int:
    return item.start


def _masked(text: str, found: Iterable[Found]) -> str:
    """Return the text with the found spans blotted out, every other offset unchanged."""
    pieces: list[str] = []
    last = 0
    for item in sorted(found, key=_position):
        pieces += (text[last : item.start], "\x00" * (item.end - item.start))
        last = item.end
    return "".join((*pieces, text[last:]))


# --- DOI -----------------------------------------------------------------------------------------
def find_dois(text: str) -> list[Found]:
    """Return the DOIs of a text with their spans (prefix or doi.org address included).

    A DOI ends at the first closing bracket that was not opened inside it, at the words pages
    print behind it ("[PubMed]", "Get rights and content"), or at the blank; then final
    punctuation goes. Those rules are right for 1,371 of 1,373 labelled DOIs of biomedical lists.
    """
    found: list[Found] = []
    floor, at = 0, text.find("10")
    while at >= 0:
        head = DOI_HEAD.match(text, at)
        item = _doi_at(text, head, floor) if head else None
        if item:
            found.append(item)
            floor = item.end
        at = text.find("10", item.end if item else head.end() if head else at + 1)
    return found


def _doi_at(text: str, head: re.Match[str], floor: int) -> Found | None:
    prefix = _prefix(text, max(floor, head.start() - PREFIX_WINDOW), head.start())
    printed = head[0].replace("%2f", "/").replace("%2F", "/")
    registrant = "".join(printed.split())
    # Blanks inside, or a misprinted registrant of three digits, count only behind "doi".
    plain = registrant == printed and len(registrant) >= len("10.1234/")
    if not (plain or prefix):
        return None
    suffix, end = _suffix(text, head.end())
    if prefix and prefix["address"]:
        suffix = LANDING.sub("", suffix)
    suffix = _unescaped(suffix)
    if not any(map(str.isalnum, suffix)):
        return None
    return Found("doi", registrant + suffix, prefix.start() if prefix else head.start(), end)


def _prefix(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return what announces the DOI that begins at `end`; the pattern is tried where it can begin."""
    starts = places_of(text[start:end], DOI_PREFIX_STARTS)
    return next(filter(None, (DOI_PREFIX.match(text, start + at, end) for at in starts)), None)


def _suffix(text: str, start: int) -> tuple[str, int]:
    """Return the suffix that begins at `start`, and where it ends in the text."""
    pieces = list(_pieces(text, start))
    joined = "".join(piece for _, piece in pieces)
    if not joined:
        return "", start
    at, last = pieces[-1]
    suffix = joined[: _length(joined, text[at + len(last) : at + len(last) + 40])]
    suffix = suffix.rstrip(TRAILING)
    left = len(suffix)
    for at, piece in pieces:
        if left <= len(piece):
            return suffix, at + left
        left -= len(piece)
    return suffix, start


def _pieces(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the runs of non-blanks of one DOI, more than one where a line end broke it."""
    for _ in range(MOST_PIECES):
        run = DOI_RUN.match(text, start)
        if run is None:
            return
        yield start, run[0]
        gap = DOI_GAP.match(text, run.end())
        if gap is None or not _goes_on(run[0], gap[1]):
            return
        start = gap.end()


def _goes_on(run: str, following: str) -> bool:
    return any(end.search(run) and begin.match(following) for end, begin in GOES_ON)


def _length(run: str, following: str) -> int:
    """Return how much of a run of non-blanks belongs to the DOI."""
    end = len(run)
    for tail in (DOI_TAIL, GLUED_TAIL):
        if cut := tail.search(run):
            end = min(end, cut.start())
    glued = GLUED_WORD.search(run)
    if glued and PROSE.match(following):
        end = min(end, glued.start())
    return min(end, _balanced(run))


def _balanced(run: str) -> int:
    """Return the length of the run up to the first closing bracket that nothing opened."""
    opened: list[str] = []
    for at, letter in enumerate(run):
        if letter in "([<":
            opened.append(letter)
        elif letter in OPENING:
            if not opened or opened[-1] != OPENING[letter]:
                return at
            opened.pop()
    return len(run)


def _unescaped(suffix: str) -> str:
    """Return the suffix in lower case with `%3C` and `&lt;` resolved, cut again where it ends."""
    plain = unescape(ESCAPED.sub(lambda code: chr(int(code[1], 16)), suffix)).lower()
    if plain == suffix:
        return suffix
    run = DOI_RUN.match(plain)
    return _unescaped(run[0][: _length(run[0], "")].rstrip(TRAILING)) if run else ""


def normalise_doi(text: str) -> str | None:
    """Return the lower-case DOI without prefix that a text names, None if it names none."""
    found = find_dois(text.replace("\\_", "_"))
    return found[0].value if found else None


def doi_prefixes(doi: str) -> list[str]:
    """Return shorter readings of a DOI that something may have been glued to, longest first.

    Args:
        doi: a normalised DOI ("10.1067/mpd.2001.112473get").

    Returns:
        At most eight readings, each cut where letters follow a digit or before a punctuation
        mark; look them up in order and believe the first that resolves *and* agrees.
    """
    slash = doi.find("/") + 1
    cuts = [cut.start() for cut in DOI_BOUNDARY.finditer(doi, slash + 1)]
    readings = dict.fromkeys(doi[:cut].rstrip(TRAILING) for cut in reversed(cuts))
    return [reading for reading in readings if len(reading) > slash + 1][:MOST_PREFIXES]


# --- the others ----------------------------------------------------------------------------------
def _group(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _arxivs(text: str) -> list[Found]:
    return [Found("arxiv", _group(m).lower(), *m.span()) for m in ARXIV.finditer(text)]


def _pmcids(text: str) -> list[Found]:
    return [
        Found("pmcid", "PMC" + _group(m).lstrip("0"), *m.span())
        for m in starting_with(PMCID, text, ("http", "www.", "pmc", "ncbi", "europepmc", "pub"))
        if _group(m).strip("0")
    ]


def _pmids(text: str) -> list[Found]:
    return [
        Found("pmid", _group(m).lstrip("0"), *m.span())
        for m in starting_with(PMID, text, ("http", "www.", "pub", "ncbi", "pm"))
        if _group(m).strip("0")
    ]


def _isbns(text: str) -> list[Found]:
    found = ((m, _isbn(m[1])) for m in ISBN.finditer(text))
    return [Found("isbn", value, *m.span()) for m, value in found if value]


def _isbn(printed: str) -> str | None:
    """Return the thirteen digits of an ISBN whose check digit is right (ISO 2108)."""
    digits = re.sub(r"[^\dXx]", "", printed).upper()
    if len(digits) == 10 and "X" not in digits[:9]:
        total = sum((10 - at) * (10 if d == "X" else int(d)) for at, d in enumerate(digits))
        body = "978" + digits[:9]
        return body + _check_digit(body) if total % 11 == 0 else None
    right = len(digits) == 13 and digits.isdigit() and digits[-1] == _check_digit(digits[:12])
    return digits if right else None


def _check_digit(body: str) -> str:
    return str(-sum(int(d) * (1 + 2 * (at % 2)) for at, d in enumerate(body)) % 10)


def _urls(text: str) -> list[Found]:
    found = []
    for m in URL.finditer(text):
        run = m[0]
        tail = URL_TAIL.search(run)
        run = run[: min(tail.start() if tail else len(run), _balanced(run))].rstrip(URL_TRAILING)
        found.append(Found("url", re.sub(r"\s", "", run), m.start(), m.start() + len(run)))
    return found


SHORT: Final = 6000
FINDERS: Final[tuple[tuple[Callable[[str], list[Found]], tuple[str, ...]], ...]] = (
    (_arxivs, ("arxiv",)),
    (_pmcids, ("pmc",)),
    (_pmids, ("pubmed", "pub med", "pub\nmed", "pmid", "pm id", "pm\nid", "/med/")),
    (_isbns, ("isbn", "978", "979")),
    (_urls, ("http", "ftp", "www")),
)


def normalise_pmid(text: str) -> str | None:
    """Return the digits of a PMID written in any form ("PMID: 21772617", a PubMed address)."""
    return _typed("pmid", text if not text.strip().isdigit() else f"PMID:{text.strip()}")


def normalise_pmcid(text: str) -> str | None:
    """Return "PMC" + digits of a PMCID written in any form ("PMCPMC3132933", "3132933")."""
    return _typed("pmcid", text if not text.strip().isdigit() else f"PMC{text.strip()}")


def normalise_arxiv(text: str) -> str | None:
    """Return an arXiv identifier without prefix and version ("2101.00001", "hep-th/9901001")."""
    return _typed("arxiv", text)


def normalise_isbn(text: str) -> str | None:
    """Return the thirteen digits of an ISBN (10 or 13) with a right check digit, else None."""
    return _isbn(re.sub(r"^\s*ISBN(?:[- ]?1[03])?[:\s]*", "", text, flags=re.IGNORECASE))


def _typed(kind: str, text: str) -> str | None:
    found = parse_identifier(text)
    return found.value if found and found.kind == kind else None


def parse_identifier(text: str) -> Found | None:
    """Return the identifier that the whole text is, as a person types or pastes it.

    A DOI, PMID, PMCID, arXiv id or ISBN, bare or with its prefix, or an address (of a DOI,
    of PubMed, PMC, arXiv, or any other: kind "url"). None where more than that is written.
    """
    typed = text.strip().rstrip(".,;")
    start = text.find(typed)
    for kind, pattern, value in TYPED:
        if m := pattern.fullmatch(typed):
            return Found(kind, value(_group(m)), start, start + len(typed))
    found = find_identifiers(typed)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end >= len(typed) - 1
    if whole:
        return Found(found[0].kind, found[0].value, start, start + len(typed))
    isbn = normalise_isbn(typed)
    return Found("isbn", isbn, start, start + len(typed)) if isbn else None
