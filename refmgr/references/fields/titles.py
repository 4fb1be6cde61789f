"""Where the title of a reference ends and its container (the journal or the book) begins."""

import re
from typing import Final, NamedTuple

from refmgr.references.fields.characters import UPPER, trim
from refmgr.references.fields.journal_words import JOURNAL_WORDS, ONE_WORD_JOURNALS

# The end of a sentence: a mark, then a blank and a capital, or a capital glued to a word.
_BOUNDARY: Final = re.compile(
    rf"(?P<mark>[.?!])[\"”’'»)\]]?\s+(?=[{UPPER}\d\"“‘(*]|eLife\b|mBio\b|m[A-Z]\w+|npj\b"
    rf"|i[A-Z]\w+|bioRxiv|medRxiv|arXiv)|(?<=[a-z)]{{2}})(?P<glued>\.)(?=[{UPPER}][a-z])"
    r"|(?P<closing>[”\"])[.,]?\s+(?=[A-Z])"
)
_IN: Final = re.compile(r"^[Ii]n:?\s")
_COMMA: Final = re.compile(rf",\s+(?=[{UPPER}])")
_QUOTED: Final = re.compile(
    r"\s*(?:[“\"‘«]|''|\\)(?P<title>[^“”\"«»]{6,600}?)[,.]?(?:[”\"»]|''"
    r"|(?<=,)’)[.,]?\s*(?P<rest>.*)$"
)
_SMALL: Final = frozenset(
    [
        "of",
        "the",
        "and",
        "in",
        "on",
        "for",
        "to",
        "a",
        "an",
        "de",
        "du",
        "des",
        "da",
        "do",
        "das",
        "dos",
        "del",
        "della",
        "di",
        "la",
        "le",
        "les",
        "el",
        "los",
        "y",
        "e",
        "et",
        "und",
        "der",
        "die",
        "das",
        "für",
        "zur",
        "zu",
        "en",
        "em",
        "na",
        "no",
        "l",
        "d",
        "s",
        "von",
        "&",
        "-",
        "–",
        "a/",
    ]
)
_ROMAN: Final = re.compile(r"[IVX]+$")
_WORD: Final = re.compile(r"[^\s]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ABBREVIATED: Final = re.compile(rf"[{UPPER}](?:[^\W\d_{UPPER}]{{1,5}})?\.$")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TITLE_ONLY: Final = frozenset(
    [
        "part",
        "volume",
        "chapter",
        "case",
        "study",
        "report",
        "results",
        "ii",
        "iii",
        "iv",
        "conclusions",
        "version",
        "trial",
        "introduction",
    ]
)


# A comma parts title and journal in few styles; it must beat the best full stop by this much.
_COMMA_PRICE: Final = 1.5
_LEAST: Final = -2.0
JOURNAL_LIKE: Final = 2.5


class Split(NamedTuple):
    """Title and container as printed, and how sure the place between them is (0..1)."""

    title: str
    container: str
    sure: float


def split_title(text: str, emphasised: tuple[str, ...] = (), *, last: bool = False) -> Split:
    """Part the middle of a reference into title and container.

    Args:
        text: what stands between the authors and the numbers of the source.
        emphasised: what the entry prints in italics; a container at the end is evidence.
        last: the numbers behind are named (`v. 2, n. 1`): their last sentence is the container,
            whatever it looks like (Brazilian journals are printed in lower case).
    """
    text = text.strip()
    marked = _by_mark(text, emphasised)
    if marked:
        return marked
    best = _best_place(text, last=last)
    if (best is None or best[0] < _LEAST) and container_likeness(text) >= JOURNAL_LIKE:
        return Split("", trim(text), 0.6)
    if best is None:
        return Split(_title(text), "", 0.3)
    score, end, start = best
    return Split(
        _title(text[:end]), trim(text[start:].rstrip(" ([")), max(0.3, min(0.97, 0.6 + score / 12))
    )


def _by_mark(text: str, emphasised: tuple[str, ...]) -> Split | None:
    """Return the split that italics at the end or quotes at the beginning give away."""
    for phrase in emphasised:
        at = text.rfind(phrase)
        if at >= 0 and len(text) - at - len(phrase) <= 3:
            return Split(_title(text[:at]), trim(phrase), 0.99)
    quoted = _QUOTED.match(text)
    if quoted and len(quoted["rest"]) < 160 and not _goes_on(quoted["rest"]):
        return Split(_title(quoted["title"]), trim(_IN.sub("", quoted["rest"])), 0.9)
    return None


