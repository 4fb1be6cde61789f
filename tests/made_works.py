"""Works made up for the tests, as Crossref writes them, and the catalogues built from them."""

import json

from refmgr.sources.catalogue.building import build

WORDS = (
    "calcinosis", "lupus", "dermatomyositis", "alendronate", "children", "diltiazem", "scleroderma",
    "ulcers", "warfarin", "probenecid", "surgery", "laser", "nodules", "ankle", "ferritin", "anaemia",
)  # fmt: skip
FAMILIES = ("Abel", "Boulman", "Callen", "Dore", "Eberl", "Fisler", "Gruber", "Haller", "Ibsen")
JOURNALS = ("Journal of Skin Letters", "Annals of Invented Medicine", "Acta Fictiva")


def crossref_work(number):
    """Return one of ten thousand different works."""
    first, second, third = (WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7))
    return {
        "DOI": f"10.5555/work.{number}",
        "type": "journal-article",
        "title": [f"{first.title()} and {second} in case {number} with {third}"],
        "author": [
            {"family": FAMILIES[number % 9], "given": "A. B."},
            {"family": FAMILIES[(number // 9) % 9], "given": "C."},
        ],
        "container-title": [JOURNALS[number % 3]],
        "issued": {"date-parts": [[1980 + number % 40, 5]]},
        "volume": str(1 + number % 60),
        "page": f"{100 + number}-{109 + number}",
        "abstract": "Not kept.",
    }


def write_lines(path, works):
    """Write works as JSON Lines."""
    path.write_text("".join(json.dumps(work) + "\n" for work in works), encoding="utf-8")
    return path


def built(folder, *sources):
    """Build a catalogue and return what came of each batch."""
    return list(build(sources, folder))
