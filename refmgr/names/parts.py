"""What a token or item of a printed author list is: initials, particle, degree, corporation."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from refmgr.text import fold, vocabulary

PARTICLES: Final = vocabulary(
    "af al am bin da dal de del dela dela della den der des di do dos du el het ibn la las le los "
    "lo ten ter tot van vande vanden vander vom von y zu zum zur"
)
# These are families or given names too ("Le A", "Do H"): particles in lower case only.
LOWER_ONLY: Final = vocabulary("al am af bin do el ibn la las le lo los du y ten des")
SUFFIXES: Final = vocabulary("jr sr ii iii iv 2nd 3rd 4th junior senior filho neto")
DEGREES: Final = vocabulary(
    "bpharm bsc dds dmd dphil drmed drph dsc face facc facp facr facs faha frcp frcpc frcpch frcs "
    "llb mba mbbch mbbs mbchb mhs mph mphil mpharm mrcp msc msn msph mtech pharmd phd psyd scd"
)
# Degrees that are initials just as well: only where initials cannot stand.
UNSURE_DEGREES: Final = vocabulary("ba bs dm dnb do ma mb md ms rn")
CORPORATE: Final = vocabulary(
    "academy administration agency alliance association authority bureau center centers centre "
    "centres clinic coalition collaboration collaborative collaborators college commission "
    "committee confederation conference consortium coordinating corporation council department "
    "federation foundation fund group guideline guidelines hospital initiative institut institute "
    "institutes institution investigators laboratory league ministerio ministry network office "
    "organisation organization organizacion organizacao panel programme program project registry "
    "service services sociedad sociedade societe society societies study subcommittee task team "
    "trial trialists union universidad universidade universite university working gesellschaft "
    "associacao asociacion federacao federacion conselho consejo secretaria instituto ministere "
    "governo gobierno bundesamt bundesministerium comissao comision agencia fundacao fundacion "
    "empresa confederacao sistema members corp inc ltd gmbh consorcio initiatives "
    "statistics autorite autoridad autoridade societa associazione istituto ministero federazione "
    "bundesarztekammer vereinigung bundesvereinigung bundesinstitut verband kammer conseil consiglio"
)
ACRONYMS: Final = vocabulary(
    "ADA AHA ASCO CDC ECDC EMA ESHRE EULAR FAO FDA GINA IARC ICH ILAE NASA NCI NICE NIH OECD OMS "
    "UNAIDS UNESCO UNICEF WHO"
)

LETTERS: Final = re.compile(r"[^\W\d_]+")
DOTTED: Final = re.compile(r"(?:[^\W\d_][a-zа-яё]?\.[-‐–]?){1,6}(?:[^\W\d_])?")
BARE_INITIALS: Final = re.compile(r"[^\W\d_]{1,4}|[^\W\d_]{1,2}[-‐–][^\W\d_]{1,2}")
CJK: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")

Kind = Literal["initials", "family-first", "given-first", "names", "name", "corporate"]


def kind_of(item: str, *, capitals: bool) -> Kind:
    """Return what an item between two separators is.

    "family-first" ends in initials ("Callen JP"), "given-first" has them before the last word
    ("BM Ansell"), "names" and "name" have none, "initials" are nothing else. `capitals` says that
    the whole list is printed in capitals, where only one or two letters can be initials.
    """
    tokens = item.split()
    if is_corporate(tokens) or item in ACRONYMS:
        return "corporate"
    if CJK.fullmatch("".join(tokens)):
        return "names"
    if all(map(is_particle, tokens[:-1])):
        tokens = tokens[-1:]
    short = [is_initials(token, capitals=capitals) for token in tokens]
    if all(short):
        return _kind_of_short(tokens)
    if short[-1]:
        return "family-first"
    if any(short):
        return "given-first"
    return "names" if len(tokens) > 1 else "name"


def _kind_of_short(tokens: Sequence[str]) -> Kind:
    """Return the kind of an item that looks like initials throughout ("J P", "WU J", "J WU")."""
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1 or "." in first + last or len(first) == len(last):
        return "initials"
    return "family-first" if len(first) > len(last) else "given-first"


def is_initials(token: str, *, capitals: bool = False) -> bool:
    """Return whether a token is one or more initials ("J", "JP", "J.-P.", "Yu.")."""
    letters = "".join(LETTERS.findall(token))
    if not letters or not letters[0].isupper():
        return False
    if DOTTED.fullmatch(token):
        return True
    longest = 2 if capitals else 4
    return letters.isupper() and len(letters) <= longest and bool(BARE_INITIALS.fullmatch(token))


def is_particle(token: str, *, after_another: bool = False) -> bool:
    """Return whether a token is a nobiliary particle ("von", "de la", "Van")."""
    lower = fold(token).strip(".")
    sure = after_another or token[0].islower() or lower not in LOWER_ONLY
    return sure and lower in PARTICLES


def is_corporate(tokens: Sequence[str]) -> bool:
    """Return whether the words name an organisation or a study group; "Bureau Y" is a person."""
    if len(tokens) == 2 and len(tokens[1]) <= 2 and tokens[1].isupper():
        return False
    return len(tokens) > 1 and any(fold(token).strip(".,:") in CORPORATE for token in tokens)
