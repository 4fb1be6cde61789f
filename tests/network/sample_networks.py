"""Networks to draw: of chance, of given years, and of works that break pictures."""

import random
from collections import Counter
from itertools import pairwise

from refmgr.model import Citation, Mention, Person, Record, Work
from refmgr.network.graph import build


def network(years, edges, documents=()):
    cited_by = Counter(b for _, b in edges)
    works = [
        Work(
            key=f"w{place:05}", record=Record(title=f"Title {place}", year=year),
            document="x.txt" if place in documents else None, cited_by=cited_by[place],
        )
        for place, year in enumerate(years)
    ]  # fmt: skip
    return build(
        works,
        [Citation(citing=works[a].key, cited=works[b].key, via="reference-list") for a, b in edges],
    )


def chance_network(size, documents, edges, seed=1):
    chance = random.Random(seed)
    years = [chance.choice([None, *range(1950, 2024)]) for _ in range(size)]
    pairs = {(chance.randrange(documents), chance.randrange(size)) for _ in range(edges)}
    return network(years, sorted((a, b) for a, b in pairs if a != b), range(documents))


CLOSING = "</script><script>alert(1)</script><!-- \u2028 ]]> &amp; \" ' \\ \ud83d"
ODD = {
    "closing": Record(title=CLOSING, authors=(Person("<b>Bold</b>", "A"),), year=2001, doi='10.1/x"><y>'),
    "hebrew": Record(title="מחלת עור נדירה", authors=(Person("כהן", "א"),), year=2003),
    "arabic": Record(title="تكلس الجلد", authors=(Person("السيد", "م"),), year=2004),
    "chinese": Record(title="幼年皮肌炎的钙质沉着", authors=(Person("王", "伟"),), year=2005),
    "endless": Record(title="T" * 3000, authors=(Person("N" * 300, "A"),), year=2006),
    "bare": Record(),
    "untitled": Record(year=1),
    "future": Record(title="Printed with a wrong year", year=20011),
    "control": Record(title="Skin\x00\x1b[31m\x0bred", year=2002),
}  # fmt: skip
KEYS = list(ODD)


def odd_network():
    """Works that are hostile, foreign, endless or empty, and papers that cite each other."""
    works = [
        Work(
            key=key, record=record, document="x.txt" if at % 3 == 0 else None,
            cited_by=at % 4, cites=1, mentions=at,
        )
        for at, (key, record) in enumerate(ODD.items())
    ]  # fmt: skip
    said = Mention(start=1, end=2, text="1", references=(1,), sentence=f"{CLOSING} and so on (1).")
    pairs = [pair for a, b in pairwise(KEYS) for pair in ((a, b), (b, a))]
    return build(
        works,
        [
            Citation(citing=a, cited=b, via="reference-list", mentions=(said,))
            for a, b in [*pairs, ("bare", "bare")]
        ],
        notes={"closing": CLOSING},
    )
