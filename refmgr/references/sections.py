"""The headings a text is divided by, and its figure legends and tables."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from refmgr.text import fold, is_capitals

_KNOWN: Final = re.compile(
    "abstract|summary|synopsis|introduction|background|objective|objectives|aim|aims|purpose"
    "|methods|method|methodology|materials and methods|material and methods|patients and methods"
    "|methods and materials|subjects and methods|materials & methods|design|setting|participants"
    "|statistical analysis|statistics|case|cases|case report|case reports|case presentation"
    "|case presentations|case description|case history|case summary|case series|case illustration"
    "|clinical case|clinical presentation|clinical findings|history|patient information|timeline"
    "|diagnostic assessment|therapeutic intervention|follow-up and outcomes|patient perspective"
    "|results|findings|observations|results and discussion|discussion|general discussion"
    "|discussion and conclusion|discussion and conclusions|discussion and review of the literature"
    "|review of the literature|review of literature|literature review|comment|comments|conclusion"
    "|conclusions|conclusion and perspectives|concluding remarks|limitations|strengths and limitations"
    "|clinical implications|treatment|management|diagnosis|differential diagnosis|pathophysiology"
    "|pathogenesis|epidemiology|etiology|aetiology|prognosis|outcome|outcomes|section snippets"
    "|learning points|key points|highlights|take-home message|future directions|perspectives"
    "|acknowledgement|acknowledgements|acknowledgment|acknowledgments|funding|conflict of interest"
    "|conflicts of interest|competing interests|declaration of interest|ethics|ethics statement"
    "|informed consent|author contributions|authors' contributions|data availability|keywords"
    "|key words|abbreviations|appendix|supplementary material|references|bibliography|end note"
    "|resumo|resumen|introducao|introduccion|metodos|material e metodos|materiales y metodos"
    "|resultados|discussao|discusion|conclusao|conclusoes|conclusiones|caso clinico|relato de caso"
    "|zusammenfassung|einleitung|methoden|ergebnisse|diskussion|fallbericht|kasuistik"
    "|schlussfolgerung|resume|methodes|resultats|observation|cas clinique"
)
_NUMBERED_CASE: Final = re.compile(
    r"(?:case|patient|caso|fall|cas)(?: report)? ?(?:no\.? ?)?(?:\d{1,2}|[ivx]{1,4})"
)
_LINE: Final = re.compile(r"^[ \t\u00a0>]{0,8}(#{1,6}[ \t]+)?([^\s#>|][^\n]{1,88})$", re.MULTILINE)
_OUTLINE: Final = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4})[.)]?(?:\s*\|)?\s+(?=[^\W\d_])"
)
_EMPHASIS: Final = re.compile(r"^[*_]{1,3}|[*_:#\s]{1,6}$")
_CLOSED: Final = re.compile(r"[.,;!?:…”\")\]]$")
_LONG_PARAGRAPH: Final = 120
_LABEL_REACH: Final = 40
_MOST_WORDS: Final = 10
_LABEL: Final = re.compile(
    r"\W{0,4}(?:(fig(?:ure|\.)?|scheme|image|photo|abb(?:ildung|\.)|figura|panel)"
    r"|tab(?:le|elle|ela|la|\.)|cuadro|quadro)\s?S?\d{1,3}[a-z]?\W{0,4}(?:[.:|—–]|\n|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section; `title` is None for the title of the paper itself."""

    start: int
    end: int
    title: str | None


class Sections:
    """The headings of one text, to be asked by position."""

    def __init__(self, text: str) -> None:
        self.headings = _headings(text)
        self._starts = [heading.start for heading in self.headings]

    def at(self, position: int) -> str | None:
        """Return the heading, as printed, that the position stands under."""
        place = bisect_right(self._starts, position) - 1
        return self.headings[place].title if place >= 0 else None


def legend_kind(paragraph: str) -> str | None:
    """Return "figure legend" or "table" for a paragraph that opens with such a label."""
    found = _LABEL.match(paragraph)
    if found is None:
        return None
    return "figure legend" if found[1] else "table"


def _headings(text: str) -> list[Heading]:
    headings: list[Heading] = []
    first = len(text) - len(text.lstrip())
    for line in _LINE.finditer(text):
        printed = _EMPHASIS.sub("", _EMPHASIS.sub("", line[2].strip()))
        if line[1]:
            is_title = len(line[1].strip()) == 1 and not headings
            headings.append(Heading(line.start(), line.end(), None if is_title else printed))
        elif printed and _is_heading(text, line, printed, first):
            headings.append(Heading(line.start(), line.end(), printed))
    return headings


def _is_heading(text: str, line: re.Match[str], printed: str, first: int) -> bool:
    bare = _OUTLINE.sub("", printed, count=1)
    if not bare or bare[0].islower():
        return False
    if len(bare) <= 48:
        folded = fold(bare)
        if _KNOWN.fullmatch(folded) or _NUMBERED_CASE.fullmatch(folded):
            return True
    if line.start() <= first or legend_kind(printed) or not _stands_alone(text, line):
        return False
    if _follows_label(text, line.start()):
        return False
    return _looks_like_title(bare) and (
        bare != printed or _opens_paragraph(text, line.end(), short=is_capitals(bare))
    )


def _looks_like_title(bare: str) -> bool:
    """Tell whether a line reads like a heading: a few words, no digits or commas, left open."""
    if _CLOSED.search(bare) or "," in bare or "@" in bare or any(map(str.isdigit, bare)):
        return False
    return len(bare) > 3 and len(bare.split()) <= _MOST_WORDS


def _stands_alone(text: str, line: re.Match[str]) -> bool:
    before, after = text[max(0, line.start() - 3) : line.start()], text[line.end() : line.end() + 3]
    return before.count("\n") > 1 and after.count("\n") > 1


def _follows_label(text: str, start: int) -> bool:
    """Tell whether the paragraph before is the label of a figure, and this line its caption."""
    before = text[max(0, start - _LABEL_REACH) : start].rstrip()
    return legend_kind(before[before.rfind("\n") + 1 :]) is not None


def _opens_paragraph(text: str, end: int, *, short: bool) -> bool:
    """Tell whether a paragraph of some length follows, and starts like one."""
    following = text[end : end + 40].lstrip()
    if not following or following[0].islower():
        return False
    start = text.index(following[0], end)
    least = _LONG_PARAGRAPH // 3 if short else _LONG_PARAGRAPH
    blank = text.find("\n\n", start, start + least)
    return blank < 0 and len(text) - start > least
