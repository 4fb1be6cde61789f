"""How invented authors and editors are printed: orders of names, separators, bodies among people."""

from random import Random

import reference_words as words
from invented_titles import Titles
from reference_parts import Person

ORDERS = {
    "apa": ("inverted",), "harvard": ("inverted", "tight"),
    "chicago": ("full-inverted", "full", "full", "inverted"),
    "natural": ("natural", "tight-natural", "natural", "full"), "nature": ("inverted", "tight"),
    "natural-e": ("tight-natural",), "semicolon": ("tight", "inverted"),
    "mdpi": ("tight",), "abnt": ("abnt", "abnt", "abnt-tight", "abnt-full"), "glued": ("vancouver",), "group": ("vancouver",),
}  # fmt: skip
AL = (", et al", " et al", " et al.", ", et al.", ", et al.", " e cols", ", et al ")


class Names:
    """Prints lists of names; the source of chance is the printer's."""

    def __init__(self, chance: Random, people: tuple[Person, ...], titles: Titles) -> None:
        self.chance, self.known, self.titles = chance, people, titles

    def listed(self, style: str) -> str:
        """Return the authors as a style prints them: people, a body, or nobody."""
        if style == "nobody":
            return ""
        if style in ("body", "body-caps", "firm", "law"):
            return self._body(style)
        if style == "group":
            return self._with_group()
        if self.chance.random() < 0.03:
            return self.titles.body()
        most = 1 if style == "chicago" and self.chance.random() < 0.6 else 7
        order = self.chance.choice(ORDERS.get(style, (style,)))
        return self.joined(order, most, self._between(style, order), style)

    def joined(self, order: str, most: int, between: str = "", style: str = "") -> str:
        """Return up to so many people in one order, parted as lists of this order are."""
        between = between or ("; " if order.startswith("abnt") else ", ")
        names = [self.name(self.person(), order) for _ in range(self.chance.randrange(1, most + 1))]
        if order == "full-inverted":
            names[1:] = [self.name(self.person(), "full") for _ in names[1:]]
        listed = between.join(names)
        roll = self.chance.random()
        if len(names) > 2 and roll < 0.25:
            return f"{listed}{self.chance.choice(AL)}"
        if len(names) > 1 and between == ", " and (order != "vancouver" or roll > 0.95):
            word = {"apa": ", &", "nature": " &", "natural-e": " e"}.get(style)
            word = word or self.chance.choice((" and", ", and", " &", ",", " y", " e"))
            return f"{between.join(names[:-1])}{word} {names[-1]}"
        return listed

    def _between(self, style: str, order: str) -> str:
        if style in ("mdpi", "semicolon") or order.startswith("abnt"):
            return ", " if order.startswith("abnt") and self.chance.random() < 0.08 else "; "
        if order == "vancouver" and self.chance.random() < 0.02:
            return "; "
        return ", "

    def _body(self, style: str) -> str:
        if style == "law":
            return self.chance.choice(
                ("BRASIL", "Brasil", "SÃO PAULO (Estado)", "Portugal", "MINAS GERAIS")
            )
        if style == "firm":
            return f"{self.chance.choice(words.FIRMS)}{self.chance.choice((' Inc', ', Inc.', ' Ltd', '', ' Corp', ' AG'))}"
        body = self.titles.body()
        return body.upper() if style == "body-caps" else body

    def _with_group(self) -> str:
        people = self.joined("vancouver", 4)
        body = self.titles.body()
        if "et al" in people or "cols" in people:
            people = self.name(self.person(), "vancouver")
        link = self.chance.choice(
            ("; ", ", ", ", for the ", ", and the ", "; on behalf of the ", ", on behalf of ")
        )
        return f"{people}{link}{body}"

    def person(self) -> Person:
        """Return a person of the training data, or an invented one."""
        if self.known and self.chance.random() < 0.6:
            return self.chance.choice(self.known)
        family = self.chance.choice(words.FAMILIES)
        roll = self.chance.random()
        if roll < 0.07:
            particle = self.chance.choice(words.PARTICLES)
            family = f"{particle} {family}"
        elif roll < 0.13:
            family = f"{family} {self.chance.choice(words.FAMILIES)}"
        given = self.chance.choices(words.GIVEN, k=self.chance.choice((1, 1, 2, 2, 2)))
        letters = "".join(part[0] for name in given for part in name.split("-"))
        return Person(family, letters, " ".join(given))

    def name(self, person: Person, order: str) -> str:
        """Return one name in the order of a style."""
        roll = self.chance.random()
        if roll < 0.004:
            return self.chance.choice(words.MONONYMS)
        suffix = f" {self.chance.choice(words.SUFFIXES)}" if roll > 0.985 else ""
        family, letters = person.family, person.initials
        spaced = "".join(f"{letter}. " for letter in letters).strip()
        tight = spaced.replace(" ", "")
        given = person.given or self.chance.choice(words.GIVEN)
        late = f" {self.chance.choice(('de', 'da', 'van'))}" if roll < 0.015 else ""
        made = {
            "vancouver": f"{family} {letters}{late}{suffix}",
            "inverted": f"{family}, {spaced}{late}",
            "tight": f"{family}, {tight}",
            "natural": f"{spaced} {family}",
            "tight-natural": f"{tight} {family}",
            "full": f"{given} {family}",
            "full-inverted": f"{family}, {given}",
            "abnt": f"{family.upper()}, {spaced}{late}",
            "abnt-tight": f"{family.upper()}, {tight}",
            "abnt-full": f"{family.upper()}, {given}{late}",
            "dotted": f"{family} {tight}",
        }
        return made[order]
