"""What kind of work a reference describes, by the evidence that it prints."""

import re
from collections.abc import Mapping
from typing import Final

PROCEEDINGS: Final = re.compile(
    r"\b(?:proceedings|proc\.|conference|symposium|workshop|congress|congresso|anais)\b",
    re.IGNORECASE,
)
_THESIS: Final = re.compile(
    r"\b(?:ph\.?\s?d\.?|doctoral|master'?s?|m\.?sc\.?|md|bachelor'?s?)\s(?:thesis|dissertation)"
    r"|\b(?:thesis|dissertation|tese|dissertação|tesis|thèse|Habilitationsschrift)\b",
    re.IGNORECASE,
)
_THESIS_SIGNS: Final = ("thes", "thès", "dissert", "tese", "tesis", "habilitation")
_REPORT: Final = re.compile(
    r"\b(?:technical report|tech\.? rep|working paper|report no|white paper|fact sheet"
    r"|relatório)\b",
    re.IGNORECASE,
)
_REPORT_SIGNS: Final = ("report", "rep ", "rep.", "paper", "fact sheet", "relatório")
_SOFTWARE: Final = re.compile(
    r"\bR package version\b|\bcomputer (?:program|software)\b|\bstatistical software\b"
    r"|\bsoftware\b[^.]{0,60}\bversion\s\d|\bfor windows, version\s\d",
    re.IGNORECASE,
)
_SOFTWARE_SIGNS: Final = ("package version", "computer ", "software", "for windows")
_DATA: Final = re.compile(r"^data from:|^(?:dryad|zenodo|figshare|mendeley data)\b", re.IGNORECASE)
_PREPRINTS: Final = re.compile(
    r"^(?:\w{2,6}xiv|ssrn|research ?square|preprints(?:\.org)?)\b", re.IGNORECASE
)
# `Lei nº 8.080, de 19 de setembro de 1990`, `Real Decreto 1030/2006`
_LAW: Final = re.compile(
    r"(?:(?:lei|decreto(?:-lei)?|portaria|resolução|emenda constitucional|medida provisória|ley"
    r"|real decreto|resolución|directive|regulation|public law)\b[^.]{0,40}?\d|constituição da\b)",
    re.IGNORECASE,
)


def work_type(text: str, parts: Mapping[str, str], *, corporate: bool = False) -> str:
    """Return CSL's name for the kind of work.

    Args:
        text: the reference as printed, with what was noted beside its fields.
        parts: its fields as printed, by name.
        corporate: whether it names bodies alone as authors.
    """
    lower = text.lower()
    title, container = parts.get("title", ""), parts.get("container-title", "")
    if _holds(lower, text, _THESIS_SIGNS, _THESIS):
        return "thesis"
    if _LAW.match(title) or _DATA.search(title) or _DATA.search(container):
        return "legislation" if _LAW.match(title) else "dataset"
    if container:
        return _type_within(container, parts)
    if _holds(lower, text, _REPORT_SIGNS, _REPORT):
        return "report"
    software = _holds(lower, text, _SOFTWARE_SIGNS, _SOFTWARE)
    return "software" if software else _type_alone(parts, corporate=corporate)


def _holds(lower: str, text: str, signs: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    """Tell whether a pattern is found; most searches are saved by the letters that it needs."""
    return any(sign in lower for sign in signs) and bool(pattern.search(text))


def _type_within(container: str, parts: Mapping[str, str]) -> str:
    """Return the kind of a work that stands in another one; CSL calls a preprint an article."""
    if _PREPRINTS.match(container):
        return "article"
    if parts.keys() & {"volume", "issue"}:
        return "article-journal"
    if PROCEEDINGS.search(container):
        return "paper-conference"
    return "chapter" if parts.keys() & {"editor", "publisher"} else "article-journal"


def _type_alone(parts: Mapping[str, str], *, corporate: bool) -> str:
    """Return the kind of a work that stands alone: what bodies publish is a report or a page."""
    if "edition" in parts or ("publisher" in parts and not corporate):
        return "book"
    if "url" in parts:
        return "webpage"
    return "report" if "publisher" in parts else "document"
