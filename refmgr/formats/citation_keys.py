"""Which texts can be citation keys: what BibTeX, biber, LaTeX and pandoc can all read."""

import re
from typing import Final

# Never in a key: blanks, `{}(),="#%~'\` (JabRef; biblatex manual, 1.2 and 2.4). The key of a user's
# own file is kept if it has none of these, for a manuscript cites it.
USABLE: Final = re.compile(r"[^\s{}(),=\"#%~'\\\x00-\x1f\x7f-\x9f@]{1,200}")
# What reference managers make of author and year: `callen2000`, `Callen_2000a`, `callen:2000-skin`.
LIKE: Final = re.compile(
    r"[^\W\d_][^\W\d]{0,40}(?:[:._-][^\W\d]{1,40}){0,3}[:._-]?(?:1[6-9]|20)\d{2}(?!\d)[\w:.+/-]{0,40}"
)


def usable_key(text: str) -> bool:
    """Return whether a text can stand as a citation key in a .bib file."""
    return bool(USABLE.fullmatch(text))


def key_like(text: str) -> bool:
    """Return whether a label looks like a citation key: a name with a year in it."""
    return usable_key(text) and bool(LIKE.fullmatch(text))
