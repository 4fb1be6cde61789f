"""The first page of a folder of reports: the figures, the picture, and where what stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from refmgr.reports.as_html import page, prose
from refmgr.reports.table import Report

TITLE: Final = "Literature at a glance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers at the head of the page."""

    documents: int
    references: int
    works: int
    identified: int
    citations: int
    mentions: int


def index_page(reports: Sequence[Report], figures: Figures, picture: str) -> str:
    """Return the page.

    Args:
        reports: those of the folder; each has a page and a CSV table of its name.
        figures: what stands at the head.
        picture: the SVG of the network, which is trusted: it is ours.
    """
    listed = "\n".join(_entry(report) for report in reports)
    body = f"""<main>
<h1>{TITLE}</h1>
<p class="lead">What these documents cite, how often and in which sentences. All of it opens offline.</p>
<ul class="figures">
{_figures(figures)}
</ul>
<a class="picture" href="network.html" aria-label="Open the citation network">
{picture.strip()}
</a>
<p><a href="network.html">Open the network</a> to search it, choose a work and read the sentences that
cite it. <a href="network.svg">The figure as SVG</a>.</p>
<h2>Reports</h2>
<dl class="reports">
{listed}
</dl>
</main>"""
    return page(TITLE, body)


def _figures(figures: Figures) -> str:
    told = (
        (figures.documents, "documents"),
        (figures.references, "references printed in them"),
        (figures.works, "different works"),
        (figures.identified, "works with DOI or PMID"),
        (figures.citations, "citations"),
        (figures.mentions, "in-text citations of sources"),
    )
    return "\n".join(f"<li><b>{number:,}</b> {escape(name)}</li>" for number, name in told)


def _entry(report: Report) -> str:
    rows = report.found if report.found is not None else len(report.rows)
    told = report.lead.split(". ")[0].rstrip(".") if report.rows else report.nothing.rstrip(".")
    count = f" ({rows:,})" if report.rows else ""
    return (
        f'<dt><a href="{escape(report.name)}.html">{escape(report.title)}</a>{count}</dt>\n'
        f'<dd>{prose(told)}. <a href="{escape(report.name)}.csv">CSV</a></dd>'
    )
