"""What a person may set; one frozen value, handed in by whoever opens the library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the library asks Crossref.

    `mailto` is the user's address, which Crossref thanks with a faster pool; `crossref_url` its
    service; `timeout` seconds an answer may take; `offline` True asks nobody.
    """

    mailto: str | None = None
    crossref_url: str = "https://api.crossref.org"
    timeout: float = 20.0
    offline: bool = False
