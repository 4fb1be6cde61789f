"""The folder of all reports: a page and a table of each, the picture, and an index page."""

from collections.abc import Iterator
from typing import Final

from refmgr.library.networking import citation_network
from refmgr.library.reporting import Asked, report
from refmgr.network.figure import to_svg
from refmgr.network.page import MOST_WORKS, to_html
from refmgr.reports.as_csv import as_csv
from refmgr.reports.as_html import as_html
from refmgr.reports.index import Figures, index_page
from refmgr.store import counts
from refmgr.store.citations import count_citations
from refmgr.store.database import Connection

# In the order of the index page. Communities need a package that not everybody has, and depend on it.
REPORTS: Final = (
    ("most-cited", Asked(limit=200)),
    ("backward", Asked(limit=200, least=2)),
    ("forward", Asked(limit=200)),
    ("co-cited", Asked(limit=200, least=2)),
    ("coupled", Asked(limit=200, least=2)),
    ("retracted", Asked()),
    ("by-year", Asked()),
    ("by-journal", Asked(limit=200)),
    ("by-author", Asked(limit=200)),
    ("self-citations", Asked(limit=500)),
    ("historiograph", Asked(limit=60)),
    ("main-path", Asked()),
    ("centrality", Asked(limit=200)),
    ("coverage", Asked()),
    ("prisma", Asked()),
)


def files(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file, the index page last: it names only what is there."""
    network = citation_network(connection, MOST_WORKS)
    documents = {node.key for node in network.nodes if node.document}
    picture = to_svg(network)
    yield "network.html", to_html(network)
    yield "network.svg", picture
    made = []
    for name, asked in REPORTS:
        one = report(connection, name, asked)
        made.append(one)
        yield f"{name}.html", as_html(one, documents=documents)
        yield f"{name}.csv", as_csv(one)
    yield "index.html", index_page(made, _figures(connection), picture)


def _figures(connection: Connection) -> Figures:
    works, roles = counts.of_works(connection), counts.by_role(connection)
    edges, mentions = count_citations(connection)
    return Figures(
        documents=works["documents"],
        references=roles.get("reference", (0, 0))[0],
        works=works["works"],
        identified=works["works"] - works["unidentified"],
        citations=edges,
        mentions=mentions,
    )
