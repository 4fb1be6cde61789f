"""Any style of the Citation Style Language, through citeproc-py, with page ranges made by us.

citeproc-py 0.11 prints wrong pages where a style asks for short ranges (`1-10` as `1-0`): so the ranges
are made here, and the style's own rule is taken off before citeproc-py sees it.
"""

import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from refmgr.errors import ExportError
from refmgr.exports.styles.parts import Choices, full_pages, short_pages
from refmgr.exports.styles.runs import Run
from refmgr.formats.csl_json import csl_item
from refmgr.model import Item

RULE: Final = re.compile(r"""\spage-range-format=["']([\w-]+)["']""")
# CSL 1.0.2, "Page Ranges"; what is not here is printed in full.
RANGES: Final[dict[str, Callable[[str], str]]] = {
    "minimal": short_pages,
    "minimal-two": short_pages,
    "chicago": full_pages,
    "chicago-15": full_pages,
    "chicago-16": full_pages,
    "expanded": full_pages,
}
DOUBLED: Final = re.compile(r"(?<!\.)\.\.(?!\.)")
TAGS: Final = re.compile(r"</?[a-z][^<>]{0,80}>")


def references(
    items: Sequence[Item], style: Path, choices: Choices
) -> tuple[list[tuple[str, tuple[Run, ...]]], bool]:
    """Return each item's id with its reference in a CSL style, in its order, and whether it is numbered.

    Raises:
        ExportError: citeproc-py is not installed, or the file is no CSL style.
    """
    try:
        from citeproc import (  # noqa: PLC0415 - an extra, and slow to load
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415
    except ImportError as error:
        raise ExportError(
            "a style of your own needs citeproc-py: pip install 'refmgr[csl]'", subject=str(style)
        ) from error
    text, shown = _prepared(style)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # about variables that a style knows and citeproc-py does not
        try:
            wanted = CitationStylesStyle(_file(text), validate=False)
        except Exception as error:
            raise ExportError(f"this is no CSL style ({error})", subject=str(style)) from error
        source = CiteProcJSON([_csl(item, choices, shown) for item in items])
        made = CitationStylesBibliography(wanted, source, formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item.id.lower())]))
        made.sort()
        listed: list[tuple[str, tuple[Run, ...]]] = [
            (str(key), (Run(_clean(str(entry))),))
            for key, entry in zip(made.keys, made.bibliography(), strict=False)
        ]
    return listed, False


def _prepared(style: Path) -> tuple[str, Callable[[str], str]]:
    """Return the style without its rule for page ranges, and what does as the rule says."""
    try:
        text = style.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(
            "there is no such style; known are vancouver, ama, apa, or the path of a .csl file",
            subject=str(style),
        ) from error
    found = RULE.search(text)
    return RULE.sub("", text), RANGES.get(found[1] if found else "", lambda pages: pages)


def _file(text: str) -> Any:  # noqa: ANN401 - what citeproc-py opens
    import io  # noqa: PLC0415

    return io.BytesIO(text.encode("utf-8"))


def _csl(item: Item, choices: Choices, shown: Callable[[str], str]) -> dict[str, Any]:
    made = csl_item(item.id, item.record)
    made.pop("custom", None)
    if "page" in made:
        made["page"] = shown(made["page"])
    if "container-title" in made:
        name = made["container-title"]
        made["container-title"] = choices.journals.get(name, name)
    if not choices.doi:
        made.pop("DOI", None)
    return made


def _clean(text: str) -> str:
    return DOUBLED.sub(".", TAGS.sub("", text)).strip()
