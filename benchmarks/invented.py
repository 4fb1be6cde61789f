"""Invented papers of realistic size: thirty references each, drawn from a common stock of works."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

FAMILIES = (
    "Callendar Okafor Lindqvist Moreau Tanaka Petrov Yilmaz Schneider Rossi Alvarez Nguyen Haddad Kowalski "
    "Ferreira Andersen Dubois Novak Sato Khan Murphy Weber Silva Costa Jansen Popescu Horvat Larsen Bauer"
).split()
NOUNS = (
    "calcinosis dermatomyositis myositis scleroderma lupus vasculitis arthritis panniculitis uveitis nephritis "
    "lipodystrophy amyloidosis sarcoidosis osteoporosis hypercalcaemia hyperphosphataemia ulceration fibrosis"
).split()
DRUGS = "diltiazem alendronate pamidronate warfarin colchicine probenecid rituximab infliximab thalidomide".split()
JOURNALS = (
    "J Invent Rheumatol", "Ann Fict Med", "Arch Imagin Dermatol", "Clin Exp Fabul", "Int J Made Up Sci",
    "Pediatr Fiction", "Lancet Invent", "Acta Fict Scand", "Br J Fable", "Fict Clin North Am",
)  # fmt: skip
SENTENCES = (
    "The course of {noun} in this child was followed for {n} months and did not change with {drug}",
    "In an earlier series of {n} patients the response of {noun} to {drug} was delayed",
    "It is not known why {noun} appears late, and treatment with {drug} remains a matter of debate",
    "We found no sign of {noun}, and serum calcium was within normal limits after {n} weeks of {drug}",
)


@dataclass(frozen=True)
class Printed:
    """An invented work and how it is printed."""

    entry: str


def stock(size: int, chance: random.Random) -> list[Printed]:
    """Return so many different invented works."""
    works = []
    for number in range(size):
        people = ", ".join(
            f"{chance.choice(FAMILIES)}{chr(97 + number % 26)} {chance.choice('ABCDEFGH')}{chance.choice('JKLM')}"
            for _ in range(chance.randrange(1, 6))
        )
        title = (
            f"{chance.choice(DRUGS).capitalize()} in {chance.choice(NOUNS)} with {chance.choice(NOUNS)}: "
            f"follow-up of {number + 3} patients with {chance.choice(NOUNS)}"
        )
        first = chance.randrange(1, 900)
        works.append(
            Printed(
                f"{people}. {title}. {chance.choice(JOURNALS)}. {chance.randrange(1970, 2024)} "
                f"{chance.choice(('Jan', 'Jun', 'Oct'))};{chance.randrange(1, 90)}({chance.randrange(1, 12)}):"
                f"{first}–{first + chance.randrange(1, 12)}."
            )
        )
    return works


def papers(count: int, references: int = 30, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, bytes) of so many papers; a source is cited by ten of them on average."""
    chance = random.Random(seed)
    works = stock(max(count * references // 10, references), chance)
    for number in range(count):
        cited = chance.sample(works, references)
        body = []
        for reference in range(1, references + 1):
            words = {"noun": chance.choice(NOUNS), "drug": chance.choice(DRUGS), "n": reference + 3}
            plain = chance.choice(SENTENCES).format(**words)
            body.append(f"{chance.choice(SENTENCES).format(**words)}. {plain}.[{reference}]")
            if reference % 5 == 0:
                body.append("\n")
        listed = "\n".join(f"{place}. {work.entry}" for place, work in enumerate(cited, 1))
        text = (
            f"An invented case of {chance.choice(NOUNS)} number {number}\n\nJane {chance.choice(FAMILIES)}, "
            f"John {chance.choice(FAMILIES)}\n\nINTRODUCTION\n\n{' '.join(body)}\n\nREFERENCES\n\n{listed}\n"
        )
        yield f"{number:05}.txt", text.encode()
