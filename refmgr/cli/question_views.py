"""How a question looks: side by side on a terminal, as lines in a pipe, as JSON for scripts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from refmgr.cli.session import clip, plural, say
from refmgr.describing import describe
from refmgr.formats.record_json import record_to_json
from refmgr.library.questions import IDENTIFIER, MATCH, PAIR, PAPER, READING, Question
from refmgr.model import Candidate, Match, Record
from refmgr.reports.differences import Cell, side_by_side

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

TITLES: Final = {
    MATCH: "Which work is this?",
    IDENTIFIER: "The printed identifier leads to another work",
    PAIR: "Are these two one work?",
    PAPER: "Which paper is this file?",
    READING: "Was this entry read rightly?",
}
COUNTED: Final = {
    MATCH: (
        "reference that may be one of several works",
        "references that may be one of several works",
    ),
    IDENTIFIER: ("identifier of another work", "identifiers of other works"),
    PAIR: ("possible duplicate", "possible duplicates"),
    PAPER: ("paper without a title", "papers without a title"),
    READING: ("entry read with doubt", "entries read with doubt"),
}
ANSWERS: Final = {
    MATCH: ("accept", "reject", "not-a-publication", "later"),
    IDENTIFIER: ("accept", "reject", "not-a-publication", "later"),
    PAIR: ("merge", "keep-apart", "later"),
    PAPER: ("accept", "not-a-publication", "later"),
    READING: ("accept", "not-a-publication", "later"),
}
LABELS: Final = 9  # columns of the names of fields
NARROWEST: Final = 22  # columns in which a title can still be read
WIDE: Final = 1000
MOST_SENTENCES: Final = 3
BEGINNING: Final = 6  # lines of a file of which nothing else is known


# --- a terminal -----------------------------------------------------------------------------------
def render(question: Question, width: int) -> Iterator["RenderableType"]:
    """Yield what a person needs to see to answer, for a terminal so many columns wide."""
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    yield Text(why(question), style="bold")
    if question.kind != PAIR:
        yield Padding(Text(printed(question, width - 4)), (1, 2, 0, 2))
    for heads, records in columns(question, width):
        yield Padding(_table(heads, records, width), (1, 0, 0, 0))
    said = sentences(question)
    if said:
        yield Padding(Text("\n".join(said), style="italic"), (1, 2, 0, 2))
    if question.alike:
        yield Padding(Text(alike(question)), (1, 2, 0, 2))


def why(question: Question) -> str:
    """Return why it is asked, as a sentence."""
    said = clean(question.why)
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '?')) else '.'}"


def print_columns(console: "Console", question: Question) -> None:
    """Print only the tables of a question."""
    for heads, records in columns(question, console.width):
        console.print(_table(heads, records, console.width))


def printed(question: Question, width: int) -> str:
    """Return the reference as printed, or the beginning of a file of which nothing else is known."""
    if question.kind != PAPER:
        return clean(question.raw)
    lines = [line for line in question.raw.splitlines() if line.strip()][:BEGINNING]
    return "\n".join(clip(clean(line), width) for line in lines)


def columns(question: Question, width: int) -> Iterator[tuple[Sequence[str], Sequence[Record]]]:
    """Yield the tables of a question: the heads of their columns and what stands in these."""
    if question.kind == PAIR:
        a, b = question.works
        yield (a.key, b.key), (a.record, b.record)
    elif question.candidates:
        each = max(1, (width - LABELS) // NARROWEST - 1)
        for start in range(0, len(question.candidates), each):
            shown = [one.candidate for one in question.candidates[start : start + each]]
            heads = [
                f"{at}  {offered_by(one, question)}" for at, one in enumerate(shown, start + 1)
            ]
            yield ("as printed", *heads), (question.record, *(one.record for one in shown))
    elif question.kind == READING:
        yield ("as it was read",), (question.record,)


def offered_by(candidate: Candidate, question: Question) -> str:
    """Return who offers a candidate, and by which identifier it was found."""
    source = candidate.source.capitalize()
    if candidate.asked not in ("doi", "pmid"):
        return source
    printed = " printed" if getattr(question.record, candidate.asked) else ""
    return f"{source}, by the{printed} {candidate.asked.upper()}"


def _table(heads: Sequence[str], records: Sequence[Record], width: int) -> "Table":
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, width=width, header_style="bold")
    table.add_column("", width=LABELS - 2, style="dim")
    for head in heads:
        table.add_column(head, ratio=1, overflow="fold")
    for row in side_by_side(records[0], records[1:]):
        table.add_row(row.name, *(_cell(cell) for cell in row.cells))
    return table


def _cell(cell: Cell) -> "Text":
    from rich.text import Text  # noqa: PLC0415

    if not cell:
        return Text("–", style="dim")
    text = Text()
    for place, piece in enumerate(cell):
        text.append(" " if place else "")
        text.append(clean(piece.text), style="bold red underline" if piece.differs else "")
    return text


# --- lines ----------------------------------------------------------------------------------------
def print_question(question: Question) -> None:
    """Print a question as lines: what is asked, what was printed and found, and how to answer."""
    aside = "  (put aside)" if question.later else ""
    say(f"{question.id}  {TITLES[question.kind]}{aside}")
    say(f"    {why(question)}")
    lines = [] if question.kind == PAIR else printed(question, WIDE).splitlines()
    for line in lines:
        say(f"    {'begins' if question.kind == PAPER else 'printed'}: {line}")
    for heads, records in columns(question, WIDE):
        _print_sides(heads, records)
    for line in (*sentences(question), alike(question)):
        if line:
            say(f"    {line}")
    answers = " | ".join(ANSWERS[question.kind])
    say(f"    refmgr decide {question.id} {answers}")


def _print_sides(heads: Sequence[str], records: Sequence[Record]) -> None:
    for head, record in zip(heads, records, strict=True):
        if head == "as printed":
            continue
        other = [row.name for row in side_by_side(records[0], [record]) if row.differs]
        differs = f"   differs: {', '.join(other)}" if other else ""
        say(f"    {head}: {describe(record)}  {record.doi or record.pmid or ''}{differs}")


def sentences(question: Question) -> list[str]:
    """Return the sentences that cite the reference, the first of many."""
    said = dict.fromkeys(clean(one.sentence) for one in question.mentions if one.sentence)
    shown = [f"“{one}”" for one in list(said)[:MOST_SENTENCES]]
    more = len(said) - len(shown)
    return [*shown, f"… and {plural(more, 'more sentence')}."] if more else shown


def alike(question: Question) -> str:
    """Return how many other papers print the reference so, "" where none does."""
    if not question.alike:
        return ""
    return f"Printed the same way in {plural(question.alike, 'other list')}: one answer serves all."


def summary(questions: Sequence[Question]) -> str:
    """Return how many questions of which kind there are."""
    counts = {kind: sum(one.kind == kind for one in questions) for kind in COUNTED}
    parts = [f"{number} {COUNTED[kind][number != 1]}" for kind, number in counts.items() if number]
    return ", ".join(parts)


def clean(text: str) -> str:
    """Return text of a paper on one line, without what could steer a terminal."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


# --- JSON -----------------------------------------------------------------------------------------
def question_row(question: Question) -> dict[str, Any]:
    """Return a question as JSON."""
    return {
        "id": question.id,
        "kind": question.kind,
        "why": question.why,
        "answers": list(ANSWERS[question.kind]),
        "document": question.document or None,
        "paper": question.paper or None,
        "number": question.number,
        "raw": question.raw if question.kind != PAPER else None,
        "record": record_to_json(question.record) if question.kind != PAIR else None,
        "candidates": [_match_row(at, one) for at, one in enumerate(question.candidates, 1)],
        "mentions": [
            {"text": one.text, "sentence": one.sentence, "section": one.section}
            for one in question.mentions
        ],
        "works": [{"key": one.key, **record_to_json(one.record)} for one in question.works],
        "evidence": [[one.field, one.agreement, one.note] for one in question.evidence],
        "alike": question.alike,
        "later": question.later,
    }


def _match_row(number: int, match: Match) -> dict[str, Any]:
    return {
        "number": number,
        "source": match.candidate.source,
        "asked": match.candidate.asked,
        "score": round(match.score, 4),
        "record": record_to_json(match.candidate.record),
        "evidence": [[one.field, one.agreement, one.note] for one in match.evidence],
    }
