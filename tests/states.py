"""What a library comes to, as values that can be compared: for rebuilds, undone decisions, other orders."""

import sqlite3

from refmgr.exports.bibliography import render
from refmgr.network.interchange import to_dot, to_graphml, to_json
from refmgr.reports.as_markdown import as_markdown


def everything(library):
    """Every export and report there is, as text, and who says what of each work."""
    network = library.network()
    works = network.works
    return {
        "bibtex": render(works, "bibtex")[0],
        "biblatex": render(works, "biblatex")[0],
        "csl-json": render(works, "csl-json")[0],
        "json": to_json(network),
        "graphml": to_graphml(network),
        "dot": to_dot(network),
        "cited": as_markdown(library.report("most-cited")),
        "shown": [_without_rows(library.show(work.key)) for work in works],
        "origins": [(work.key, dict(work.origins)) for work in works],
        "states": library.states(),
    }


def _without_rows(shown):
    """Leave out row ids, which `show` hands on for scripts and which may change."""
    entries = sorted(
        ((one["name"], one["role"], one["number"]), one["raw"], one["state"], one["reason"], one["problems"])
        for one in shown.entries
    )  # fmt: skip
    matches = sorted(
        (one["source"], one["accepted"], str(one["candidate"])) for one in shown.matches
    )
    return shown.work, shown.citations, [dict(one) for one in shown.documents], entries, matches


def without_aliases(state):
    """A split makes a citation key, and a key stays valid for good, as an alias."""
    from dataclasses import replace

    shown = [(replace(work, aliases=()), *rest) for work, *rest in state["shown"]]
    return {**state, "shown": shown}


def partition(library):
    """Which records are one work: sets of subjects."""
    connection = sqlite3.connect(library.path)
    try:
        rows = connection.execute(
            "SELECT s.work_id, r.subject FROM records r LEFT JOIN descriptions s ON s.id = r.description_id"
        ).fetchall()
    finally:
        connection.close()
    works = {}
    for work, subject in rows:
        works.setdefault(work or subject, set()).add(subject if work else None)
    return {frozenset(one) for one in works.values()}
