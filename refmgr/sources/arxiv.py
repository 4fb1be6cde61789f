"""arXiv as a source: a printed arXiv number is looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from refmgr.model import Candidate, Record, Reference
from refmgr.names import parse_person
from refmgr.sources.answers import Question
from refmgr.sources.arxiv_service import ATOM, NAME, parse_entry
from refmgr.sources.desk import Desk
from refmgr.sources.translate import plain

# Registered at DataCite for every paper; Crossref does not know it.
DOI: Final = "10.48550/arxiv."


@dataclass(frozen=True, slots=True)
class Arxiv:
    """Offers arXiv's Records; `desk` answers its questions."""

    desk: Desk
    name: ClassVar[str] = NAME

    def by_identifier(self, reference: Reference) -> Sequence[Candidate]:
        """Return the preprint with the printed arXiv number, or with the DOI that arXiv gave it.

        Raises:
            SourceError: as the desk does.
        """
        doi, number = reference.record.doi or "", reference.record.arxiv
        asked = "arxiv" if number else "doi"
        number = number or (doi.removeprefix(DOI) if doi.startswith(DOI) else None)
        if not number:
            return []
        answer = self.desk.answer(Question(NAME, f"arxiv/{number}"))
        if answer.status != 200:
            return []
        return [Candidate(source=NAME, record=record_from_entry(answer.body, number), asked=asked)]


def record_from_entry(text: str, number: str) -> Record:
    """Return the Record of an entry of arXiv's Atom feed; absent fields are left out.

    The DOI is arXiv's own: that of the article it became, which some entries tell, is another work's.
    """
    entry = parse_entry(text)
    if entry is None:
        return Record(arxiv=number)
    names = [_text(one, f"{ATOM}name") for one in entry.iterfind(f"{ATOM}author")]
    published = _text(entry, f"{ATOM}published") or ""
    year = published[:4]
    return Record(
        type="article",
        title=_text(entry, f"{ATOM}title"),
        authors=tuple(parse_person(name) for name in names if name),
        container="arXiv",
        year=int(year) if year.isdecimal() else None,
        date=published[:10] if year.isdecimal() else None,
        doi=f"{DOI}{number}",
        arxiv=number,
        url=f"https://arxiv.org/abs/{number}",
    )


def _text(element: Any, path: str) -> str | None:  # noqa: ANN401 - lxml gives no types
    return plain(element.findtext(path) or "") or None