def _goes_on(rest: str) -> bool:
    """Tell whether a title goes on behind words that it quotes: `"Never again": a survey`."""
    return rest[:1].islower() or rest[:1] in (":", "-", "–", "—", "?")


def _best_place(text: str, *, last: bool) -> tuple[float, int, int] | None:
    """Return score, end of the title and start of the container: at a full stop, else at a comma."""
    best = _best(text, _BOUNDARY)
    if last and best is not None:
        return _last_sentence(text) or best
    by_comma = _best(text, _COMMA)
    if by_comma is None or _parts_on(text[by_comma[2] :]):
        return best
    score = by_comma[0] - (_COMMA_PRICE if best else 0.0)
    return by_comma if best is None else max(best, (score, *by_comma[1:]))


def _parts_on(container: str) -> bool:
    """Tell whether what stands behind a comma is parted once more: `, Brazil. Physis`."""
    first, mark, _ = container.partition(". ")
    word = first.rsplit(None, 1)[-1] if mark else ""
    return bool(mark) and not _dotted(f"{word}.", word.casefold())


def _last_sentence(text: str) -> tuple[float, int, int] | None:
    """Return the last boundary that does not stand behind an abbreviation."""
    for found in reversed(list(_BOUNDARY.finditer(text))):
        if _before(text, found.start()) > -1 and container_likeness(text[found.end() :]) > -9:
            return 1.5, found.start(), found.end()
    return None


def _title(text: str) -> str:
    return text.strip(" \t\r\n.,;:").strip()


def _best(text: str, pattern: re.Pattern[str]) -> tuple[float, int, int] | None:
    """Return score, end of the title and start of the container at the best boundary."""
    best: tuple[float, int, int] | None = None
    hits = list(pattern.finditer(text))[-14:]
    for found in hits:
        keep = found.end() if text[found.start()] in "?!" else found.start()
        end = min(found.start() + 1, keep) if text[found.start()] in "?!" else found.start()
        score = container_likeness(text[found.end() :]) + _before(text, found.start())
        if best is None or score > best[0]:
            best = (score, end, found.end())
    return best


def _before(text: str, at: int) -> float:
    """Weigh what stands before a boundary: a title, or the first half of a journal's name."""
    left = text[:at]
    last = left.rsplit(None, 1)[-1] if left.split() else ""
    word = last.strip('(["“').casefold()
    if len(left) < 4:
        return -6.0
    if text[at] in "?!":
        return 1.5
    score = 0.0
    if last[:1].isupper() and word in JOURNAL_WORDS and len(word) < 9:
        score -= 3.0
    elif last[:1].isupper() and len(last) <= 2 and not last.isdigit():
        score -= 2.0
    if len(left.split()) < 2:
        score -= 1.0
    return score


def container_likeness(text: str) -> float:
    """Return how much a text looks like the name of a journal or a book series (below 0: it does not)."""
    bare = _BRACKETS.sub(" ", trim(text))
    words = _WORD.findall(bare)
    if not words:
        return -5.0
    first = trim(words[0]).casefold()
    if len(words) == 1 and (first in ONE_WORD_JOURNALS or first in JOURNAL_WORDS):
        return 4.0
    known = lower = inner = digits = 0
    for i, word in enumerate(words):
        plain = word.strip(".,;:()&'’\"“”*").casefold()
        known += plain in JOURNAL_WORDS
        lower += word[:1].islower() and plain not in _SMALL
        digits += any(c.isdigit() for c in word)
        inner += i < len(words) - 1 and word.endswith((".", "?", "!")) and not _dotted(word, plain)
    score = 2.0 * bool(known) + min(known, 4) * 0.8 - 1.6 * lower - 3.0 * inner - 0.8 * digits
    score -= 0.35 * max(0, len(words) - 6)
    score += 0.5 if len(words) <= 5 else 0.0
    if first in _TITLE_ONLY:
        score -= 2.0
    if ": " in bare or "; " in bare:
        score -= 1.5
    return score + (0.8 if lower == 0 else 0.0)


def _dotted(word: str, plain: str) -> bool:
    """Tell whether a full stop inside a name abbreviates a word of it."""
    if plain in JOURNAL_WORDS or plain in _SMALL:
        return True
    return (
        bool(_ABBREVIATED.match(word)) and not _ROMAN.match(word[:-1]) and plain not in _TITLE_ONLY
    )
