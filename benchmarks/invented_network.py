"""An invented literature as a network: topics, classics and newcomers, a sentence for every citation."""

import random

from invented import DRUGS, FAMILIES, JOURNALS, NOUNS, SENTENCES

from refmgr.model import Citation, Mention, Person, Record, Work
from refmgr.network.graph import Network, build

TOPICS = 14
GIVEN = "ABCDEFGHJKLMNPRSTVW"


def network(works: int = 5000, citations: int = 20_000, seed: int = 1) -> Network:
    """Return a network of so many works and citations; one work in seven is a document."""
    chance = random.Random(seed)
    documents = max(works // 7, 1)
    made = [_work(number, chance, document=number < documents) for number in range(works)]
    topic = [chance.randrange(TOPICS) for _ in made]
    sources: dict[int, list[int]] = {one: [] for one in range(TOPICS)}
    for number in range(documents, works):
        sources[topic[number]].append(number)
    pairs: dict[tuple[int, int], int] = {}
    for number in range(documents, works):  # every source is cited by somebody
        pairs[chance.randrange(documents), number] = 1
    while len(pairs) < citations:
        citing = chance.randrange(documents)
        stock = sources[topic[citing] if chance.random() < 0.85 else chance.randrange(TOPICS)]
        cited = stock[int(len(stock) * chance.random() ** 2.6)]
        if chance.random() < 0.02:
            cited = chance.randrange(documents)
        if citing != cited and (made[cited].record.year or 0) <= (made[citing].record.year or 0):
            pairs[citing, cited] = 1 + int(chance.expovariate(1.4))
    return build(_counted(made, pairs), [_cite(made, *pair, chance) for pair in pairs.items()])


def _work(number: int, chance: random.Random, *, document: bool) -> Work:
    year = chance.randrange(2004, 2025) if document else 2020 - int(chance.expovariate(1 / 13))
    family, noun = chance.choice(FAMILIES), chance.choice(NOUNS)
    title = (
        f"{chance.choice(DRUGS).capitalize()} in {noun} with {chance.choice(NOUNS)}: follow-up of "
        f"{number + 3} patients"
    )
    people = tuple(
        Person(family if not one else chance.choice(FAMILIES), chance.choice(GIVEN))
        for one in range(chance.randrange(1, 5))
    )
    return Work(
        key=f"{family.lower()}{number}",
        record=Record(
            type="article-journal", title=title, authors=people, container=chance.choice(JOURNALS), year=year,
            volume=str(chance.randrange(1, 90)), pages=f"{number}-{number + 7}", doi=f"10.5555/invented.{number}",
        ),
        document=f"{number:05}.pdf" if document else None,
    )  # fmt: skip


def _counted(works: list[Work], pairs: dict[tuple[int, int], int]) -> list[Work]:
    from collections import Counter  # noqa: PLC0415
    from dataclasses import replace  # noqa: PLC0415

    by, mentions, cites = Counter[int](), Counter[int](), Counter[int]()
    for (citing, cited), number in pairs.items():
        by[cited] += 1
        cites[citing] += 1
        mentions[cited] += number
    return [
        replace(work, cited_by=by[place], cites=cites[place], mentions=mentions[place])
        for place, work in enumerate(works)
    ]


def _cite(works: list[Work], pair: tuple[int, int], number: int, chance: random.Random) -> Citation:
    mentions = []
    for one in range(number):
        words = {
            "noun": chance.choice(NOUNS),
            "drug": chance.choice(DRUGS),
            "n": chance.randrange(3, 90),
        }
        start = chance.randrange(100_000)
        sentence = f"{chance.choice(SENTENCES).format(**words)}.[{one + 3}]"
        mentions.append(
            Mention(start=start, end=start + 3, text="[3]", references=(3,), sentence=sentence)
        )
    citing, cited = pair
    return Citation(
        citing=works[citing].key, cited=works[cited].key, via="reference-list",
        mentions=tuple(mentions) if chance.random() < 0.97 else (),
    )  # fmt: skip
