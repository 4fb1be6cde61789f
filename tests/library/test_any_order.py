"""Adding records bit by bit gives the works, and the open pairs, of all of them at once, in any order."""

import random
import sqlite3
from itertools import pairwise

import pytest

from refmgr.dedupe.engine import deduplicate
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.matching.prepared import prepare
from refmgr.store.values import load_record

HEADER = "ID,author,year,title,journal,volume,number,pages,doi\n"
ROWS = (
    '{id},"Wick, M. and Barr, E.",2010,Neprilysin and pulmonary vascular remodelling,Am J Respir Crit Care Med,181,,A2012,',
    '{id},"Wick, M. and Barr, E.",2011,Neprilysin and pulmonary vascular remodelling,Am J Respir Crit Care Med,183,3,330-40,',
    '{id},"Wick, M.",2011,Neprilysin and pulmonary vascular remodelling,AJRCCM,183,,330,',
    '{id},"Wick, M. and Barr, E.",,Neprilysin and pulmonary vascular remodelling,Am J Respir Crit Care Med,,,,',
    '{id},"Wong, A.",1995,A kinetic model of the coronary response,Bull Math Biol,57,1,137-56,10.1016/0092-8240(94)00028-b',
    '{id},"Wong, A.",1995,A kinetic model of the coronary response,Bull Math Biol,57,1,137-156,10.1007/bf02458320',
    '{id},"Touart, D.",1998,Cutaneous deposition diseases. Part I,J Am Acad Dermatol,39,2,149-71,',
    '{id},"Touart, D.",1998,Cutaneous deposition diseases. Part II,J Am Acad Dermatol,39,4,527-44,',
    '{id},"Touart, D.",1998,Cutaneous deposition diseases,J Am Acad Dermatol,39,,,',
    '{id},"Smith, R.",2001,Editorial,BMJ,322,7280,200,',
    '{id},"Smith, R.",2001,Editorial,BMJ,323,7310,700,',
)  # fmt: skip


def library_of(folder, order, cuts):
    """A library that got the rows in this order, in files cut at these places."""
    library = Library(folder / "library.db", Settings(offline=True))
    edges = [0, *cuts, len(order)]
    for number, (start, end) in enumerate(pairwise(edges)):
        rows = "".join(ROWS[at].format(id=f"row{at}") + "\n" for at in order[start:end])
        path = folder / f"{number}.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        for outcome in library.import_(find_sources([str(path)])):
            assert outcome.status == "added", outcome
    return library


def state(library):
    """Which descriptions make up each work, and which pairs are open: by what they say."""
    connection = sqlite3.connect(library.path)
    try:
        works = {}
        for work, text in connection.execute("SELECT work_id, record FROM descriptions"):
            works.setdefault(work, []).append(text)
        open_pairs = connection.execute(
            "SELECT a.record, b.record, m.code, m.score FROM maybes m "
            "JOIN descriptions a ON a.id = m.a JOIN descriptions b ON b.id = m.b"
        ).fetchall()
    finally:
        connection.close()
    return sorted(sorted(texts) for texts in works.values()), sorted(open_pairs)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_works_of_all_at_once(tmp_path, seed):
    chance = random.Random(seed)
    order = list(range(len(ROWS)))
    chance.shuffle(order)
    library = library_of(tmp_path, order, sorted(chance.sample(range(1, len(ROWS)), 3)))
    works, open_pairs = state(library)

    (tmp_path / "all").mkdir()
    at_once = library_of(tmp_path / "all", range(len(ROWS)), ())
    assert (works, open_pairs) == state(at_once)
    assert open_pairs

    texts = sorted(text for group in works for text in group)
    found = deduplicate([prepare(load_record(text)) for text in texts])
    grouped = {at for group in found.clusters for at in group}
    alone = [[at] for at in range(len(texts)) if at not in grouped]
    expected = sorted(sorted(texts[at] for at in group) for group in (*found.clusters, *alone))
    assert works == expected

    for _ in library.rebuild():
        pass
    assert state(library) == (works, open_pairs)
