"""`refmgr review`: the open questions one after the other, answered with a key each."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from refmgr.cli.question_views import COUNTED, print_question, question_row, summary
from refmgr.cli.session import NEEDS_A_LOOK, note, open_library, plural, print_json, say, speaks

if TYPE_CHECKING:
    from refmgr.library.facade import Library
    from refmgr.library.questions import Question

NOTHING = "Nothing is open."


@click.command("review")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(COUNTED)),
    help="Only questions of this kind; may be given again.",
)  # fmt: skip
@click.option("--paper", metavar="KEY", help="Only references of this paper: its key or file.")
@click.option("--later", is_flag=True, help="Also what was put aside.")
@click.option("--offline", is_flag=True, help="Look nothing up; `refmgr resolve` can do it later.")
@click.option("--json", "as_json", is_flag=True, help="The open questions as a JSON list.")
@click.pass_context
@speaks
def review_command(
    ctx: click.Context,
    kinds: tuple[str, ...],
    paper: str | None,
    later: bool,
    offline: bool,
    as_json: bool,
) -> None:
    """Answer what only you can tell: which work a reference means, which works are one.

    On a terminal each question is shown side by side, as printed and as found, with the words marked
    that differ, and answered with one key; every answer is kept at once and can be taken back. In a
    pipe the questions are listed, each with the `refmgr decide` that answers it.

    Questions come up where several works fit, where a printed DOI belongs to another work, where two
    works may be one, where a file does not tell its title, and where an entry was read with doubt.
    What is printed alike in many papers is asked once. Exit code 1: something is open.
    """
    library = open_library(ctx, offline=offline)
    if not library.exists():
        library.list()  # says that there is no library yet
    found = library.questions()
    wanted = [one for one in found if _wanted(one, kinds, paper) and (later or not one.later)]
    aside = sum(one.later for one in found if _wanted(one, kinds, paper))
    if as_json:
        print_json([question_row(one) for one in wanted])
    elif sys.stdin.isatty() and sys.stdout.isatty() and wanted:
        from refmgr.cli.review_session import ReviewSession  # noqa: PLC0415

        left = ReviewSession(library, wanted).run()
        _farewell(library, left)
        return
    else:
        _list(wanted, 0 if later else aside)
    if wanted:
        sys.exit(NEEDS_A_LOOK)


def _wanted(question: "Question", kinds: Sequence[str], paper: str | None) -> bool:
    if kinds and question.kind not in kinds:
        return False
    return paper is None or paper.casefold() in (
        question.paper.casefold(),
        question.document.casefold(),
    )


def _list(questions: Sequence["Question"], aside: int) -> None:
    for question in questions:
        print_question(question)
        say("")
    note(f"{plural(len(questions), 'question')}: {summary(questions)}." if questions else NOTHING)
    if aside:
        note(f"{plural(aside, 'question')} put aside; `refmgr review --later` asks them, too.")


def _farewell(library: "Library", left: int) -> None:
    if left:
        note(f"{plural(left, 'question')} left. `refmgr review` goes on from here.")
    else:
        note("All questions are answered.")
    waiting = library.states().get("pending", 0)
    if waiting:
        note(f"{plural(waiting, 'reference')} still wait for `refmgr resolve`.")
    if left:
        sys.exit(NEEDS_A_LOOK)
