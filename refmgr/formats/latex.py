"""LaTeX text: Unicode to macros that BibTeX can sort and abbreviate, and back."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

ACCENTS: Final = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": '"',
    "\u0304": "=",
    "\u0307": ".",
    "\u0306": "u",
    "\u030c": "v",
    "\u030b": "H",
    "\u0327": "c",
    "\u0328": "k",
    "\u0323": "d",
    "\u0331": "b",
    "\u030a": "r",
}
BELOW: Final = frozenset("ckdb")

SYMBOLS: Final = {
    "\\": "textbackslash",
    "{": "textbraceleft",
    "}": "textbraceright",
    "~": "textasciitilde",
    "^": "textasciicircum",
    "`": "textasciigrave",
    "<": "textless",
    ">": "textgreater",
    "|": "textbar",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "å": "aa",
    "Å": "AA",
    "ı": "i",
    "ȷ": "j",
    "đ": "dj",
    "Đ": "DJ",
    "ð": "dh",
    "Ð": "DH",
    "þ": "th",
    "Þ": "TH",
    "ŋ": "ng",
    "Ŋ": "NG",
    "‘": "textquoteleft",
    "’": "textquoteright",
    "“": "textquotedblleft",
    "”": "textquotedblright",
    "‚": "quotesinglbase",
    "„": "quotedblbase",
    "‹": "guilsinglleft",
    "›": "guilsinglright",
    "«": "guillemotleft",
    "»": "guillemotright",
    "…": "textellipsis",
    "•": "textbullet",
    "·": "textperiodcentered",
    "°": "textdegree",
    "µ": "textmu",
    "®": "textregistered",
    "™": "texttrademark",
    "©": "textcopyright",
    "§": "textsection",
    "¶": "textparagraph",
    "†": "textdagger",
    "‡": "textdaggerdbl",
    "£": "textsterling",
    "€": "texteuro",
    "¥": "textyen",
    "¡": "textexclamdown",
    "¿": "textquestiondown",
    "½": "textonehalf",
    "¼": "textonequarter",
    "¾": "textthreequarters",
    "ª": "textordfeminine",
    "º": "textordmasculine",
}
MATH: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "varepsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "varsigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "varphi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Υ": "Upsilon",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
    "±": "pm",
    "×": "times",
    "÷": "div",
    "≤": "leq",
    "≥": "geq",
    "≠": "neq",
    "≈": "approx",
    "∼": "sim",
    "∞": "infty",
    "→": "rightarrow",
    "←": "leftarrow",
    "↑": "uparrow",
    "↓": "downarrow",
    "′": "prime",
    "√": "surd",
    "∂": "partial",
}
HEIGHTS: Final = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", (f"^{sign}" for sign in "0123456789+-"), strict=True)),
    **dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", (f"_{sign}" for sign in "0123456789+-"), strict=True)),
}
ESCAPED: Final = frozenset("%&_#$")

# Names that other programs write for a character; read only.
OTHER_NAMES: Final = {
    "epsilon": "ε",
    "phi": "φ",
    "ldots": "…",
    "dots": "…",
    "le": "≤",
    "ge": "≥",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "copyright": "©",
    "textasciiacute": "´",
    "textendash": "–",
    "textemdash": "—",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textunderscore": "_",
    "textdollar": "$",
    "textonesuperior": "¹",
    "texttwosuperior": "²",
    "textthreesuperior": "³",
    "slash": "/",
    "space": " ",
    **{f"text{name}": sign for sign, name in MATH.items() if "α" <= sign <= "ω"},
}
NAMED: Final = {
    **OTHER_NAMES,
    **{name: sign for sign, name in MATH.items()},
    **{name: sign for sign, name in SYMBOLS.items()},
}
FORMATTING: Final = frozenset(
    (
        "emph",
        "textit",
        "textbf",
        "textsc",
        "textrm",
        "textsf",
        "texttt",
        "textsl",
        "textnormal",
        "text",
        "mathrm",
        "mathit",
        "mathbf",
        "ensuremath",
        "mbox",
        "hbox",
        "url",
        "relax",
        "protect",
        "em",
        "it",
        "bf",
        "sc",
        "rm",
        "itshape",
        "bfseries",
    )
)
MARKS: Final = {sign: mark for mark, sign in ACCENTS.items()}
SIGNS: Final = {written: sign for sign, written in HEIGHTS.items()}

UNUSUAL: Final = re.compile(r"[^\x00-\x7f]|[%&_#$\\{}~^`<>|]|--|''")
PIECE: Final = re.compile(
    r"(?P<dashes>[-–—]+)|(?P<primes>'+)|(?P<greek>[Ͱ-Ͽἀ-῿]+)|[^\x00-\x7f]|[%&_#$\\{}~^`<>|]"
)
DASHES: Final = {"-": "-", "–": "--", "—": "---"}
# Longer runs of Greek letters are words in Greek, not symbols: math would ruin them.
LONGEST_GREEK_SYMBOL: Final = 2

LATEX: Final = re.compile(r"[\\{}$~]|--|``|''|`")
READ: Final = re.compile(
    r"""\\(?P<accent>[`'^"~=.]|[uvHckdbr](?![A-Za-z]))\s*
        (?:\{\s*(?P<braced>\\[ij](?![A-Za-z])|[^\W\d_])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))
      | \\text(?P<height>super|sub)script\s*\{(?P<raised>[0-9+-]+)\}
      | \\(?P<name>[A-Za-z]+)[ \t]*
      | \\(?P<escaped>.)
      | \$(?P<math>[^$]*)\$
      | (?P<ligature>---?|``|''|`|~)
      | [{}]""",
    re.VERBOSE,
)
RAISED: Final = re.compile(r"([\^_])(?:\{([0-9+-]+)\}|([0-9+-]))")
LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": " "}
SPACES: Final = frozenset(",;:!/ ")

CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """Return a text as a BibTeX value can hold it: one line, single blanks, composed characters."""
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


def _raised(height: str, signs: str) -> str:
    return "".join(SIGNS[height + sign] for sign in signs)


def _named(found: re.Match[str]) -> str:
    name = found["name"]
    return "" if name in FORMATTING else NAMED.get(name, found[0])


def _math(found: re.Match[str]) -> str:
    return decode(RAISED.sub(lambda part: _raised(part[1], part[2] or part[3]), found["math"]))


READERS: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "braced": _composed,
    "bare": _composed,
    "raised": lambda found: _raised("^" if found["height"] == "super" else "_", found["raised"]),
    "name": _named,
    "escaped": lambda found: " " if found["escaped"] in SPACES else found["escaped"],
    "math": _math,
    "ligature": lambda found: LIGATURES[found["ligature"]],
}
