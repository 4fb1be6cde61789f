"""Invented titles of articles, books and meetings, in six languages; bodies that publish them."""

import string
from random import Random

import reference_words as words

ROMAN = ("I", "II", "III", "IV")


class Titles:
    """Makes titles; the source of chance is the printer's."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def pick(self, options: "tuple[str, ...] | list[str] | str") -> str:
        """Return one of the options; of a text, one of those that bars part."""
        return self.chance.choice(options.split("|") if isinstance(options, str) else options)

    def article(self) -> str:
        """Return the title of an article or a chapter."""
        roll = self.chance.random()
        if roll < 0.3:
            return self.foreign()
        if roll < 0.4:
            return self._scholarly()
        return self._medical()

    def _medical(self) -> str:
        a, b = self.pick(words.MEDICAL), self.pick(words.MEDICAL)
        agent, where = self.pick(words.AGENTS), self.pick(words.SETTINGS)
        study, outcome = self.pick(words.STUDIES), self.pick(words.OUTCOMES)
        year, number = self.chance.randrange(1975, 2024), self.chance.randrange(2, 2500)
        made = self.pick(words.PATTERNS).format(
            a=a, b=b, agent=agent, where=where, study=study, outcome=outcome, year=year,
            later=year + self.chance.randrange(1, 12), n=number, Study=study[0].upper() + study[1:],
            roman=self.pick(ROMAN), place=self.pick(words.COUNTRIES), B=b.capitalize(),
            acronym=self._acronym(), drug=self.pick(words.AGENTS), body=self.body(),
        )  # fmt: skip
        made = made[0].upper() + made[1:]
        roll = self.chance.random()
        if roll < 0.02:
            return made.upper()
        if roll < 0.09:
            return string.capwords(made)
        if roll < 0.12:
            return f"{made} [{self.pick('abstract|letter|corrected|comment|editorial')}]"
        return f"[{made}]" if roll < 0.135 else made

    def _acronym(self) -> str:
        return "".join(self.chance.choices(string.ascii_uppercase, k=self.chance.randrange(3, 6)))

    def _scholarly(self) -> str:
        subjects = words.SCHOLARLY if self.chance.random() < 0.5 else words.TECHNICAL
        a, b, c = (self.pick(subjects) for _ in range(3))
        made = self.pick(words.SCHOLARLY_PATTERNS).format(a=a, b=b, c=c)
        return made[0].upper() + made[1:] if self.chance.random() < 0.6 else string.capwords(made)

    def foreign(self, language: str = "") -> str:
        """Return a title in another language; one in eight with its translation in brackets."""
        languages = list(words.LANGUAGES)
        language = language or self.chance.choices(languages, list(words.LANGUAGES.values()))[0]
        stock, patterns = words.FOREIGN[language], words.FOREIGN_PATTERNS[language]
        made = self.pick(patterns).format(
            a=self.pick(stock), b=self.pick(stock), w=self.pick(words.FOREIGN_SETTINGS[language])
        )
        made = made[0].upper() + made[1:]
        if self.chance.random() < 0.12:
            return f"{made} [{self.pick(words.MEDICAL).capitalize()} {self.pick(words.SETTINGS)}]"
        return made

    def book(self) -> str:
        """Return the title of a book."""
        if self.chance.random() < 0.35:
            return self.foreign()
        a, b = self.pick(words.MEDICAL), self.pick(words.SCHOLARLY)
        made = self.pick(words.BOOK_PATTERNS).format(
            a=a, A=a.capitalize(), b=b, B=string.capwords(b), c=self.pick(words.MEDICAL),
            t=self.pick(words.TECHNICAL), family=self.pick(words.FAMILIES),
            where=self.pick(words.SETTINGS), place=self.pick(words.PLACES).split(",")[0],
            n=self.chance.randrange(1, 20), year=self.chance.randrange(1990, 2024),
        )  # fmt: skip
        return string.capwords(made) if self.chance.random() < 0.3 else made

    def web(self) -> str:
        """Return the title of a page, a report or a guideline."""
        a = self.pick(words.MEDICAL)
        return self.pick(words.WEB_PATTERNS).format(
            a=a, A=a.capitalize(), agent=self.pick(words.AGENTS), place=self.pick(words.COUNTRIES),
            where=self.pick(words.SETTINGS), year=self.chance.randrange(1998, 2024),
            n=self.chance.randrange(10, 999), acronym=self._acronym(),
        )  # fmt: skip

    def meeting(self, year: int) -> str:
        """Return the name of a meeting or of its proceedings."""
        subject = string.capwords(self.pick(words.TECHNICAL))
        return self.pick(words.MEETINGS).format(
            s=subject, f=self.chance.choice(words.JOURNAL_FIELDS)[0], year=year,
            nth=self.pick("Third|12th|7th|XXI|International|First Annual"),
            org=self.pick("IEEE|ACM|International|European"),
        )  # fmt: skip

    def journal(self, style: str) -> str:
        """Return the name of a journal: "full", "abbr" as MEDLINE prints it, "dots" with full stops."""
        if self.chance.random() < 0.35:
            return self.pick(words.JOURNALS).rstrip(".")
        head = self.chance.choice(words.JOURNAL_HEADS)
        tail = self.chance.choice(words.JOURNAL_FIELDS)
        if self.chance.random() < 0.12:
            return self.pick(words.FOREIGN_JOURNALS)
        if style == "full":
            return f"{head[0]} {tail[0]}"
        short = f"{head[1]} {tail[1]}".strip()
        if self.chance.random() < 0.06:
            short = (
                f"{short} ({self.pick('Lond|Paris|Oxf|Phila|Berl|Basel|Stockh|N Y|1985|Online')})"
            )
        return ". ".join(short.split()) + "." if style == "dots" else short

    def body(self) -> str:
        """Return a body that signs as author or publishes: a society, an office, a study group."""
        roll = self.chance.random()
        if roll < 0.3:
            return self.pick(words.BODIES)
        made = self.pick(words.BODY_PATTERNS).format(
            what=self.pick(words.BODY_FIELDS), kind=self.pick(words.BODY_KINDS),
            of=self.pick(words.BODY_HEADS), place=self.pick(words.COUNTRIES),
            acronym=self._acronym(), a=self.pick(words.MEDICAL).capitalize(),
            group=self.pick(words.GROUPS), pt=self.pick(words.BODIES_PT),
            pt2=self.pick(words.OFFICES_PT), es=self.pick(words.BODIES_ES),
            name=self.pick(words.FAMILIES), firm=self.pick(words.FIRMS),
        )  # fmt: skip
        if self.chance.random() < 0.16 and "(" not in made and "." not in made:
            return f"{made} ({self._acronym()})"
        return made
