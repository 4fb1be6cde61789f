"""What a person may set; one frozen value, handed in by whoever opens the library."""

from dataclasses import dataclass
from typing import Final

SOURCES: Final = ("crossref",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the library asks its sources.

    `mailto` is the user's address, which Crossref thanks with a faster pool; `crossref_url` is
    where its service is; `timeout` seconds an answer may take; `offline` True asks nobody. `sources`
    are those to ask; `max_age` days after which an answer is asked for again when a source is asked
    about the same anyway; nothing is asked again only because time went by.
    """

    mailto: str | None = None
    crossref_url: str = "https://api.crossref.org"
    timeout: float = 20.0
    offline: bool = False
    sources: tuple[str, ...] = SOURCES
    max_age: int = 180
