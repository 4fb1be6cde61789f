"""Invented works printed in the styles that clinicians paste: labelled references for the tagger.

    python benchmarks/render_references.py 20        # print twenty of them

The same seed gives the same references. The styles stand in reference_styles.py.
"""

import json
import random
import re
import string
import sys
from collections.abc import Iterator
from typing import Any, TypeVar

import reference_words as words
from reference_styles import CALLED, FIELDS, KINDS

Values = dict[str, str]
T = TypeVar("T")
Person = tuple[str, str]

OPTIONAL = re.compile(r"⟦([^⟧]*)⟧")
SMALL_INITIALS = re.compile(r"[- ]")


def initials(given: str, dot: str = "", gap: str = "") -> str:
    """Return the initials of the given names."""
    return gap.join(f"{part[0]}{dot}" for part in SMALL_INITIALS.split(given))


def name(person: Person, order: str) -> str:
    """Return one name in the order of a style."""
    family, given = person
    made = {
        "vancouver": f"{family} {initials(given)}",
        "inverted": f"{family}, {initials(given, '.', ' ')}",
        "tight": f"{family}, {initials(given, '.')}",
        "natural": f"{initials(given, '.', ' ')} {family}",
        "tight-natural": f"{initials(given, '.')} {family}",
        "full": f"{given} {family}",
        "full-inverted": f"{family}, {given}",
        "abnt": f"{family.upper()}, {initials(given, '.', ' ')}",
        "abnt-full": f"{family.upper()}, {given}",
        "dotted": f"{family} {initials(given, '.')}",
    }
    return made[order]


