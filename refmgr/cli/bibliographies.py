"""`refmgr bibliography`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refmgr.cli.exporting import cited_works, explain, missing_works, read_manuscripts, tell
from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, speaks, write_out
from refmgr.model import Item

if TYPE_CHECKING:
    from refmgr.exports.styles.parts import Choices
    from refmgr.library.facade import Library

STYLES: Final = ("vancouver", "ama", "apa")
FORMATS: Final = ("text", "markdown", "html", "docx")


@click.command("bibliography")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option(
    "--style",
    required=True,
    metavar=f"[{'|'.join(STYLES)}|FILE.csl]",
    help="A style, or a CSL file for any other (needs the extra `refmgr[csl]`).",
)
@click.option(
    "--cited-in", "manuscripts", multiple=True, metavar="FILE",
    help="Only what this manuscript cites, in the order of citing.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help="[default: by the ending of the output file, else text]",
)  # fmt: skip
@click.option(
    "--journals", type=click.Choice(["as-is", "full", "abbreviated"]),
    help="Names of journals.  [default: abbreviated for Vancouver and AMA, full for APA]",
)  # fmt: skip
@click.option("--doi/--no-doi", default=True, help="Print DOIs.  [default: --doi]")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.pass_context
@speaks
def bibliography_command(
    ctx: click.Context,
    keys: tuple[str, ...],
    style: str,
    manuscripts: tuple[str, ...],
    output: str | None,
    **options: str | bool | None,
) -> None:
    """Write a formatted reference list: Vancouver (ICMJE/NLM), AMA (11th edition) or APA (7th edition).

    In Vancouver and AMA references are numbered in the order of the keys given, or of citing with
    --cited-in; APA goes by author. A journal's other name is known where a paper, a file of records or
    a source has printed it for the same work.
    """
    form = str(options["form"] or _by_ending(output))
    if form == "docx" and output in (None, "-"):
        raise click.UsageError("a Word file needs a name: -o references.docx")
    library = open_library(ctx, offline=True)
    works = library.export(keys) if library.exists() or keys else ()
    order = {work.key: work for key in keys for work in works if key in (work.key, *work.aliases)}
    read = read_manuscripts(library, manuscripts)
    named = (
        cited_works(works, read)
        if manuscripts
        else [
            (work.key, work)
            for work in (*order.values(), *(w for w in works if w.key not in order))
        ]
    )
    items = [Item(id=name, key=name, record=work.record) for name, work in named]
    _write(items, style, _choices(library, items, style, options), form, output)
    missing = list(missing_works(read))
    tell(missing)
    if not named or missing:
        explain(library, nothing=not named)
        sys.exit(NEEDS_A_LOOK)


def _by_ending(output: str | None) -> str:
    from refmgr.exports.formatted import SUFFIXES  # noqa: PLC0415

    return SUFFIXES.get(Path(output or "").suffix.lower(), "text")


def _choices(
    library: "Library", items: list[Item], style: str, options: dict[str, str | bool | None]
) -> "Choices":
    from refmgr.exports.journal_names import FORMS, other_forms  # noqa: PLC0415
    from refmgr.exports.styles.parts import Choices  # noqa: PLC0415

    usual = "full" if style == "apa" else "abbreviated"
    form = str(options["journals"] or usual)
    if not items:
        return Choices(doi=bool(options["doi"]))
    told = library.told()
    accessed = {key: more["accessed"][0] for key, more in told.beside.items() if "accessed" in more}
    journals = other_forms(told.containers, form) if form in FORMS else {}
    return Choices(journals=journals, doi=bool(options["doi"]), accessed=accessed)


def _write(
    items: list[Item], style: str, choices: "Choices", form: str, output: str | None
) -> None:
    from refmgr.exports import formatted  # noqa: PLC0415
    from refmgr.exports.writing import write_bytes  # noqa: PLC0415

    if style in STYLES:
        listed = formatted.references(items, style, choices)
        numbered = style in formatted.NUMBERED
    else:
        from refmgr.exports.csl_styles import references  # noqa: PLC0415

        listed, numbered = references(items, Path(style), choices)
    if form == "docx":
        write_bytes(Path(str(output)), formatted.as_docx(listed, numbered=numbered))
        note(f"Written to {output}.")
        return
    writers = {
        "text": formatted.as_text,
        "markdown": formatted.as_markdown,
        "html": formatted.as_html,
    }
    write_out(writers[form](listed, numbered=numbered), output)
