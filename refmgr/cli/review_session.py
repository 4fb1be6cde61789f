"""One sitting of `refmgr review`: questions shown, keys read, answers kept, the last ones taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import click

from refmgr.cli.keyboard import Keyboard
from refmgr.cli.question_views import TITLES, clean, print_columns, render, summary
from refmgr.cli.session import clip, plural
from refmgr.describing import describe, link, search_address
from refmgr.errors import NotFoundError, RefmgrError
from refmgr.library.questions import (
    IDENTIFIER,
    MATCH,
    PAIR,
    PAPER,
    READING,
    Question,
    is_plain,
)
from refmgr.matching.verdict import SUPPORTS
from refmgr.model import Match
from refmgr.references.fields.labels import without_label

if TYPE_CHECKING:
    from rich.console import Console

    from refmgr.library.facade import Library
    from refmgr.library.outcomes import Answered

_COMMON: Final = {"l": "later", "s": "skip", "o": "open", "u": "undo", "q": "quit"}
_BY_HAND: Final = {"d": "DOI by hand", "e": "edit", "n": "no publication"}
# What each key does, by kind of question, in the order in which they are shown.
KEYS: Final[dict[str, dict[str, str]]] = {
    MATCH: {"r": "none of these", **_BY_HAND, **_COMMON},
    IDENTIFIER: {"r": "the identifier is wrong", **_BY_HAND, **_COMMON},
    PAIR: {"m": "merge", "k": "keep apart", **_COMMON},
    PAPER: {"d": "DOI by hand", "e": "edit", "n": "leave it so", **_COMMON},
    READING: {"y": "read rightly", **_BY_HAND, **_COMMON},
}
_ANSWERS: Final = {
    "r": "reject", "m": "merge", "k": "keep-apart", "y": "accept", "n": "not-a-publication",
    "l": "later",
}  # fmt: skip
_SAID: Final = {
    "accept": "accepted", "reject": "rejected", "merge": "merged", "keep-apart": "kept apart",
    "not-a-publication": "noted", "later": "put aside",
}  # fmt: skip
_ENTER: Final = frozenset("\r\n")
_SKIP: Final = frozenset({"s", " ", "\x1b[C", "\x1b[B"})
_BACK: Final = frozenset({"\x1b[D", "\x1b[A"})
_QUIT: Final = frozenset({"q", "Q"})
FEWEST_IN_A_BATCH: Final = 2


@dataclass(slots=True)
class ReviewSession:
    """A sitting.

    `waiting` are the questions to ask, the next one first, and `passed` those that were skipped.
    `kept` are the answers given: the number of each decision, and its question.
    """

    library: "Library"
    waiting: list[Question]
    passed: list[Question] = field(default_factory=list)
    kept: list[tuple[int, Question]] = field(default_factory=list)
    keyboard: Keyboard = field(default_factory=Keyboard)

    def run(self) -> int:
        """Ask until all is answered or the person has enough; return how many questions are left."""
        with self.keyboard:
            return self._run()

    def _run(self) -> int:
        console = make_console()
        console.print(f"\n{plural(len(self.waiting), 'question')}: {summary(self.waiting)}.")
        console.print("Every answer is kept at once; u takes the last one back.", style="dim")
        total = len(self.waiting)
        going = self._batch(console)
        while going and self.waiting:
            question = self._now(self.waiting[0])
            if question is None:
                del self.waiting[0]
                continue
            head = f"{total - len(self.waiting) + 1} of {total}"
            _show(console, question, head)
            going = self._ask(console, question)
        return len(self.waiting) + len(self.passed)

    def _now(self, question: Question) -> Question | None:
        """Return the question as it is by now, None where another answer settled it."""
        try:
            fresh = self.library.question(question.id)
        except NotFoundError:  # one of a pair was merged with a third
            return None
        return fresh if fresh.open else None

    # --- one question -----------------------------------------------------------------------------
    def _ask(self, console: "Console", question: Question) -> bool:
        """Read keys until the question is left; return False where the person wants to stop."""
        asked = self.waiting[0]
        while self.waiting and self.waiting[0] is asked:
            key = self.keyboard.read()
            if key in _QUIT:
                return False
            act = self._act(question, key)
            if act is None:
                console.print("That key does nothing here.", style="dim")
                _print_keys(console, question)
                continue
            try:
                act(console, question)
            except RefmgrError as error:
                console.print(clean(str(error)), style="bold")
            except click.UsageError as error:
                console.print(clean(error.format_message()), style="bold")
        return True

    def _act(self, question: Question, key: str) -> Callable[["Console", Question], None] | None:
        """Return what a key does to a question, None where it does nothing."""
        if key in _ENTER and _enters(question):
            key = "1" if question.candidates else "y"
        if key.isdecimal() and 1 <= int(key) <= len(question.candidates):
            return lambda console, asked: self._answer(console, asked, "accept", key)
        if key in _ANSWERS and key in KEYS[question.kind]:
            return lambda console, asked: self._answer(console, asked, _ANSWERS[key])
        acts = {
            **dict.fromkeys(_SKIP, self._skip), **dict.fromkeys(_BACK, self._undo),
            "u": self._undo, "d": self._by_hand, "e": self._edit, "o": self._open,
        }  # fmt: skip
        return acts.get(key) if key not in _BY_HAND or key in KEYS[question.kind] else None

    def _skip(self, _: "Console", __: Question) -> None:
        self.passed.append(self.waiting.pop(0))

    def _answer(self, console: "Console", question: Question, verb: str, what: str = "") -> None:
        answered = self.library.answer(question.id, verb, what)
        self._keep(console, question, answered, verb)

    def _keep(
        self, console: "Console", question: Question, answered: "Answered", verb: str
    ) -> None:
        self.kept.append((answered.decision, question))
        del self.waiting[0]
        console.print(f"→ {_SAID[verb]}{_result(answered, verb)}", style="green")

    def _undo(self, console: "Console", _: Question) -> None:
        if not self.kept:
            console.print("Nothing was answered in this sitting.", style="dim")
            return
        decision, question = self.kept.pop()
        self.library.undo(decision)
        self.waiting.insert(0, question)
        console.print("→ taken back", style="green")

    # --- by hand ----------------------------------------------------------------------------------
    def _by_hand(self, console: "Console", question: Question) -> None:
        """Take a DOI, PMID or PMCID; show what it leads to, and ask again where much differs."""
        typed = self._typed("DOI, PMID or PMCID (Enter: back)")
        if not typed:
            _print_keys(console, question)
            return
        answered = self.library.answer(question.id, "accept", typed)
        found = self.library.question(question.id)
        known = [one for one in found.candidates[:1] if one.candidate.source != "person"]
        if known:
            print_columns(console, found)
        if known and _differs(known[0]) and not self._sure("Much of it differs. Keep it?"):
            self.library.undo(answered.decision)
            console.print("→ taken back", style="green")
            _print_keys(console, question)
            return
        self._keep(console, question, answered, "accept")

    def _typed(self, prompt: str) -> str:
        with self.keyboard.line():
            return str(click.prompt(prompt, default="", show_default=False)).strip()

    def _sure(self, prompt: str) -> bool:
        with self.keyboard.line():
            return click.confirm(prompt)

    def _edit(self, console: "Console", question: Question) -> None:
        from refmgr.cli.deciding import parse_setting  # noqa: PLC0415

        while typed := self._typed("FIELD=VALUE, as year=2004 (Enter: done)"):
            name, value = parse_setting(typed)
            work = self.library.edit(question.work, {name: value})
            console.print(f"→ {work.key}: {name} set", style="green", highlight=False)
        _print_keys(console, question)

    def _open(self, console: "Console", question: Question) -> None:
        """Show where the works can be read, and open it in the browser."""
        for address in addresses(question):
            console.print(address, style="underline", highlight=False)
            click.launch(address)

    # --- several at once --------------------------------------------------------------------------
    def _batch(self, console: "Console") -> bool:
        """Offer to answer all obvious questions at once; return False where the person wants to stop."""
        for kind, verb, head in (
            (MATCH, "accept", "one candidate each, and nothing speaks against it"),
            (PAIR, "merge", "the same identifier, and nothing speaks against it"),
        ):
            plain = [one for one in self.waiting if one.kind == kind and is_plain(one)]
            if len(plain) >= FEWEST_IN_A_BATCH and not self._offer(console, plain, (verb, head)):
                return False
        return True

    def _offer(self, console: "Console", plain: Sequence[Question], what: tuple[str, str]) -> bool:
        verb, head = what
        while plain:
            console.print()
            console.rule(f"{len(plain)} at once: {head}", align="left", style="dim")
            for number, question in enumerate(plain, 1):
                for line in _brief(question, number, console.width):
                    console.print(line, highlight=False, soft_wrap=True)
            console.print(
                f"[bold]a[/] {verb} all   [bold]x[/] leave some out   [bold]v[/] look at each   "
                "[bold]q[/] quit",
                highlight=False,
            )
            key = self.keyboard.read()
            if key in _QUIT:
                return False
            if key == "x":
                plain = _left(plain, self._typed("Numbers to leave out, as 2,5"))
            elif key in ("v", "s"):
                return True
            elif key == "a":
                self._answer_all(console, plain, verb)
                return True
        return True

    def _answer_all(self, console: "Console", plain: Sequence[Question], verb: str) -> None:
        number = 0
        for question in plain:
            if self._now(question) is None:
                continue
            answered = self.library.answer(question.id, verb, "1" if verb == "accept" else "")
            self.kept.append((answered.decision, question))
            self.waiting.remove(question)
            number += 1
        console.print(f"→ {number} {_SAID[verb]}", style="green", highlight=False)


def make_console() -> "Console":
    """Return the terminal; rich honours NO_COLOR, and marks then by weight and line alone."""
    from rich.console import Console  # noqa: PLC0415

    return Console(highlight=False)


def _show(console: "Console", question: Question, head: str) -> None:
    where = f", {question.paper}" if question.paper else ""
    where += f" reference {question.number}" if question.number is not None else ""
    console.print()
    console.rule(f"{head}: {TITLES[question.kind]}{where}", align="left", style="dim")
    for part in render(question, console.width):
        console.print(part)
    console.print()
    _print_keys(console, question)


def addresses(question: Question) -> list[str]:
    """Return where the works of a question stand on the web; a search where none was found."""
    records = [one.candidate.record for one in question.candidates[:1]]
    records += [one.record for one in question.works]
    found = [found[1] for record in records if (found := link(record)) is not None]
    if found:
        return found
    return [search_address(question.record.title or " ".join(question.raw.split())[:200])]


def _enters(question: Question) -> bool:
    """Return whether Enter answers: there is one thing to say yes to."""
    return question.kind == READING or (question.kind == MATCH and len(question.candidates) == 1)


def _print_keys(console: "Console", question: Question) -> None:
    numbers = len(question.candidates)
    first = {}
    if numbers:
        said = "it is right" if question.kind == IDENTIFIER else "accept"
        one = "1 or Enter" if _enters(question) else "1"
        first = {one if numbers == 1 else f"1-{numbers}": said}
    keys = {**first, **KEYS[question.kind]}
    lines: list[list[str]] = [[]]
    for key, said in keys.items():
        if sum(map(len, lines[-1])) + len(said) + 7 * len(lines[-1]) > console.width - 8:
            lines.append([])
        lines[-1].append(f"[bold]{key}[/] {said}")
    for line in lines:
        console.print("   ".join(line))


def _result(answered: "Answered", verb: str) -> str:
    if verb == "later":
        return ""
    if answered.work is None:
        return ": no work is made of it"
    record = answered.record
    name = f": {answered.work}"
    if record is not None and (record.doi or record.pmid):
        name += f", doi:{record.doi}" if record.doi else f", PMID {record.pmid}"
    return f"{name} (looked up later)" if answered.state == "pending" else name


def _differs(match: Match) -> bool:
    """Return whether what was given by hand is hardly what is printed."""
    different = {one.field for one in match.evidence if one.agreement == "different"}
    return "title" in different or len(different & set(SUPPORTS)) >= 2


def _brief(question: Question, number: int, width: int) -> list[str]:
    from rich.markup import escape  # noqa: PLC0415

    room = width - 7
    if question.kind == PAIR:
        a, b = question.works
        first, second = f"{a.key}: {describe(a.record)}", f"{b.key}: {describe(b.record)}"
    else:
        first = clean(without_label(question.raw)[1])
        second = describe(question.candidates[0].candidate.record)
    return [f"{number:>3}  {escape(clip(first, room))}", f"   → {escape(clip(second, room))}", ""]


def _left(plain: Sequence[Question], typed: str) -> Sequence[Question]:
    out = {int(one) for one in typed.replace(",", " ").split() if one.isdecimal()}
    return [one for number, one in enumerate(plain, 1) if number not in out]
