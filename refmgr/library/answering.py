"""A question answered: what a person says becomes one decision, whatever kind of question it was."""

from collections.abc import Callable, Sequence
from typing import Final

from refmgr.errors import DecisionError
from refmgr.formats.record_json import record_from_json
from refmgr.identifiers import parse_identifier
from refmgr.library import deciding
from refmgr.library.deriving import Context
from refmgr.library.outcomes import Answered
from refmgr.library.questions import IDENTIFIER, PAIR, Question, find_question
from refmgr.model import Match, Record
from refmgr.store import ledger, records, works
from refmgr.store.database import Connection
from refmgr.store.documents import load_outcome

VERBS: Final = (
    ledger.ACCEPT, ledger.REJECT, ledger.LATER, ledger.NO_PUBLICATION, ledger.MERGE,
    ledger.KEEP_APART,
)  # fmt: skip
SHORTEST_PMID: Final = 4  # a shorter number is that of a candidate


def answer(context: Context, question: Question, verb: str, what: str = "") -> None:
    """Record what a person says to a question, and derive what follows.

    Args:
        context: the library at hand.
        question: open, or answered before: the later answer stands.
        verb: accept, reject, later, not-a-publication, merge or keep-apart; of a pair, accept is
            merge and reject is keep-apart.
        what: of accept and reject, the number of a candidate (from 1), or a DOI, PMID or PMCID by
            hand. "" accepts the only candidate, or confirms the reading where there is none; it
            rejects all candidates.

    Raises:
        DecisionError: this verb does not answer this question, or `what` names nothing.
    """
    if question.kind == PAIR:
        _answer_pair(context, question, verb)
    elif verb == ledger.ACCEPT:
        _accept(context, question, what.strip())
    elif verb == ledger.REJECT:
        deciding.reject(context, question.subject, rejected(question, what.strip()))
    elif verb in _PLAIN:
        _PLAIN[verb](context, question.subject)
    else:
        raise DecisionError(
            f"{verb} is said of two works, as in `refmgr {verb} KEY KEY`", subject=question.id
        )


def answer_named(context: Context, name: str, verb: str, what: str) -> Question:
    """Answer the question with this name, and return it as it was.

    Raises:
        NotFoundError: there is no such question.
        DecisionError: this does not answer it.
    """
    question = find_question(context.connection, context.rulings, name)
    answer(context, question, verb, what)
    return question


def answered(connection: Connection, question: Question) -> Answered:
    """Return what the question has come to by its last answer."""
    row = records.record_of_subject(connection, question.subject)
    work_id = records.work_of_subject(connection, question.subject)
    work = None if work_id is None else works.work_by_id(connection, work_id)
    outcome = None if row is None else load_outcome(connection, row)
    return Answered(
        question=question.id,
        decision=ledger.newest_decision(connection),
        state=outcome.state if outcome else "",
        reason=outcome.reason if outcome else "",
        work=work.key if work else None,
        record=work.record if work else None,
    )


_PLAIN: Final[dict[str, Callable[[Context, str], None]]] = {
    ledger.LATER: deciding.put_aside,
    ledger.NO_PUBLICATION: deciding.not_a_publication,
}


def _answer_pair(context: Context, question: Question, verb: str) -> None:
    a, b = (one.key for one in question.works)
    if verb in (ledger.MERGE, ledger.ACCEPT):
        deciding.merge(context, (a, b))
    elif verb in (ledger.KEEP_APART, ledger.REJECT):
        deciding.keep_apart(context, a, b)
    elif verb == ledger.LATER:
        deciding.put_pair_aside(context, a, b)
    else:
        raise DecisionError(
            f"{verb} does not answer whether two works are one; say merge, keep-apart or later",
            subject=question.id,
        )


def _accept(context: Context, question: Question, what: str) -> None:
    if what:
        match = _numbered(question, what)
        if match is None:
            deciding.accept(context, question.subject, by_hand(what))
            return
    elif len(question.candidates) > 1:
        raise DecisionError(
            f"{len(question.candidates)} candidates are offered; say which by its number, or give "
            "the DOI",
            subject=question.id,
        )
    else:
        match = question.candidates[0] if question.candidates else None
    if match is None:
        deciding.accept(context, question.subject)
    else:
        candidate = match.candidate
        deciding.accept(context, question.subject, candidate.record, candidate.source)


def rejected(question: Question, what: str) -> Sequence[Record]:
    """Return the Records that a person rejects: one candidate, or all, with what was printed of them.

    Raises:
        DecisionError: there is no such candidate, or none at all.
    """
    match = _numbered(question, what) if what else None
    if what and match is None:
        raise DecisionError(f"there is no candidate {what}", subject=question.id)
    chosen = question.found if match is None else (match,)
    if not chosen:
        raise DecisionError(
            "nothing was found that could be rejected; correct a field with `refmgr edit`, or say "
            "not-a-publication",
            subject=question.id,
        )
    found = [one.candidate.record for one in chosen]
    if question.kind == IDENTIFIER and chosen[0].candidate.asked in ("doi", "pmid"):
        printed = question.record
        found += [Record(doi=printed.doi)] if chosen[0].candidate.asked == "doi" else []
        found += [Record(pmid=printed.pmid)] if chosen[0].candidate.asked == "pmid" else []
    return found


def _numbered(question: Question, what: str) -> Match | None:
    """Return the candidate with this number, None where `what` is an identifier.

    Raises:
        DecisionError: a number that no candidate has.
    """
    if not what.isdecimal() or len(what) >= SHORTEST_PMID:
        return None
    number = int(what)
    if not 1 <= number <= len(question.candidates):
        raise DecisionError(
            f"there is no candidate {what}; there are {len(question.candidates)}",
            subject=question.id,
        )
    return question.candidates[number - 1]


def by_hand(text: str) -> Record:
    """Return the identifiers that a person gives by hand: a DOI or its address, a PMID, a PMCID.

    Raises:
        DecisionError: it is none of these.
    """
    typed = f"PMID:{text.strip()}" if text.strip().isdecimal() else text
    found = parse_identifier(typed)
    if found is None or found.kind not in ("doi", "pmid", "pmcid", "arxiv"):
        raise DecisionError("this is no DOI (10.…/…), PMID, PMCID or arXiv number", subject=text)
    return record_from_json({found.kind: found.value})