class Printer:
    """Prints invented works; one source of chance, so that a seed fixes everything."""

    def __init__(
        self, seed: int, titles: tuple[str, ...] = (), journals: tuple[str, ...] = ()
    ) -> None:
        self.chance = random.Random(seed)
        self.titles = titles
        self.journals = journals

    def pick(self, *options: T) -> T:
        """Return one of the options."""
        return self.chance.choice(options)

    def references(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield so many references in the form of the training data."""
        kinds, weights = zip(*KINDS, strict=True)
        for number in range(count):
            styles = self.chance.choices(kinds, weights)[0]
            raw, spans = self._print(styles)
            yield {
                "raw": raw,
                "spans": spans,
                "doc": f"rendered-{number // 40}",
                "source": "rendered",
            }

    def _print(self, styles: tuple[Any, ...]) -> tuple[str, list[list[Any]]]:
        style = self.chance.choice(styles)
        people, template = style[0], style[-1]
        journal, pages = (style[1], style[2]) if len(style) == 4 else ("book", "long")
        values = self._values(people, journal, pages)
        raw, spans = fill(
            template.replace("~", ""), values, tilde="~" in template, month=self._month()
        )
        return self._dirty(raw, spans)

    def _month(self) -> str:
        month = self.pick(*words.MONTHS)
        return self.pick("", f" {month}", f" {month} {self.chance.randrange(1, 29)}", f" {month}")

    def _dirty(self, raw: str, spans: list[list[Any]]) -> tuple[str, list[list[Any]]]:
        """Add what pages and PDF files do to a reference; the spans stay right."""
        roll = self.chance.random()
        if roll < 0.12:
            raw += self.pick(
                " [DOI] [PubMed] [Google Scholar]", " [PubMed]", " CrossRef", " Google Scholar"
            )
        elif roll < 0.2:
            raw += f" PMID: {self.chance.randrange(10**6, 4 * 10**7)}"
        elif roll < 0.26 and raw.endswith("."):
            raw = raw[:-1]
        return raw, spans

    def _values(self, people: str, journal: str, pages: str) -> Values:
        year = self.chance.choices(
            (self.chance.randrange(1985, 2025), self.chance.randrange(1900, 1985)), (9, 1)
        )[0]
        authors = self._people(people)
        volume = (
            self.chance.randrange(1, 140)
            if self.chance.random() < 0.93
            else self.chance.randrange(1000, 2999)
        )
        return {
            "author": authors,
            "author2": self.pick(*words.BODIES),
            "title": self._title(),
            "book": self._book_title(),
            "container-title": self._book_title() if journal == "book" else self._journal(journal),
            "meeting": self._meeting(year),
            "date": str(year),
            "date_pt": f"{self.pick(*words.MONTHS_PT)} {year}",
            "volume": str(volume),
            "issue": self._issue(),
            "suppl": f"Suppl {self.chance.randrange(1, 9)}",
            "number": f"{self.chance.randrange(1, 25):02}",
            "pages": self._pages(pages),
            "publisher": self.pick(*words.PUBLISHERS),
            "location": self.pick(*words.PLACES),
            "university": f"{self.pick('University of', 'Universidade de', 'Universidad de', 'Université de')} {self.pick(*words.PLACES).split(',')[0]}",
            "edition": self.pick("", "", "2nd ed", "3rd ed", "4th ed", "5th ed", "Rev. ed"),
            "edition_pt": self.pick("", "2. ed", "3. ed", "4. ed"),
            "editor": self._join("vancouver", 3),
            "editor_natural": self._join("natural", 3),
            "editor_full": self._join("full", 3),
            "editor_abnt": self._join("abnt", 2),
            "translator": name(self._person(), "full"),
            "ids": self.pick("", "", f" doi: 10.5555/j.{year}.{volume}.x", f" https://doi.org/10.5555/s{volume}-{year}"),
            "n": f"{self.chance.randrange(10**4, 10**6)}",
            "arxiv": f"{self.chance.randrange(10, 24)}{self.chance.randrange(1, 13):02}.{self.chance.randrange(10**4):04}",
            "total": str(self.chance.randrange(90, 700)),
            "language": self.pick("Turkish", "German", "Chinese", "French", "Spanish"),
        }  # fmt: skip

    def _issue(self) -> str:
        number = self.chance.randrange(1, 13)
        return self.chance.choices(
            (str(number), "", f"{number} Pt {self.pick(1, 2)}", f"{number} Suppl", f"{self.pick('Suppl', 'suppl')} {number}", f"{number}-{number + 1}", str(1000 + number * 613)),
            (60, 18, 3, 3, 4, 5, 4),
        )[0]  # fmt: skip

    def _pages(self, style: str) -> str:
        first = self.chance.randrange(1, 2000)
        last = first + self.chance.randrange(1, 30)
        roll = self.chance.random()
        dash = self.pick("-", "–", "–")
        if style == "first" or roll < 0.08:
            return str(first) if style != "first" or roll < 0.6 else f"{first:06}"
        if roll < 0.15:
            return self.pick(
                f"e{first}",
                f"e{1000000 + first * 37}",
                f"e{10000 + first * 9}",
                f"E{first}{first}",
                f"CD00{first}",
                f"{first % 40}",
                f"{first}.e1-5",
                f"{first}{self.pick(12, 57)}",
            )
        if roll < 0.2:
            return f"S{first}{dash}S{last}" if style == "long" else f"S{first}{dash}{last % 10}"
        if style == "short" and str(first)[:-1] == str(last)[:-1] and first > 9:
            return f"{first}{dash}{str(last)[-1]}"
        return f"{first}{dash}{last}"

    def _person(self) -> Person:
        family = self.pick(*words.FAMILIES)
        if self.chance.random() < 0.07:
            family = f"{self.pick(*words.PARTICLES)} {family}"
        elif self.chance.random() < 0.05:
            family = f"{family} {self.pick(*words.FAMILIES)}"
        given = " ".join(self.chance.choices(words.GIVEN, k=self.pick(1, 1, 2, 2, 2)))
        return family, given

    def _people(self, style: str) -> str:
        if style == "nobody":
            return ""
        if style == "body" or self.chance.random() < 0.04:
            return self.pick(*words.BODIES)
        orders = {
            "apa": ("inverted",), "harvard": ("inverted", "tight"), "chicago": ("full-inverted", "full", "full", "inverted"),
            "natural": ("natural", "tight-natural", "natural", "full"), "nature": ("inverted", "tight"),
            "mdpi": ("tight",), "abnt": ("abnt", "abnt-full"), "glued": ("vancouver",),
        }.get(style, (style,))  # fmt: skip
        return self._join(
            self.pick(*orders), 1 if style == "chicago" and self.chance.random() < 0.6 else 7, style
        )

    def _join(self, order: str, most: int, style: str = "") -> str:
        people = [self._person() for _ in range(self.chance.randrange(1, most + 1))]
        names = [name(person, order) for person in people]
        if order == "full-inverted":
            names[1:] = [name(person, "full") for person in people[1:]]
        comma = {"mdpi": "; ", "abnt": "; "}.get(
            style, "; " if order in ("abnt", "abnt-full") else ", "
        )
        listed = comma.join(names)
        if len(names) > 2 and self.chance.random() < 0.25:
            return f"{listed}{self.pick(', et al', ' et al', ' et al.', ', et al.')}"
        if len(names) > 1 and order != "vancouver" and comma == ", ":
            word = {"apa": ", &", "nature": " &"}.get(style) or self.pick(
                " and", ", and", " &", ","
            )
            listed = f"{', '.join(names[:-1])}{word} {names[-1]}"
        return listed

    def _title(self) -> str:
        if self.titles and self.chance.random() < 0.6:
            return self.pick(*self.titles)
        kind = self.chance.random()
        if kind < 0.14:
            return self._foreign()
        if kind < 0.3:
            subjects = words.SCHOLARLY if kind < 0.21 else words.TECHNICAL
            a, b = self.pick(*subjects), self.pick(*subjects)
            made = self.pick(
                f"On {a} and {b}",
                f"{a} in {b}",
                f"{a}: a theory of {b}",
                f"The limits of {a}",
                f"{a}, {b} and {self.pick(*subjects)}",
            )
            return (
                made[0].upper() + made[1:] if self.chance.random() < 0.6 else string.capwords(made)
            )
        a, b = self.pick(*words.MEDICAL), self.pick(*words.MEDICAL)
        agent, where, study = (
            self.pick(*words.AGENTS),
            self.pick(*words.SETTINGS),
            self.pick(*words.STUDIES),
        )
        made = self.pick(
            f"{agent} in {a} {where}: {study}", f"{a} {where}", f"treatment of {a} with {agent}", f"{a}, {b} and {agent} {where}",
            f"does {agent} prevent {a} {where}?", f"{a}: {study}", f"expression of {agent} {where} is regulated by {b}",
            f"{a}", f"{agent} and {b} {where}. {study[0].upper()}{study[1:]}", f"{a} as a cause of {b} {where}",
            f"guidelines for the management of {a} ({self.chance.randrange(1995, 2023)})", f"a novel {agent}-dependent mechanism of {a} {where}",
        )  # fmt: skip
        made = made[0].upper() + made[1:]
        return made.upper() if self.chance.random() < 0.02 else made

    def _foreign(self) -> str:
        language = self.pick(*words.FOREIGN)
        stock = words.FOREIGN[language].split("|")
        made = self.pick(*words.FOREIGN_JOINS[language]).format(
            a=self.pick(*stock), b=self.pick(*stock)
        )
        made = str(made[0].upper() + made[1:])
        return (
            f"{made} [{self.pick(*words.MEDICAL).capitalize()} {self.pick(*words.SETTINGS)}]"
            if self.chance.random() < 0.15
            else made
        )

    def _book_title(self) -> str:
        if self.chance.random() < 0.3:
            return self._foreign()
        a, b = self.pick(*words.MEDICAL), self.pick(*words.SCHOLARLY)
        return str(self.pick(
            f"Textbook of {a.capitalize()}", f"Handbook of {a}", f"The {string.capwords(b)} of {self.pick(*words.PLACES).split(',')[0]}", f"{a.capitalize()} and {b}",
            f"{self.pick(*words.FAMILIES)}'s principles of {a}", f"Introduction to {self.pick(*words.TECHNICAL)}", f"Guidelines for {a} and {self.pick(*words.MEDICAL)}",
            string.capwords(f"{b} and {self.pick(*words.SCHOLARLY)}: an introduction"), f"Report on {a} {self.pick(*words.SETTINGS)}",
        ))  # fmt: skip

    def _journal(self, style: str) -> str:
        if self.journals and style != "abbr" and self.chance.random() < 0.4:
            return self.pick(*self.journals)
        if self.chance.random() < 0.45:
            return str(self.pick(*words.JOURNALS)).rstrip(".")
        head, field = self.pick(*words.JOURNAL_HEADS), self.pick(*words.JOURNAL_FIELDS)
        if style == "full":
            return f"{head[0]} {field[0]}"
        short = f"{head[1]} {field[1]}"
        return ". ".join(short.split()) if style == "dots" else short

    def _meeting(self, year: int) -> str:
        subject = string.capwords(str(self.pick(*words.TECHNICAL)))
        return str(self.pick(
            f"Proceedings of the {self.pick('Third', '12th', 'International', str(year))} Conference on {subject}", f"Proc. {self.pick('IEEE', 'ACM', 'Int.')} Conf. {subject}",
            f"International Workshop on {subject}", f"CONGRESSO BRASILEIRO DE {self.pick('EDUCAÇÃO', 'SAÚDE')}", f"Annual Symposium on {subject}",
        ))  # fmt: skip


def fill(template: str, values: Values, *, tilde: bool, month: str) -> tuple[str, list[list[Any]]]:
    """Return the text of a template and the spans of its fields."""

    def keep(found: re.Match[str]) -> str:
        return found[1] if all(values[key] for key in re.findall(r"\{([^}]+)\}", found[1])) else ""

    template = OPTIONAL.sub(keep, template)
    if tilde:
        values = {**values, "date": values["date"] + month}
    template = without_issue(template) if not values["issue"] else template
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


def without_issue(template: str) -> str:
    """Return a template without its issue and what announces it."""
    for empty in ("({issue})", " ({issue})", ".{issue}", ", no. {issue}", ", n. {issue}"):
        template = template.replace(empty, "")
    return template


def tidy(raw: str, spans: list[list[Any]]) -> tuple[str, list[list[Any]]]:
    """Take out a full stop behind one (`et al..`, `prevent it?.`); the spans move along."""
    while found := re.search(r"(?<=[.?!])\.(?!\.)", raw):
        at = found.start()
        raw = raw[:at] + raw[at + 1 :]
        spans = [[a - (a > at), b - (b > at), field] for a, b, field in spans]
    return raw, spans


def render(
    count: int, seed: int = 4, titles: tuple[str, ...] = (), journals: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Return so many labelled references; titles and journals given are used beside the invented ones."""
    return list(Printer(seed, titles, journals).references(count))


if __name__ == "__main__":
    for item in render(int(sys.argv[1]) if len(sys.argv) > 1 else 20):
        print(json.dumps(item, ensure_ascii=False))
