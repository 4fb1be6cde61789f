"""What the bytes of a file are, told by their content: an extension may lie."""

import re
from typing import Final

from refmgr.errors import UnreadableError

READS: Final = (
    "PDF, Word (.docx), OpenDocument (.odt), LaTeX, web pages (HTML), articles in JATS XML, "
    "plain text and Markdown"
)
LARGEST: Final = 20_000_000

_MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word (.doc) or Office file", "open it and save it as .docx"),
    (b"{\\rtf", "a rich text (RTF) file", "open it and save it as .docx"),
    (b"SQLite format 3\x00", "a SQLite database", "if it is a library, name it with --library"),
    (b"\x89PNG", "an image", "text in pictures is not read: copy the text from the paper"),
    (b"\xff\xd8\xff", "an image", "text in pictures is not read: copy the text from the paper"),
    (b"GIF8", "an image", "text in pictures is not read: copy the text from the paper"),
    (b"II*\x00", "an image", "text in pictures is not read: copy the text from the paper"),
    (b"MM\x00*", "an image", "text in pictures is not read: copy the text from the paper"),
    (b"RIFF", "an image or a sound", "text in pictures is not read: copy the text from the paper"),
    (b"\x1f\x8b", "a compressed (gzip) file", "unpack it first"),
    (b"7z\xbc\xaf", "a compressed (7-Zip) file", "unpack it first"),
    (b"Rar!", "a compressed (RAR) file", "unpack it first"),
    (b"BZh", "a compressed (bzip2) file", "unpack it first"),
    (b"\x7fELF", "a program", "name the file of the paper instead"),
    (b"MZ\x90", "a program", "name the file of the paper instead"),
)
_PDF_HEADER: Final = b"%PDF-"
_PDF_HEADER_WITHIN: Final = 1024
_HEAD: Final = 4000
_PROLOG: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<\?xml[^>]{0,200}\?>|<\?[^>]{0,300}>|<!--.{0,2000}?-->)*", re.DOTALL
)
_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|div|article|section|main|header|script"
    rb"|style|h[1-3]|ol|ul|p|table)\b",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(
    rb"<(?:!doctype\s+(?:article|art|pmc-articleset)\b|(?:\w+:)?article[\s>](?=.{0,3000}?<(?:\w+:)?"
    rb"(?:front|body|article-meta)\b)|art[\s>]|pmc-articleset\b|OAI-PMH\b)",
    re.IGNORECASE | re.DOTALL,
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_SAMPLES: Final = 20
_SAMPLE: Final = 400
_LEAST_LETTERS: Final = 0.25


def is_pdf(data: bytes) -> bool:
    """Tell whether the bytes are a PDF: its header may stand behind other bytes, up to the 1024th."""
    return _PDF_HEADER in data[:_PDF_HEADER_WITHIN] and structure_of(data) is None


def refuse_unreadable(data: bytes, name: str) -> None:
    """Raise UnreadableError, with what to do, for bytes that are no text document."""
    if not data.strip():
        raise UnreadableError(
            "the file is empty: give the file that holds the paper's text.", subject=name
        )
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            raise _unreadable(kind, advice, name)
    refuse_too_large(data, name)
    if data.lstrip()[:5] == b"<?xml":
        advice = (
            "give the article in JATS, as PubMed Central offers it, or as text; a file of "
            "bibliographic records goes through refmgr convert"
        )
        raise _unreadable("an XML file of another kind", advice, name)
    if b"\x00" in data and not data.startswith(_UTF16):
        raise _unreadable("binary data", "save the paper as plain text (.txt)", name)


def structure_of(data: bytes) -> str | None:
    """Return "jats" (JATS, NLM, BioMed Central) or "html" for a structured document, else None."""
    head = _sample(data)
    start = _PROLOG.match(head)
    at = start.end() if start else 0
    if _ARTICLE.match(head, at):
        return "jats"
    return "html" if _HTML.match(head, at) else None


def _sample(data: bytes) -> bytes:
    """Return the head of a file in an encoding whose ASCII characters are single bytes."""
    if data.startswith(_UTF16):
        return data[: 2 * _HEAD].decode("utf-16", errors="ignore").encode()
    return data[:_HEAD]


def refuse_too_large(data: bytes, name: str) -> None:
    """Raise UnreadableError for what is far larger than a paper."""
    if len(data) > LARGEST:
        message = (
            f"the file has {len(data) / 1e6:.0f} MB, and a paper has at most "
            f"{LARGEST / 1e6:.0f} MB: give the paper alone."
        )
        raise UnreadableError(message, subject=name)


def refuse_wordless(text: str, name: str) -> None:
    """Raise UnreadableError for a text with hardly any letters: numbers, a table, a dump."""
    step = max(_SAMPLE, len(text) // _SAMPLES)
    letters = others = 0
    for at in range(0, len(text), step):
        sample = text[at : at + _SAMPLE]
        found = sum(map(str.isalpha, sample))
        letters += found
        others += len(sample) - found - sum(map(str.isspace, sample))
    if letters < _LEAST_LETTERS * (letters + others) or not letters:
        message = (
            "the file holds hardly any words, so it is no paper and no list of references: "
            f"give the paper's text (refmgr reads {READS})."
        )
        raise UnreadableError(message, subject=name)


def _unreadable(kind: str, advice: str, name: str) -> UnreadableError:
    return UnreadableError(f"this is {kind}, and refmgr reads {READS}: {advice}.", subject=name)
