"""Invented works printed in the styles that clinicians paste: labelled references for the tagger.

    python benchmarks/render_references.py 20        # print twenty of them

The same seed gives the same references. The styles stand in reference_styles.py, those put together
at random in composed_styles.py, what pages and PDF files do to a reference in reference_noise.py.
"""

import json
import random
import re
import string
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import reference_words as words
from composed_styles import compose_article
from invented_titles import Titles
from reference_names import Names
from reference_noise import spoil
from reference_parts import Parts
from reference_styles import CALLED, FIELDS, KINDS

Spans = list[list[Any]]
T = TypeVar("T")

OPTIONAL = re.compile(r"⟦([^⟧]*)⟧")
CHOICE = re.compile(r"‹([^‹›]*)›")
FIELD = re.compile(r"\{([^{}]+)\}")
COMPOSED = 0.35  # share of the articles whose style is put together at random


class Printer:
    """Prints invented works; one source of chance, so that a seed fixes everything."""

    def __init__(self, seed: int, parts: Parts) -> None:
        self.chance = random.Random(seed)
        self.parts = parts
        self.titles = Titles(self.chance)
        self.names = Names(self.chance, parts.people, self.titles)

    def pick(self, *options: T) -> T:
        """Return one of the options."""
        return self.chance.choice(options)

    def references(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield so many references in the form of the training data."""
        kinds: list[tuple[Any, ...]] = [kind for kind, _ in KINDS]
        weights = [weight for _, weight in KINDS]
        for number in range(count):
            styles = self.chance.choices(kinds, weights)[0]
            raw, spans = self._print(styles)
            yield {
                "raw": raw,
                "spans": spans,
                "doc": f"rendered-{number // 40}",
                "source": "rendered",
            }

    def _print(self, styles: tuple[Any, ...]) -> tuple[str, Spans]:
        style = self.chance.choice(styles)
        if len(style) == 4 and self.chance.random() < COMPOSED:
            style = compose_article(self.chance)
        people, template = style[0], style[-1]
        journal, pages = (style[1], style[2]) if len(style) == 4 else ("book", "long")
        template = CHOICE.sub(lambda found: self.pick(*found[1].split("¦")), template)
        values = _Values(self, people, journal, pages)
        raw, spans = fill(template.replace("~", ""), values, month="~" in template)
        return spoil(self.chance, raw, spans)


class _Values:
    """The parts of one invented work; each is made when a style asks for it, and stays the same."""

    def __init__(self, printer: Printer, people: str, journal: str, pages: str) -> None:
        self.printer = printer
        self.chance, self.titles, self.parts = printer.chance, printer.titles, printer.parts
        self.names, self.pick = printer.names, printer.pick
        self.people, self.journal, self.page_style = people, journal, pages
        self.known: dict[str, str] = {}
        old = self.chance.random() < 0.1
        self.year = self.chance.randrange(1900, 1985) if old else self.chance.randrange(1985, 2025)

    def __getitem__(self, key: str) -> str:
        if key not in self.known:
            made = getattr(self, f"_{key.replace('-', '_')}", None)
            self.known[key] = made() if made else self._small(key)
        return self.known[key]

    def _small(self, key: str) -> str:
        """Return a value that needs no more than one draw."""
        n = self.chance.randrange
        choices: dict[str, Any] = {
            "number": lambda: str(n(1, 25)), "bvol": lambda: str(n(1, 25)), "snum": lambda: str(n(1, 20)),
            "number_issue": lambda: f"{n(1, 25):02}", "suppl": lambda: f"{self.pick('Suppl', 'Suppl.', 'suppl')} {n(1, 9)}",
            "n": lambda: str(n(10**4, 10**6)), "n2": lambda: str(n(100, 2000)), "total": lambda: str(n(90, 700)),
            "pmid": lambda: str(n(10**6, 4 * 10**7)), "nth_pt": lambda: str(n(2, 40)), "year": lambda: str(self.year),
            "arxiv": lambda: f"{n(10, 24)}{n(1, 13):02}.{n(10**4):04}",
            "url": lambda: f"{self.pick('https://www.', 'http://', 'www.', 'https://')}{self.pick('example.org', 'health.example.gov.br', 'example.com')}/{self.pick('', 'doc/', 'page?id=', 'pdf/2017/')}{n(10, 10**5)}{self.pick('', '.pdf', '.html', '/')}",
            "acronym": lambda: self.pick("UFBA", "USP", "UFRJ", "FaLe/UFMG", "UNESP"),
            "ids": lambda: self.pick("", "", f" doi: 10.5555/j.{self.year}.{n(999)}.x", f" https://doi.org/10.5555/s{n(999)}-{self.year}", f" doi:10.5555/S0140-6736({n(99)}){n(9999)}-X"),
            "kind": lambda: self.pick("package insert", "computer program", "video", "database", "brochure"),
            "preprint": lambda: self.pick("medRxiv", "bioRxiv", "arXiv preprint arXiv", "arXiv", "Research Square", "PsyArXiv", "SSRN"),
            "repository": lambda: self.pick("Dryad Digital Repository", "Zenodo", "figshare", "Dryad", "Mendeley Data"),
            "other": lambda: self.pick("New Scientist", "The Guardian", "Medscape", "The Conversation"),
            "language": lambda: self.pick("Turkish", "German", "Chinese", "French", "Spanish", "Japanese"),
            "month": lambda: self.pick(*words.MONTHS),
            "date_pt": lambda: self.pick(f"{self.pick(*words.MONTHS_PT)} {self.year}", f"jan./{self.pick('abr', 'mar', 'jun')}. {self.year}", f"{n(1, 29)} {self.pick(*words.MONTHS_PT)} {self.year}"),
            "date_us": lambda: self.pick(f"{self.pick(*words.MONTHS_LONG)} {n(1, 29)}, {self.year}", f"{self.pick(*words.MONTHS_LONG)} {self.year}", f"{n(1, 29)} {self.pick(*words.MONTHS_LONG)} {self.year}"),
            "date_law": lambda: f"{n(1, 29)} {self.pick(*words.MONTHS_PT)} {self.year}{self.pick('', '', 'a', 'b')}",
            "edition2": lambda: self.pick("second edition", "third edition"),
            "city": lambda: self.pick(*words.CITIES),
        }  # fmt: skip
        return str(choices[key]())

    def _of(self, own: tuple[str, ...], share: float, made: Callable[[], str]) -> str:
        """Return a part that the data print, in a share of the cases, else an invented one."""
        return str(self.pick(*own) if own and self.chance.random() < share else made())

    def _author(self) -> str:
        return self.names.listed(self.people)

    def _author2(self) -> str:
        return self.titles.body()

    def _title(self) -> str:
        made = self.titles.article
        if self.journal == "pt":
            return self._of(self.parts.titles, 0.15, self.titles.foreign)
        return self._of(self.parts.titles, 0.5, made)

    def _book(self) -> str:
        return self._of(self.parts.books, 0.45, self.titles.book)

    def _web(self) -> str:
        return self._of(self.parts.books, 0.12, self.titles.web)

    def _law(self) -> str:
        kind = self.pick("Lei", "Decreto", "Portaria", "Resolução", "Lei Complementar", "Emenda")
        number = f"{self.chance.randrange(1, 14)}.{self.chance.randrange(1, 999):03}"
        day = f"{self.chance.randrange(1, 31)} de {self.pick('janeiro', 'maio', 'setembro', 'dezembro')} de {self.year}"
        act = self.pick(
            "Dispõe sobre",
            "Regulamenta",
            "Institui o Programa de",
            "Altera a Lei no 9.394, de 20 de dezembro de 1996, sobre",
        )
        about = f". {act} {self.titles.pick(words.FOREIGN['pt'])} {self.pick('e dá outras providências', 'no Brasil', '')}".rstrip()
        return f"{kind} {self.pick('nº', 'n.', 'no', 'n°')} {number}, de {day}{about if self.chance.random() < 0.8 else ''}"  # fmt: skip

    def _meeting(self) -> str:
        return self.titles.meeting(self.year)

    def _container_title(self) -> str:
        if self.people == "law":
            return self.pick(
                "Diário Oficial da União", "Diário Oficial do Estado", "Boletim Oficial"
            )
        if self.journal == "book":
            return self._of(self.parts.volumes, 0.45, self.titles.book)
        if self.journal == "pt":
            return self.pick(*words.FOREIGN_JOURNALS)
        share = 0.0 if self.journal == "abbr" else 0.4
        return self._of(self.parts.journals, share, lambda: self.titles.journal(self.journal))

    def _date(self) -> str:
        return f"{self.year}{self.pick(*('' for _ in range(20)), 'a', 'b')}"

    def _volume(self) -> str:
        roll = self.chance.random()
        if roll < 0.9:
            return str(self.chance.randrange(1, 140))
        if roll < 0.95:
            return str(self.chance.randrange(140, 2999))
        return self.pick(str(self.year), f"{self.chance.randrange(1, 30)}A", f"{self.chance.randrange(10, 99)}-{self.chance.randrange(10, 99)}", "XX", "CLXI")  # fmt: skip

    def _issue(self) -> str:
        number = self.chance.randrange(1, 13)
        return self.chance.choices(
            (str(number), "", f"{number} Pt {self.pick(1, 2)}", f"{number} Suppl{self.pick('', ' 1', '. 2')}", f"{self.pick('Suppl', 'suppl', 'Supl', 'Suppl.')} {number}", f"{number}{self.pick('-', '–', '/')}{number + 1}", str(1000 + number * 613), f"S{number}"),
            (60, 18, 3, 3, 4, 5, 4, 1),
        )[0]  # fmt: skip

    def _pages(self) -> str:
        first = self.chance.randrange(1, 2000)
        last = first + self.chance.randrange(1, 30)
        roll, style = self.chance.random(), self.page_style
        dash = self.pick("-", "–", "–", "-", " - ", "‐")
        if style == "id" or roll < 0.15:
            return self._article_number(first)
        if style == "first" or roll < 0.19:
            return str(first) if style != "first" or roll < 0.6 else f"{first:06}"
        if roll < 0.24:
            return f"S{first}{dash}S{last}" if style == "long" else f"S{first}{dash}{last % 10}"
        if style == "short" and first > 9 and len(str(first)) == len(str(last)):
            kept = next(k for k, (a, b) in enumerate(zip(f"{first}x", f"{last}y", strict=True)) if a != b)  # fmt: skip
            return f"{first}{dash}{str(last)[kept:]}"
        return f"{first}{dash}{last}"

    def _article_number(self, first: int) -> str:
        return self.pick(
            f"e{first}", f"e{1000000 + first * 37}", f"e{10000 + first * 9}", f"E{first}{first}", f"CD00{first}", f"{first % 40 + 1}", f"{first}.e1-5",
            f"{first}{self.pick(12, 57)}", f"{first}–{first + 8}.e{first % 9 + 2}", f"{100000 + first * 31}", f"ii{first % 90}–ii{first % 90 + 6}", f"N{first}",
            f"iii{first % 90}-{first % 9}", f"e{first % 90}-{first % 9}", f"2333794X{first}", f"vex{first % 100:03}", f"e{first}S1", f"A{first}", f"00{first}",
        )  # fmt: skip

    def _publisher(self) -> str:
        if self.people.startswith(("body", "firm")) and self.chance.random() < 0.3:
            return self["author"].rstrip(".")
        made = self.chance.random()
        invented = self.titles.body if made < 0.15 else lambda: self.pick(*words.PUBLISHERS)
        return self._of(self.parts.publishers, 0.35, invented)

    _publisher2 = _publisher

    def _location(self) -> str:
        return self._of(self.parts.places, 0.3, lambda: self.pick(*words.PLACES))

    _location2 = _location

    def _university(self) -> str:
        place = self.pick(*words.PLACES).split(",")[0].split(" (")[0]
        of = self.pick(
            "University of",
            "Universidade de",
            "Universidad de",
            "Université de",
            "Universität",
            "Universidade Federal de",
        )
        return f"{of} {place}{self.pick('', '', '', ', Escola de Enfermagem', ', School of Public Health')}"  # fmt: skip

    def _edition(self) -> str:
        n = self.chance.randrange(2, 17)
        return self.pick("", "", "2nd ed", "3rd ed", "4th ed", "5th ed", "Rev. ed", "2nd ed.", "3rd edn", "2nd edition", "Third edition", "Second ed.",
            f"{n}th ed", f"{n}th ed.", f"{n}th edition", f"{n}. Aufl", f"{n}. Auflage", f"{n}ª ed", f"{n}a ed", f"{n}e éd", "Rev. and expanded ed.")  # fmt: skip

    def _edition_pt(self) -> str:
        return self.pick("", "", "2. ed", "3. ed", "4. ed", "9. ed", "2. ed. rev. e ampl", "14. ed", "3ª ed", "5. ed")  # fmt: skip

    def _editor(self) -> str:
        return self.names.joined("vancouver", 3)

    def _editor_natural(self) -> str:
        return self.names.joined("natural", 3)

    def _editor_full(self) -> str:
        return self.names.joined("full", 3)

    def _editor_abnt(self) -> str:
        return self.names.joined("abnt", 3)

    def _editor_apa(self) -> str:
        return self.names.joined("inverted", 2)

    def _editor_semicolon(self) -> str:
        return self.names.joined("tight", 3, "; ")

    def _translator(self) -> str:
        return self.names.joined("full", 2)

    _translator2 = _translator


def fill(template: str, values: _Values, *, month: bool) -> tuple[str, Spans]:
    """Return the text of a template and the spans of its fields."""

    def keep(found: re.Match[str]) -> str:
        return found[1] if all(values[key] for key in FIELD.findall(found[1])) else ""

    template = OPTIONAL.sub(keep, template)
    if month:
        values.known["date"] = _with_month(values)
    if "{issue}" in template and not values["issue"]:
        template = without_issue(template)
    raw, spans = "", []
    for literal, key, _, _ in string.Formatter().parse(template):
        raw += literal
        if not key:
            continue
        field = CALLED.get(key, key)
        value = values[key]
        if raw.endswith(".") and literal.endswith(". ") and not value:
            continue
        if field in FIELDS and value:
            spans.append([len(raw), len(raw) + len(value), field])
        raw += value
    return tidy(raw, spans)


def _with_month(values: _Values) -> str:
    """Return the date of a work with its month, its day, its season, or neither."""
    month, day = values.pick(*words.MONTHS), values.chance.randrange(1, 29)
    other, season = values.pick(*words.MONTHS_OTHER), values.pick(*words.SEASONS)
    year = values["date"]
    return values.pick(
        year, f"{year} {month}", f"{year} {month} {day}", f"{year} {month}", f"{year} {month}-{values.pick(*words.MONTHS)}",
        f"{year} {month} {day}", f"{year} {other}", f"{year} {season}", f"{year} {month}", f"{month} {year}", f"{year} {month} {day}-{day + 3}",
    )  # fmt: skip


def without_issue(template: str) -> str:
    """Return a template without its issue and what announces it."""
    for empty in (
        "({issue})",
        " ({issue})",
        ".{issue}",
        ", no. {issue}",
        ", n. {issue}",
        "({issue}),",
    ):
        template = template.replace(empty, "")
    return template


def tidy(raw: str, spans: Spans) -> tuple[str, Spans]:
    """Take out a full stop behind one (`et al..`, `prevent it?.`); the spans move along."""
    while found := re.search(r"(?<=[.?!])\.(?!\.)|(?<=[^.]\.)\.(?=\s)", raw):
        at = found.start()
        raw = raw[:at] + raw[at + 1 :]
        spans = [[a - (a > at), b - (b > at), field] for a, b, field in spans]
    return raw, spans


def render(count: int, seed: int = 4, parts: Parts | None = None) -> list[dict[str, Any]]:
    """Return so many labelled references; given parts are used beside the invented ones."""
    return list(Printer(seed, parts or Parts()).references(count))


if __name__ == "__main__":
    for item in render(int(sys.argv[1]) if len(sys.argv) > 1 else 20):
        print(json.dumps(item, ensure_ascii=False))
