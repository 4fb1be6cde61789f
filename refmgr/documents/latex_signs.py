"""How a text shows that it is LaTeX, whatever its name."""

import re
from typing import Final

# The first thing that is no comment is a command.
_OPENS: Final = re.compile(r"(?:\s|%[^\n]*\n)*\\[A-Za-z]")
# Pages of journals print formulas as whole documents of the class "minimal": these are no sign.
_DOCUMENT: Final = re.compile(
    r"^[ \t]*\\(?:documentclass\s*(?:\[[^\[\]]{0,300}\])?\s*\{(?!minimal\})|documentstyle\b"
    r"|begin\s*\{document\})",
    re.MULTILINE,
)
_LISTS: Final = (
    re.compile(r"^[ \t]*\\begin\s*\{thebibliography\}", re.MULTILINE),
    re.compile(r"^[ \t]*\\bibitem\b[^\n]", re.MULTILINE),
    re.compile(r"^[ \t]*\\entry\{[^{}]+\}\{\w+\}", re.MULTILINE),
)
_FRAGMENT: Final = (
    re.compile(r"^[ \t]*\\(?:sub)*section\*?\s*\{", re.MULTILINE),
    re.compile(r"\\[a-z]*cite[a-z]*\*?\s*[\[{]"),
)
_FENCE: Final = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_MARKUP: Final = re.compile(r"\s*<")


def looks_like_latex(text: str) -> bool:
    """Tell whether a text is LaTeX.

    A page of Markdown that shows some of it in a code block is not, nor is a web page or XML with
    formulas in LaTeX.
    """
    if "\\" not in text or _MARKUP.match(text):
        return False
    if _OPENS.match(text) and _DOCUMENT.search(text):
        return True
    if _FENCE.search(text):
        return False
    return any(sign.search(text) for sign in _LISTS) or all(sign.search(text) for sign in _FRAGMENT)
