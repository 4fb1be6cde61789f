"""Block keys: two Records are worth comparing when they share one."""

from typing import Final

from refmgr.model import Person, Record
from refmgr.names import family_key
from refmgr.text import words

STOP_WORDS: Final = frozenset(
    {
        "a", "an", "and", "as", "at", "by", "case", "der", "des", "die", "du", "for", "from", "in", "la",
        "le", "les", "of", "on", "or", "patient", "patients", "report", "study", "the", "their", "to",
        "treatment", "und", "with", "without",
    }
)  # fmt: skip
LARGEST: Final = 200  # records compared per block; beyond it a block is no evidence any more


def block_keys(record: Record) -> tuple[str, ...]:
    """Return the blocks of a Record, most telling first.

    Identifiers; year + volume + first page; year + first author + first title word; container-less
    forms with author and title words, so that a wrong year still meets its twin.
    """
    year = str(record.year or "")
    author = first_author_key(record)
    title = [word for word in words(record.title or "") if word not in STOP_WORDS]
    page = first_page(record.pages or record.article_number)
    keys = [
        f"doi:{record.doi}" if record.doi else "",
        f"pmid:{record.pmid}" if record.pmid else "",
        f"vp:{year}:{record.volume}:{page}" if year and record.volume and page else "",
        f"ay:{author}:{year}:{title[0][:6] if title else ''}" if author and year else "",
        f"t:{' '.join(sorted(sorted(set(title), key=_rarity)[:4]))}" if len(title) >= 3 else "",
        f"at:{author}:{' '.join(title[:2])}" if author and title else "",
        f"yt:{year}:{' '.join(title[:2])}" if year and title else "",
    ]
    return tuple(dict.fromkeys(key for key in keys if key))


def first_author_key(record: Record) -> str:
    """Return the folded family of the first author, its first eight letters; "" without authors."""
    people: tuple[Person, ...] = record.authors or record.editors
    return family_key(people[0]).replace(" ", "")[:8] if people else ""


def first_page(pages: str | None) -> str:
    """Return the first page without leading zeros: `053–7` -> `53`, `e1002369` -> `e1002369`."""
    start = words(pages or "")
    return start[0].lstrip("0") if start else ""


def _rarity(word: str) -> tuple[int, str]:
    return (-len(word), word)
