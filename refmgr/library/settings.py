"""What a person may set; one frozen value, handed in by whoever opens the library."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SOURCES: Final = ("catalogue", "crossref", "pubmed", "arxiv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whom the library asks, and how; what it calls things.

    Attributes:
        key_pattern: what citation keys of new works are made of, see `exports.keys.key_stem`.
        mailto: the user's address: Crossref thanks with a faster pool, NCBI wants to know.
        ncbi_key: the user's own key for PubMed; ten questions a second instead of three.
        sources: those to ask, of `SOURCES`. Europe PMC stands in for PubMed.
        catalogues: folders of offline catalogues, asked before any network.
        max_age: days after which an answer is asked for again when its question comes up anyway.
        offline: True asks nobody but the catalogues.
        timeout: seconds an answer may take.
        crossref_url, pubmed_url, converter_url, europepmc_url, arxiv_url: where the services are.
    """

    key_pattern: str = "{author}{year}"
    mailto: str | None = None
    ncbi_key: str | None = field(default=None, repr=False)
    sources: tuple[str, ...] = SOURCES
    catalogues: tuple[Path, ...] = ()
    max_age: float = 180
    offline: bool = False
    timeout: float = 20.0
    crossref_url: str = "https://api.crossref.org"
    pubmed_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    converter_url: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
    europepmc_url: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    arxiv_url: str = "https://export.arxiv.org/api"
