"""What two printed texts have in common: comparison forms, mended lines, capitals."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from anyascii import anyascii


def vocabulary(listed: str) -> frozenset[str]:
    """Return the set of the words of a list separated by blanks."""
    return frozenset(listed.split())


GREEK: Final[dict[int, str]] = {
    ord(letter): name
    for letters, name in (
        ("Αα", "alpha"),
        ("Ββϐ", "beta"),
        ("Γγ", "gamma"),
        ("Δδ", "delta"),
        ("Εεϵ", "epsilon"),
        ("Ζζ", "zeta"),
        ("Ηη", "eta"),
        ("Θθϑ", "theta"),
        ("Ιι", "iota"),
        ("Κκϰ", "kappa"),
        ("Λλ", "lambda"),
        ("Μμµ", "mu"),
        ("Νν", "nu"),
        ("Ξξ", "xi"),
        ("Οο", "omicron"),
        ("Ππϖ", "pi"),
        ("Ρρϱ", "rho"),
        ("Σσς", "sigma"),
        ("Ττ", "tau"),
        ("Υυ", "upsilon"),
        ("Φφϕ", "phi"),
        ("Χχ", "chi"),
        ("Ψψ", "psi"),
        ("Ωω", "omega"),
    )
    for letter in letters
}
PLAIN: Final[dict[int, str]] = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "‘’‚‛′ʹʼ´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
}
INVISIBLE: Final[dict[int, None]] = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)
LIGATURES: Final[dict[int, str]] = dict(
    zip(map(ord, "ﬀﬁﬂﬃﬄﬅﬆ"), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
# What mending takes out or spells out: most texts hold none of it, and translating is slow.
TYPESET: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufb00-\ufb06]")
ACCENTS: Final = re.compile("[\u0300-\u036f]+")
GREEK_WORD: Final = re.compile("[Ͱ-Ͽἀ-῿]{3,}")
WORD: Final = re.compile(r"[a-z0-9]+")

TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9:]{0,12}(?:\s[^<>]{0,200})?/?>")

# The mark at the end of the line is a hyphen or a soft hyphen; what follows decides.
LINE_END: Final = re.compile(r"(\w+)([-\u00ad‐]|(?<=\d)[–−])[ \t\u00a0]*[\r\n]\s*(?=(\w))")
BLANKS: Final = re.compile(r"\s+")
# First halves of compounds keep their hyphen when the line ends there ("long-/term").
COMPOUND_STARTS: Final = vocabulary(
    "case cross day dose double early evidence follow half high large late long low month open "
    "placebo population risk self short single small steroid three two week well year"
)

CASED_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TOKEN: Final = re.compile(r"\S+")
ROMAN: Final = re.compile(r"(?=[IVX]+$)X{0,2}(?:IX|IV|V?I{0,3})$")
ACRONYMS: Final = vocabulary(
    "AIDS AMA ANA ANCA BMI CNS COPD COVID CT DNA ECG EEG ESR FDA GI HAART HIV HLA ICU IVIG JIA "
    "MRI MRSA NICE NSAID NSAIDS PET PCR RA RNA SARS SLE UK USA UV UVA UVB WHO"
)
SHORTEST_CAPITALS: Final = 8
CAPITALS_SHARE: Final = 0.9


def fold(text: str) -> str:
    """Return the form in which texts are compared.

    Lower case, accents off, single Greek letters spelled ("β" → "beta", which transliteration
    would call "v"), typographic dashes and quotes plain, ligatures resolved, other scripts
    transliterated, white space single. `fold(fold(text)) == fold(text)`.
    """
    if not text.isascii():
        text = _ascii(text)
    return " ".join(text.lower().split())


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(INVISIBLE))
    plain = unicodedata.normalize("NFC", ACCENTS.sub("", decomposed)).translate(PLAIN)
    if plain.isascii():
        return plain
    # A whole Greek word is transliterated; only loose letters are names of things.
    plain = GREEK_WORD.sub(lambda word: anyascii(word[0]), plain)
    return anyascii(plain.translate(GREEK))


def words(text: str) -> list[str]:
    """Return the runs of letters and digits of the folded text, in order."""
    return WORD.findall(fold(text))


def without_markup(text: str) -> str:
    """Return the text without inline tags and character references (`CB<sub>1</sub>` → `CB1`)."""
    if "&" in text:
        text = unescape(text)
    return TAG.sub("", text) if "<" in text else text


def mend(text: str) -> str:
    """Return the text on one line as it was meant to be read.

    Hyphenation at line ends is undone ("dermato-/myositis"), but a hyphen stays before a capital
    or a digit ("IL-/6", "Scharffetter-/Kochanek") and after the first half of a compound.
    Soft hyphens and zero-width characters go, ligatures of typesetting become their letters;
    every run of white space becomes one blank.
    """
    odd = not text.isascii() and TYPESET.search(text)
    if odd:
        text = text.translate(LIGATURES)
    if "\n" in text or "\r" in text:
        text = LINE_END.sub(_join, text)
    return " ".join((text.translate(INVISIBLE) if odd else text).split())


def _join(found: re.Match[str]) -> str:
    before, mark, after = found.groups()
    if mark == "\u00ad":
        return before
    keeps = not (before[-1].isalpha() and after.islower()) or before.lower() in COMPOUND_STARTS
    return before + mark if keeps else before


def is_capitals(text: str) -> bool:
    """Return whether a text of some length is printed in capitals (an acronym alone is not)."""
    upper = sum(map(str.isupper, text))
    cased = upper + sum(map(str.islower, text))
    return cased >= SHORTEST_CAPITALS and upper >= CAPITALS_SHARE * cased


def sentence_case(text: str) -> str:
    """Return a title printed in capitals in sentence case; any other text comes back unchanged.

    Numerals, words with digits, known acronyms, words without a vowel and short words alone in
    brackets keep their capitals.
    """
    if not is_capitals(text):
        return text
    starts = True
    pieces: list[str] = []
    last = 0
    for token in TOKEN.finditer(text):
        pieces.append(text[last : token.start()])
        pieces.append(_cased(token[0], starts=starts))
        starts = token[0][-1] in ".?!"
        last = token.end()
    return "".join((*pieces, text[last:]))


def _cased(token: str, *, starts: bool) -> str:
    if _keeps_capitals(token):
        return token
    lower = CASED_WORD.sub(lambda word: _lower_unless_acronym(word[0]), token)
    if not starts:
        return lower
    first = next((at for at, letter in enumerate(lower) if letter.isalpha()), 0)
    return lower[:first] + lower[first : first + 1].upper() + lower[first + 1 :]


def _keeps_capitals(token: str) -> bool:
    core = token.strip("()[]{}.,;:!?\"'“”‘’")
    alone_in_brackets = token[0] in "([" and token.rstrip(".,;:")[-1] in ")]"
    short = alone_in_brackets and core.isalpha() and len(core) <= 6
    return short or any(map(str.isdigit, core)) or bool(core and ROMAN.match(core))


def _lower_unless_acronym(word: str) -> str:
    no_vowel = 2 <= len(word) <= 5 and not any(letter in "AEIOUY" for letter in fold(word).upper())
    if word in ACRONYMS or no_vowel or ROMAN.match(word):
        return word
    # "İ" lowers to i + combining dot, which no reader expects.
    return word.lower().replace("i\u0307", "i")


def places_of(text: str, signs: Iterable[str]) -> list[int]:
    """Return where any of the signs (in lower case) begins in a text, whatever its case."""
    lower = text.lower()
    if len(lower) != len(text):
        return list(range(len(text)))
    places = set()
    for sign in signs:
        at = lower.find(sign)
        while at >= 0:
            places.add(at)
            at = lower.find(sign, at + 1)
    return sorted(places)


def starting_with(
    pattern: re.Pattern[str], text: str, signs: Iterable[str]
) -> Iterator[re.Match[str]]:
    """Yield what `finditer` does of a pattern that begins with one of the signs, tried only there."""
    if len(text.lower()) != len(text):  # a letter that has two in lower case: offsets would differ
        yield from pattern.finditer(text)
        return
    floor = 0
    for at in places_of(text, signs):
        if at >= floor and (found := pattern.match(text, at)):
            yield found
            floor = found.end()
