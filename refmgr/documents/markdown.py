"""How a text shows that it is Markdown, and what its lines say without the marks."""

import re
from typing import Final

_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
_EVIDENCE: Final = (
    (3, _HEADING),
    (2, re.compile(r"</?su[pb]>")),
    (2, re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")),
    (1, re.compile(r"(?<![\w*])\*[^\s*][^*\n]{0,200}[^\s*]\*(?![\w*])")),
    (2, re.compile(r"\[[^\[\]\n]{1,200}\]\(https?://[^\s()]{1,300}\)")),
    (2, re.compile(r"^```", re.MULTILINE)),
    (2, re.compile(r"^\|.{1,400}\|\s*$\n^\|[ :|-]{3,200}\|\s*$", re.MULTILINE)),
)
_ENOUGH: Final = 3
_BY_NAME: Final = 1  # what an extension .md adds: it decides only where the text is silent
_MARKS: Final = re.compile(
    r"^\s{0,3}#{1,6}\s+|\s+#+$|\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|\\(?=[\\*_#])"
)
_SUPERSCRIPT: Final = re.compile(r"<su[pb]>.{0,60}?</su[pb]>", re.IGNORECASE)
_TAGS: Final = re.compile(r"</?[a-z]{1,6}(?:\s[^<>]{0,100})?>", re.IGNORECASE)
_LONGEST: Final = 400_000


def looks_like_markdown(text: str, name: str) -> bool:
    """Tell whether the content is Markdown; the name only decides where the content does not."""
    sample = text[:_LONGEST]
    score = sum(weight for weight, pattern in _EVIDENCE if pattern.search(sample))
    named = name.lower().endswith((".md", ".markdown", ".qmd", ".rmd"))
    return score + _BY_NAME * named >= _ENOUGH or (named and score > 0)


def is_heading(line: str) -> bool:
    """Tell whether a line is a Markdown heading."""
    return bool(_HEADING.match(line))


def without_marks(line: str) -> str:
    """Return a line as a reader sees it: no marks, no tags, no superscripts (affiliation letters)."""
    return _TAGS.sub("", _SUPERSCRIPT.sub("", _MARKS.sub("", line))).strip()
