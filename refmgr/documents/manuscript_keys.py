r"""Which manuscripts cite by key, and their keys: LaTeX, Markdown and its kin, LaTeX's own .aux files.

`find_keys(text, name, load)` is the one entry: exports that write only what a manuscript cites and
checks of a manuscript both start here. Word and other files cite works, not keys; for these it says
None, and `refmgr.pipeline.read_document` gives their references.
"""

import re
from pathlib import PurePath
from typing import Final

from refmgr.documents.cited_keys import CitedKeys, Load
from refmgr.documents.latex_keys import find_aux_keys, find_latex_keys
from refmgr.documents.latex_signs import looks_like_latex
from refmgr.documents.pandoc_keys import find_pandoc_keys

LATEX: Final = frozenset({".tex", ".ltx", ".latex", ".rnw", ".rtex"})
PANDOC: Final = frozenset({".md", ".markdown", ".qmd", ".rmd", ".mkd", ".rmarkdown"})
_BRACKETED: Final = re.compile(r"\[[^\[\]\n]{0,200}(?<![^\W_])@\w")


def find_keys(text: str, name: str, load: Load | None = None) -> CitedKeys | None:
    """Return what a manuscript cites by citation keys, None if it does not cite by keys.

    Args:
        text: the source, its encoding decoded.
        name: of the file: its ending tells the format, and where it tells nothing the content does.
        load: returns the text of a file the manuscript includes, by the name written there.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    ending = PurePath(name).suffix.lower()
    if ending == ".aux":
        return find_aux_keys(text, name)
    if ending in LATEX or (ending not in PANDOC and looks_like_latex(text)):
        return find_latex_keys(text, name, load)
    if ending in PANDOC or _BRACKETED.search(text):
        return find_pandoc_keys(text, name, load)
    return None
