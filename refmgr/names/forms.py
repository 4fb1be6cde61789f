"""The forms in which a name is printed: Vancouver and reading order."""

import re

from refmgr.model import Person
from refmgr.names.parts import CJK, DOTTED, LETTERS, is_initials


def initials(given: str | None) -> list[str]:
    """Return the initials of given names ("Jean-Pierre", "J.-P.", "JP" → J, P)."""
    found: list[str] = []
    for word in LETTERS.findall(given or ""):
        together = word.isupper() and len(word) <= 3
        found += word if together else (word[0].upper(),)
    return found


def vancouver(person: Person) -> str:
    """Return a name as Vancouver style prints it: "Callen JP", "de la Cruz J", "King ML Jr"."""
    if person.literal or not person.family:
        return person.literal or person.given or ""
    if CJK.fullmatch(person.family):
        return person.family + (person.given or "")
    parts = (person.particle, person.family, "".join(initials(person.given)), person.suffix)
    return " ".join(filter(None, parts))


def natural(person: Person) -> str:
    """Return a name in reading order: "J. P. Callen", "Feroze Kaliyadan", "M. L. King Jr"."""
    if person.literal or not person.family:
        return person.literal or person.given or ""
    if CJK.fullmatch(person.family):
        return person.family + (person.given or "")
    given = " ".join(_spelled(token) for token in (person.given or "").split())
    return " ".join(filter(None, (given, person.particle, person.family, person.suffix)))


def _spelled(token: str) -> str:
    if "." in token:
        return re.sub(r"\.(?=[^\W\d_])", ". ", token) if DOTTED.fullmatch(token) else token
    if not is_initials(token) or len(token) > 3:
        return token
    if "-" in token:
        return "-".join(f"{part}." for part in token.split("-"))
    return " ".join(f"{letter}." for letter in token)
