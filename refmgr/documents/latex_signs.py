"""How a text shows that it is LaTeX, whatever its name."""

import re
from typing import Final

_START: Final = re.compile(
    r"(?:\s|%[^\n]*\n)*\\(?:documentclass|documentstyle|begin\s*\{document\})"
)
_SIGNS: Final = (
    re.compile(r"^\s*\\begin\s*\{(?:document|thebibliography)\}", re.MULTILINE),
    re.compile(r"^\s*\\(?:documentclass|documentstyle)\b", re.MULTILINE),
    re.compile(r"^\s*\\bibitem\b[^\n]", re.MULTILINE),
    re.compile(r"^\s*\\entry\{[^{}]+\}\{\w+\}", re.MULTILINE),
)
_FRAGMENT: Final = (
    re.compile(r"^\s*\\(?:sub)*section\*?\s*\{", re.MULTILINE),
    re.compile(r"\\[a-z]*cite[a-z]*\*?\s*[\[{]"),
)
_FENCE: Final = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def looks_like_latex(text: str) -> bool:
    """Tell whether a text is LaTeX; a page of Markdown that shows some of it in a code block is not."""
    if "\\" not in text:
        return False
    if _START.match(text):
        return True
    if _FENCE.search(text):
        return False
    return any(sign.search(text) for sign in _SIGNS) or all(sign.search(text) for sign in _FRAGMENT)
