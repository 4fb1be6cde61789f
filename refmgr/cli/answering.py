"""`refmgr decide`, `refmgr merge`, `refmgr keep-apart`: what a person tells, in one command."""

from typing import TYPE_CHECKING, Any

import click

from refmgr.cli.session import open_library, print_json, say, speaks

if TYPE_CHECKING:
    from refmgr.library.outcomes import Answered

VERBS = ("accept", "reject", "later", "not-a-publication", "merge", "keep-apart")


@click.command("decide")
@click.argument("question", metavar="ID")
@click.argument("verb", type=click.Choice(VERBS), metavar="VERB")
@click.argument("what", required=False, default="")
@click.option("--offline", is_flag=True, help="Look nothing up; `refmgr resolve` can do it later.")
@click.option("--json", "as_json", is_flag=True, help="What came of it, as JSON.")
@click.pass_context
@speaks
def decide_command(
    ctx: click.Context,
    question: str,
    verb: str,
    what: str,
    offline: bool,
    as_json: bool,
) -> None:
    """Answer the question ID of `refmgr review`, or say something of any entry, as `callen2000:5`.

    \b
    refmgr decide e12cf952defa:5 accept 2          it is the second candidate
    refmgr decide e12cf952defa:5 accept 10.1016/x  it is this DOI (or PMID, PMCID)
    refmgr decide e12cf952defa:5 reject            it is none of the candidates
    refmgr decide smith2001:7 not-a-publication    no work is made of it
    refmgr decide callen2000+callen2000a merge     both are one work (or keep-apart)
    refmgr decide e12cf952defa:5 later             ask me later

    A DOI by hand is looked up at once where there is a network, else by the next `refmgr resolve`.
    What you say of a reference holds for every paper that prints it the same way, survives `rebuild`,
    and is taken back by `refmgr undo`.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    library = open_library(ctx, offline=offline)
    if not library.exists():
        library.list()  # says that there is no library yet
    answered = library.answer(question, verb, what)
    if as_json:
        print_json(answered_row(answered))
        return
    say(told(answered))


@click.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="KEY KEY...")
@click.option("--json", "as_json", is_flag=True, help="The merged work, as JSON.")
@click.pass_context
@speaks
def merge_command(ctx: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Say that works are one, even where their DOIs differ: `refmgr merge callen2000 callen2000a`.

    KEY is a citation key, a DOI, a PMID, or an entry of a list, as `smith2001:5`. The oldest key stays,
    the others lead to the same work. Nothing is deleted: `refmgr undo` parts them again.
    """
    if len(names) < 2:
        raise click.UsageError("name two works or more, as in: refmgr merge callen2000 callen2000a")
    library = open_library(ctx, offline=True)
    if not library.exists():
        library.list()
    work = library.merge(names)
    if as_json:
        from refmgr.cli.works import work_row  # noqa: PLC0415

        print_json(work_row(work))
        return
    also = f" (also {', '.join(work.aliases)})" if work.aliases else ""
    say(f"One work: {work.key}{also}. `refmgr undo` parts them again.")


@click.command("keep-apart")
@click.argument("name", metavar="KEY")
@click.argument("other", metavar="KEY")
@click.option("--json", "as_json", is_flag=True, help="Both works, as a JSON list.")
@click.pass_context
@speaks
def keep_apart_command(ctx: click.Context, name: str, other: str, as_json: bool) -> None:
    """Say that two works are not one; it is remembered for ever, and never asked again.

    An entry that was joined with a work by mistake is named by its paper and number:
    `refmgr keep-apart smith2001:5 callen2000`. `refmgr show callen2000` tells who prints what.
    `refmgr undo` takes it back.
    """
    library = open_library(ctx, offline=True)
    if not library.exists():
        library.list()
    both = library.keep_apart(name, other)
    if as_json:
        from refmgr.cli.works import work_row  # noqa: PLC0415

        print_json([work_row(one) for one in both])
        return
    say(f"Two works: {both[0].key} and {both[1].key}. `refmgr undo` takes it back.")


def answered_row(answered: "Answered") -> dict[str, Any]:
    """Return what came of an answer as JSON."""
    record = answered.record
    return {
        "id": answered.question,
        "decision": answered.decision,
        "state": answered.state,
        "reason": answered.reason,
        "work": answered.work,
        "doi": record.doi if record else None,
        "pmid": record.pmid if record else None,
    }


def told(answered: "Answered") -> str:
    """Return what came of an answer in one sentence."""
    reason = f" {answered.reason[:1].upper()}{answered.reason[1:]}." if answered.reason else ""
    if answered.work is None:
        return f"{answered.question}: no work is made of it.{reason} `refmgr undo` takes it back."
    doi = answered.record.doi if answered.record else None
    name = f"{answered.work}, doi:{doi}" if doi else answered.work
    return f"{answered.question}: {name}.{reason} `refmgr undo` takes it back."
