"""Italics and bold of Markdown and HTML: taken off, but kept as evidence of what they mark."""

import re
from typing import Final, NamedTuple

_MARKED: Final = re.compile(
    r"(?<![\w*])(?P<star>\*{1,3})(?=[^\s*])(?P<starred>[^*\n]{1,200}?)(?<=\S)(?P=star)(?!\*)"
    r"|(?<![\w_])(?P<line>_{1,2})(?=[^\s_])(?P<lined>[^_\n]{1,200}?)(?<=[^\s_])(?P=line)(?![\w_])"
    r"|<(?P<tag>i|em|b|strong|u)>(?P<tagged>[^<>]{1,200})</(?P=tag)>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"</?(?:i|em|b|strong|u|sup|sub|span|a)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_LINK: Final = re.compile(
    r"\[(?P<text>[^\[\]]{1,300})\]\((?P<url>https?://[^()\s]{3,300}(?:\([^()\s]*\)[^()\s]*)*)\)"
)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


class Plain(NamedTuple):
    """A text without mark-up, and the phrases that were marked, in order."""

    text: str
    marked: tuple[str, ...]


def without_emphasis(text: str) -> Plain:
    """Return the text as a reader sees it, and what it shows in italics or bold."""
    if not any(mark in text for mark in "*_<[\\"):
        return Plain(text, ())
    marked: list[str] = []

    def plain(found: re.Match[str]) -> str:
        inner = found["starred"] or found["lined"] or found["tagged"]
        marked.append(inner.strip())
        return inner

    text = _LINK.sub(lambda found: f"{found['text']} {found['url']}", text)
    text = _TAG.sub("", _MARKED.sub(plain, text))
    return Plain(_ESCAPED.sub(r"\1", text), tuple(marked))
