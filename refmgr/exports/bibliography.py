"""Works as the text of a bibliographic file, proven readable before anybody gets it."""

from collections.abc import Sequence

from refmgr.exports.converting import Converted, proved
from refmgr.formats.writing import DIALECTS, FORMATS, write_items
from refmgr.model import Item, Problem, Work


def render(works: Sequence[Work], form: str) -> tuple[str, tuple[Problem, ...]]:
    """Return works in a format, and what is missing in them.

    Raises:
        ExportError: a key that BibTeX cannot use, or a value that would not come back unchanged.
        ValueError: a format nobody here knows.
    """
    items = [Item(id=work.key, key=work.key, record=work.record) for work in works]
    written = render_items(items, form)
    return written.text, written.problems


def render_items(items: Sequence[Item], form: str) -> Converted:
    """Return items in a format, sorted by key ignoring case, with what is missing and what did not fit.

    Raises:
        ExportError, ValueError: as for `render`.
    """
    if form not in FORMATS:
        raise ValueError(form)
    ordered = sorted(items, key=lambda item: (item.id.lower(), item.id))
    text, problems = write_items(ordered, form)
    # BibTeX's writer has every value and the whole text proved by another parser already.
    losses = () if form in DIALECTS else proved(ordered, text, form)
    return Converted(text=text, problems=problems, losses=losses)
