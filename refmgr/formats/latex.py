r"""LaTeX text: Unicode to macros that BibTeX can sort and abbreviate, and back."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

from refmgr.formats.latex_tables import (
    ACCENTS,
    BELOW,
    ESCAPED,
    FORMATTING,
    HEIGHTS,
    MARKS,
    MATH,
    NAMED,
    SIGNS,
    SYMBOLS,
)

UNUSUAL: Final = re.compile(r"[^\x00-\x7f]|[%&_#$\\{}~^`<>|]|--|''")
PIECE: Final = re.compile(
    r"(?P<dashes>[-–—]+)|(?P<primes>'+)|(?P<greek>[Ͱ-Ͽἀ-῿]+)|[^\x00-\x7f]|[%&_#$\\{}~^`<>|]"
)
DASHES: Final = {"-": "-", "–": "--", "—": "---"}
# Longer runs of Greek letters are words in Greek, not symbols: math would ruin them.
LONGEST_GREEK_SYMBOL: Final = 2

LATEX: Final = re.compile(r"[\\{}$~]|--|``|''|`")
_BRACED: Final = r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+"
READ: Final = re.compile(
    rf"""\\(?P<accent>[`'^"~=.]|[uvHckdbr](?![A-Za-z]))\s*
        (?:\{{\s*(?P<braced>\\[ij](?![A-Za-z])|[^\W\d_])\s*\}}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))
      | \\(?P<over>[`'^"~=.]|(?:[uvHckdbr]|cb|textcommabelow)(?![A-Za-z]))\s*\{{(?P<under>{_BRACED})\}}
      | \\(?P<called>[A-Za-z]+)\s*(?P<given>\{{{_BRACED}\}}(?:\{{{_BRACED}\}})?)
      | \\(?P<name>[A-Za-z]+)[ \t]*
      | \\(?P<escaped>.)
      | \$(?P<math>(?!\s)(?:[^$\\^_<>=]*+[\\^_<>=][^$]*+(?<!\s)(?=\$)|[^$]*+(?<!\s)(?=\$(?!\d))))\$
      | (?P<ligature>---?|``|''|[?!]`|`|~)
      | [{{}}]""",
    re.VERBOSE | re.DOTALL,
)
RAISED: Final = re.compile(
    r"(?P<height>[\^_])\s*(?:\{(?P<group>[^{}]*)\}|(?P<macro>\\[A-Za-z]+)|(?P<sign>[^\s{}\\]))"
)
LIGATURES: Final = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "`": "‘",
    "~": " ",
    "?`": "¿",
    "!`": "¡",
}
SPACES: Final = frozenset(",;: \\\n")
NOTHING: Final = frozenset("!/-@")

CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """Return a text as a BibTeX value can hold it: one line, single blanks, composed characters."""
    if text.isascii() and text.isprintable() and "  " not in text and text.strip() == text:
        return text
    line = CONTROL.sub("", " ".join(text.split()))
    return " ".join(unicodedata.normalize("NFC", line).split())


def encode(text: str) -> str:
    r"""Return one-line text with every macro in braces: `Şimşek 50%` → `{\c{S}}im{\c{s}}ek 50\%`.

    Braces around each macro keep an accent when a style cuts a name to its initial, and keep
    capital Greek letters capital. What LaTeX has no macro for (Chinese, ặ) stays as it is.
    Literal braces become macros, since BibTeX counts braces whether escaped or not.
    """
    return PIECE.sub(_encoded, text) if UNUSUAL.search(text) else text


def _encoded(found: re.Match[str]) -> str:
    piece = found[0]
    match found.lastgroup:
        case "dashes":
            return "{}".join(DASHES[dash] for dash in piece)
        case "primes":
            return "{}".join(piece)
        case "greek":
            return _greek(piece)
        case _:
            return _character(piece)


def _greek(run: str) -> str:
    if len(run) > LONGEST_GREEK_SYMBOL:
        return run
    return "".join(f"{{$\\{MATH[letter]}$}}" if letter in MATH else letter for letter in run)


@cache
def _character(sign: str) -> str:
    if sign in ESCAPED:
        return f"\\{sign}"
    if sign in SYMBOLS:
        return f"{{\\{SYMBOLS[sign]}}}"
    if sign in MATH:
        return f"{{$\\{MATH[sign]}$}}"
    if sign in HEIGHTS:
        return f"{{${HEIGHTS[sign]}$}}"
    return _accented(sign)


def _accented(sign: str) -> str:
    decomposed = unicodedata.normalize("NFD", sign)
    base, mark = decomposed[0], decomposed[1:]
    if mark not in ACCENTS or not (base.isascii() and base.isalpha()):
        return sign
    accent = ACCENTS[mark]
    if base in "ij" and accent not in BELOW:
        base = f"\\{base}"
    return f"{{\\{accent}{{{base}}}}}" if accent.isalpha() else f"{{\\{accent}{base}}}"


def decode(latex: str) -> str:
    r"""Return the text that LaTeX would show: `{\c{S}}im{\c{s}}ek 50\%` → `Şimşek 50%`.

    Macros nobody here knows stay as they are, so that nothing disappears.
    """
    if not LATEX.search(latex):
        return latex
    return unicodedata.normalize("NFC", READ.sub(_decoded, latex))


def _decoded(found: re.Match[str]) -> str:
    reader = READERS.get(found.lastgroup or "")
    return reader(found) if reader else ""


def _composed(found: re.Match[str]) -> str:
    letter = (found["braced"] or found["bare"]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + MARKS[found["accent"]])


def _over(found: re.Match[str]) -> str:
    r"""An accent over what is itself LaTeX: `\'{\^e}` → `ế`; over nothing it is a character."""
    under = decode(found["under"])
    if not under[:1].isalpha():
        return LONE.get(found["over"], "") + under
    return unicodedata.normalize("NFC", under[0] + MARKS[found["over"]] + under[1:])


def _called(found: re.Match[str]) -> str:
    """A macro with what is given to it; one that nobody here knows stays as it is."""
    name, given = found["called"], found["given"]
    if name in RAISING:
        return raise_signs(RAISING[name], decode(given))
    if name in ADDRESSES:
        parts = given[1:-1].split("}{")
        return parts[0] if len(parts) == 1 else decode(parts[-1])
    if name == "enquote":
        return f"“{decode(given)}”"
    if name in FORMATTING:
        return decode(given)
    return NAMED[name] + decode(given) if name in NAMED else found[0]


def raise_signs(height: str, signs: str) -> str:
    """Return digits and signs above (`^`) or below (`_`) as characters; other text comes down."""
    raised = [SIGNS.get(height + sign) for sign in signs]
    return "".join(map(str, raised)) if signs and all(raised) else signs


def _named(found: re.Match[str]) -> str:
    name = found["name"]
    return "" if name in FORMATTING else NAMED.get(name, found[0])


def _escaped(found: re.Match[str]) -> str:
    sign = found["escaped"]
    return " " if sign in SPACES else "" if sign in NOTHING else sign


def _math(found: re.Match[str]) -> str:
    return decode(RAISED.sub(_in_math, found["math"]))


def _in_math(found: re.Match[str]) -> str:
    signs = decode(found["group"] or found["macro"] or found["sign"] or "")
    return raise_signs(found["height"], signs)


RAISING: Final = {"textsuperscript": "^", "textsubscript": "_"}
ADDRESSES: Final = frozenset(("url", "href", "path", "nolinkurl"))
LONE: Final = {"'": "'", "`": "‘", "~": "~", "^": "^", '"': '"'}
READERS: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "braced": _composed,
    "bare": _composed,
    "under": _over,
    "given": _called,
    "name": _named,
    "escaped": _escaped,
    "math": _math,
    "ligature": lambda found: LIGATURES[found["ligature"]],
}
