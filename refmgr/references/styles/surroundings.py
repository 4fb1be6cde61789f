"""What may stand round a number that is no citation: units, labels, exponents, lines of names."""

import re
from typing import Final

from refmgr.references.styles.numerals import Marker
from refmgr.text import vocabulary

UNITS: Final = vocabulary(
    "m cm mm km dm nm µm μm um pm g kg mg µg μg ug ng pg L l ml mL dL dl µL µl μL μl uL ul fL fl"
    " mol mmol µmol μmol nmol pmol M mM µM μM nM s sec ms min h hr hrs d Hz kHz MHz GHz Pa kPa MPa"
    " J kJ kcal cal W kW mW V mV kV A mA Da kDa bp kb Mb IU U UI ppm ppb rpm mmHg"
)

NUMBERED_PARTS: Final = vocabulary(
    "fig figs figure figures image images table tables tab eq eqs equation equations section"
    " sections chapter appendix step steps no nos nr vol volume panel formula theorem lemma"
    " figura tabela abbildung tabelle"
)
"""Parts of a paper, and of a publication, that carry numbers."""
LABELS: Final = NUMBERED_PARTS | vocabulary(
    "tabs sect box scheme file video model grade grades stage stages phase phases type types"
    " group groups case cases patient patients day days week weeks month months year years"
    " number p pp page pages item items line lines class level score question cluster version"
    " ver v study experiment exp wave arm cohort round visit part supplement art suppl note"
    " scenario subject participant respondent interview hypothesis aim objective criterion"
    " cycle dose exon intron receptor factor protein interleukin chain ligand gene subunit"
    " domain kinase isoform channel antigen serotype genotype peroxidase caspase codon"
    " chromosome lane well abb cuadro gráfico quadro"
)
"""Words that a number behind a blank belongs to: "grade 2", "interleukin 6"."""

ABBREVIATED: Final = vocabulary(
    "fig figs tab tabs eq eqs no nos nr vol p pp sect chap suppl ver v art abb ca approx"
)

_COUNTED: Final = (
    r"years?|yrs?|months?|weeks?|days?|hours?|minutes?|seconds?|patients?|cases?"
    r"|participants?|subjects?|children|women|men|girls?|boys?|times?|fold|doses?|to|of|out"
    r"|points?|degrees?|percent|per|mice|rats|samples?|studies|articles|items|questions"
    r"|million|billion|thousand|more|different|other|or"
)
_LONGEST_FIRST: Final = sorted(map(re.escape, UNITS), key=len, reverse=True)
_UNIT_AFTER = re.compile(
    rf"\s{{0,2}}(?:[%°‰×±<>=≤≥≈~+]|(?:{'|'.join(_LONGEST_FIRST)}|{_COUNTED})\b)"
)
_LABEL_BEFORE = re.compile(r"([^\W\d_]+)(\.?)[:(]?\s{0,2}\Z")

_CELL_BEFORE = re.compile(
    r"(?:(?:[\t|]|\s{2})[\s\d.,±%<>\u2010-\u2015\u2212-]{0,12}\d|\)[ \t]\d[\d.,]{0,8})[%\s]{0,3}\Z"
)
_COUNT_BEFORE = re.compile(r"(?<![\d.,])(\d[\d.,]{0,8})%?[ \t]?\Z")
_CELL_AFTER = re.compile(r"[ \t]{1,4}[<>]?\d|[ \t]{0,4}[|\t]")

_NAME_PARTICLES: Final = vocabulary(
    "and y e et und de da do dos das del della di du la le van von der den ter ten bin sup"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINE: Final = 300
_FRONT: Final = 6000

_TOKEN_BEFORE = re.compile(r"([^\W_]+)\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def unit_follows(text: str, end: int) -> bool:
    """Tell whether a unit, a counted noun or a sign follows: "5 mg", "12 patients", "3 to 7"."""
    return _UNIT_AFTER.match(text, end) is not None


def label_precedes(text: str, start: int, labels: frozenset[str] = LABELS) -> bool:
    """Tell whether the word before names what is counted: "Figure 3", "grade 2", "vol.5"."""
    found = _LABEL_BEFORE.search(text[max(0, start - 24) : start])
    return found is not None and found[1].lower() in (ABBREVIATED if found[2] else labels)


def in_line_of_names(text: str, start: int, end: int) -> bool:
    """Tell whether a marker near the top stands among authors: "Feroze Kaliyadan 1, S Rao 1"."""
    if start > _FRONT:
        return False
    earliest = max(0, start - _LINE)
    left = max(earliest, text.rfind("\n", earliest, start) + 1)
    right = text.find("\n", end, end + _LINE)
    line = text[left : right if right >= 0 else end + _LINE]
    names = [word for word in _WORD.findall(line) if word not in _NAME_PARTICLES]
    return len(names) >= 2 and not any(word[0].islower() for word in names)


def in_cell_of_numbers(text: str, opens: int, closes: int) -> bool:
    """Tell whether a number in parentheses belongs to a count in a table: "12 (7) | 34.5 (3)"."""
    before = text[max(0, opens - 24) : opens]
    if _CELL_BEFORE.search(before):
        return True
    counted = _COUNT_BEFORE.search(before)
    if counted is None or _YEAR.match(counted[1]):
        return False
    return _CELL_AFTER.match(text, closes) is not None


def is_exponent(text: str, marker: Marker) -> bool:
    """Tell whether a raised number is a power, an isotope or the mark of an affiliation."""
    before = text[max(0, marker.opens - 24) : marker.opens]
    after = text[marker.closes : marker.closes + 1]
    if not before.strip() or before[-1] in "\n([ ":
        return after.isalpha() or not before.rstrip(" ") or before.endswith("\n\n")
    token = _TOKEN_BEFORE.search(before)
    if token is None:
        return False
    word = token[1]
    if word.isdigit():
        return _YEAR.match(word) is None
    small = max(marker.numbers) <= 3
    return small and (word in UNITS or len(word) == 1)
