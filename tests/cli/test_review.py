"""The open questions as a person meets them: listed in a pipe, as JSON, and key by key on a terminal."""

import json
import os
import select
import shutil
import subprocess
import sys
import time

import pytest

if sys.platform != "win32":
    import fcntl
    import pty
    import struct
    import termios

CALLEN = "10.1016/s0140-6736(99)05157-0"
PARTS = {"I": "10.1016/s0190-9622(98)70338-x", "II": "10.1016/s0190-9622(98)70001-5"}
TOUART = "Touart DM, Sau P. Cutaneous deposition diseases. J Am Acad Dermatol. 1998;39."
LOBO = "Lobo IM, Machado S. Calcinosis cutis: a rare feature of dermatomyositis. Dermatol Online J. 2008;14:10."
OWN = "Roe A. Another matter. BMJ. 2001;3:1-9."


def written(name, *entries):
    listed = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    return (
        f"A case of calcinosis number {name} in a patient\n\nJane Doe{name}\n\n"
        f"Calcinosis is a late finding.[1] It may resolve.[2]\n\nReferences\n\n{listed}\n"
    )


def paper(folder, name, *entries):
    (folder / f"{name}.txt").write_text(written(name, *entries), encoding="utf-8")


def fill(server):
    journal = "Journal of the American Academy of Dermatology"
    for part, pages in (("I", "149-171"), ("II", "527-544")):
        server.add(
            PARTS[part], f"Cutaneous deposition diseases. Part {part}", container=journal, year=1998,
            authors="Touart Damien M; Sau Purnima", volume="39", page=pages,
        )  # fmt: skip
    server.add(
        CALLEN, "Dermatomyositis", authors="Callen Jeffrey P", container="The Lancet", year=2000,
        volume="355", page="53-57",
    )  # fmt: skip


@pytest.fixture(scope="session")
def unsure(imported_once):
    """Three questions: an ambiguous match in two papers, and a wrong DOI."""
    papers = {
        "a.txt": written("a", TOUART, f"{LOBO} doi: {CALLEN}"),
        "b.txt": written("b", TOUART, OWN),
    }
    return imported_once("unsure", fill, papers)


@pytest.fixture
def open_library(refmgr, tmp_path, unsure, crossref_server, asking):
    fill(crossref_server)
    shutil.copy(unsure, tmp_path / "library.db")

    def run(*args, **more):
        return refmgr(*args, **{**asking, **more})

    return run


def test_in_a_pipe_the_questions_are_listed_with_what_answers_them(open_library):
    done = open_library("review")
    assert done.returncode == 1
    assert "Which work is this?" in done.stdout
    assert "printed: 1. Touart DM, Sau P." in done.stdout
    assert f"  {PARTS['II']}" in done.stdout
    assert "“Calcinosis is a late finding.[1]”" in done.stdout
    assert "Printed the same way in 1 other list" in done.stdout
    assert done.stdout.count("    refmgr decide ") == 2
    assert "2 questions: 1 reference that may be one of several works, 1 identifier" in done.stderr
    assert "\x1b" not in done.stdout


def test_the_command_that_is_printed_answers(open_library):
    listed = open_library("review").stdout
    (line, *_) = [one.strip() for one in listed.split("\n") if "refmgr decide" in one]
    _, command, name, *_ = line.split()
    done = open_library(command, name, "accept", "2")
    assert done.returncode == 0
    assert "touart1998, doi:10.1016/s0190-9622" in done.stdout
    assert "`refmgr undo` takes it back" in done.stdout
    assert len(json.loads(open_library("review", "--json").stdout)) == 1
    assert open_library("undo").returncode == 0
    assert len(json.loads(open_library("review", "--json").stdout)) == 2


def test_questions_as_json(open_library):
    done = open_library("review", "--json")
    assert done.returncode == 1
    match, identifier = json.loads(done.stdout)
    assert set(match) == {
        "id", "kind", "why", "answers", "document", "paper", "number", "raw", "record", "candidates",
        "mentions", "works", "evidence", "alike", "later",
    }  # fmt: skip
    assert (match["kind"], match["document"], match["number"], match["alike"]) == (
        "match",
        "a.txt",
        1,
        1,
    )
    assert {one["record"]["doi"] for one in match["candidates"]} == set(PARTS.values())
    assert [one["number"] for one in match["candidates"]] == [1, 2]
    assert match["mentions"][0]["sentence"] == "Calcinosis is a late finding.[1]"
    assert identifier["kind"] == "identifier"


def test_only_some_questions(open_library):
    assert len(json.loads(open_library("review", "--json", "--kind", "match").stdout)) == 1
    assert json.loads(open_library("review", "--json", "--paper", "B.txt").stdout) == []
    assert len(json.loads(open_library("review", "--json", "--paper", "a.txt").stdout)) == 2
    assert open_library("review", "--kind", "nonsense").returncode == 2


def test_what_is_put_aside_is_counted_and_asked_with_later(open_library):
    name = json.loads(open_library("review", "--json").stdout)[0]["id"]
    assert open_library("decide", name, "later").returncode == 0
    done = open_library("review")
    assert "1 question put aside" in done.stderr
    assert name not in done.stdout
    assert name in open_library("review", "--later").stdout


def test_nothing_open_is_exit_code_0(refmgr, tmp_path):
    paper(tmp_path, "a", OWN, LOBO)
    refmgr("import", "--offline", "a.txt")
    done = refmgr("review")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing is open." in done.stderr
    assert json.loads(refmgr("review", "--json").stdout) == []


@pytest.mark.parametrize(
    "command",
    [("review",), ("decide", "a:1", "later"), ("merge", "a", "b"), ("keep-apart", "a", "b")],
)
def test_without_a_library_it_says_so_and_makes_none(refmgr, tmp_path, command):
    done = refmgr(*command)
    assert done.returncode == 3
    assert "there is no library here yet" in done.stderr
    assert not (tmp_path / "library.db").exists()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("decide", "a.txt:1", "accept"), 3, "2 candidates are offered"),
        (("decide", "a.txt:1", "accept", "9"), 3, "there is no candidate 9"),
        (("decide", "a.txt:1", "accept", "nonsense"), 3, "no DOI"),
        (("decide", "a.txt:77", "later"), 3, "no reference 77"),
        (("decide", "nothing", "later"), 3, "no such question"),
        (("decide", "a.txt:1", "perhaps"), 2, "perhaps"),
        (("merge", "lobo2008"), 2, "two works or more"),
        (("merge", "lobo2008", "nobody"), 3, "nobody"),
        (("keep-apart", "lobo2008", "lobo2008"), 3, "both are one work"),
    ],
)
def test_what_cannot_be_done_says_why(open_library, args, code, says):
    done = open_library(*args)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(open_library("decisions", "--json").stdout) == []


def test_merge_and_keep_apart_as_commands(open_library):
    done = open_library("merge", "lobo2008", "roe2001", "--json")
    assert json.loads(done.stdout)["key"] in ("lobo2008", "roe2001")
    assert "One work" not in done.stdout
    assert open_library("undo").returncode == 0
    both = json.loads(open_library("keep-apart", "lobo2008", "roe2001", "--json").stdout)
    assert {one["key"] for one in both} == {"lobo2008", "roe2001"}
    assert (
        "Two works: lobo2008 and roe2001"
        in open_library("keep-apart", "lobo2008", "roe2001").stdout
    )


# --- a terminal -----------------------------------------------------------------------------------
# Standard input becomes the terminal that controls the process: only then Ctrl-C reaches it.
LAUNCH = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'refmgr', *sys.argv[1:]])"
)


class Terminal:
    """`refmgr ARGS` on a terminal of its own; `seen` is all that was printed so far."""

    def __init__(self, folder, *args, columns=80, **environment):
        self._leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        clean = {name: text for name, text in os.environ.items() if not name.startswith("REFMGR_")}
        clean |= {"TERM": "xterm-256color", "COLUMNS": str(columns), "XDG_CONFIG_HOME": str(folder)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *args],
            cwd=folder, env={**clean, **environment}, stdin=follower, stdout=follower, stderr=follower,
            start_new_session=True,
        )  # fmt: skip
        os.close(follower)
        self.seen = ""

    def until(self, text, after=0, seconds=60):
        """Wait until a text is printed behind what was there before; return all that was printed."""
        end = time.monotonic() + seconds
        while text not in self.seen[after:]:
            assert time.monotonic() < end, f"{text!r} never came:\n{self.seen}"
            self._more(0.5)
        return self.seen

    def press(self, keys, text):
        """Press keys and wait for what they bring."""
        before = len(self.seen)
        os.write(self._leader, keys.encode())
        return self.until(text, before)[before:]

    def ended(self, seconds=60):
        """Wait for the end; return the exit code."""
        end = time.monotonic() + seconds
        while self._process.poll() is None:
            assert time.monotonic() < end, f"it did not end:\n{self.seen}"
            self._more(0.2)
        while self._more(0.2):
            pass
        return self._process.returncode

    def close(self):
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(30)
        os.close(self._leader)

    def _more(self, seconds):
        """Read what was printed; return whether there was anything."""
        if not select.select([self._leader], [], [], seconds)[0]:
            return False
        try:
            read = self._read()
        except OSError:  # the other end is closed
            return False
        self.seen += read
        return bool(read)

    def _read(self):
        return os.read(self._leader, 65536).decode("utf-8", "replace")


terminals = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")


@pytest.fixture
def sit_down(tmp_path, asking):
    """Return a function that begins a sitting; each is ended with the test."""
    begun = []

    def start(*args, **more):
        begun.append(Terminal(tmp_path, "review", *args, **{**asking, **more}))
        return begun[-1]

    yield start
    for one in begun:
        one.close()


@pytest.fixture
def sit(open_library, sit_down):
    return sit_down


@terminals
def test_a_whole_sitting(sit, open_library):
    screen = sit()
    shown = screen.until("quit")
    assert "1 of 2: Which work is this?, doea reference 1" in shown
    assert "as printed" in shown
    assert "1  Crossref" in shown
    assert "1-2" in shown
    assert "\x1b[1;4" in shown, "differing words are marked"
    assert "→ accepted: touart1998" in screen.press("2", "quit")
    assert "2 of 2: The printed identifier leads to another work" in screen.seen
    assert "→ taken back" in screen.press("u", "1 of 2")
    screen.press("x", "does nothing here")
    assert "→ rejected" in screen.press("r", "2 of 2")
    screen.until("quit", screen.seen.rindex("2 of 2"))
    screen.press("d", "Enter: back")
    screen.press("nonsense\r", "no DOI")
    screen.press("d", "Enter: back")
    assert "Part I" in screen.press(f"{PARTS['I']}\r", "Keep it?")
    screen.press("n\r", "taken back")
    screen.press("l", "put aside")
    assert screen.ended() == 0
    assert "All questions are answered." in screen.seen
    assert "Traceback" not in screen.seen
    verbs = [
        one["verb"]
        for one in json.loads(open_library("decisions", "--json").stdout)
        if not one["undone"]
    ]
    assert verbs == ["reject", "later"]


@terminals
def test_stopping_keeps_what_was_answered_and_leaves_the_terminal_as_it_was(sit, open_library):
    screen = sit()
    screen.until("quit")
    screen.press("s", "2 of 2")
    screen.until("quit", screen.seen.rindex("2 of 2"))
    before = termios.tcgetattr(screen._leader)[3] & termios.ECHO
    assert not before, "keys are not echoed while questions are asked"
    screen.press("n", "→ noted")
    assert screen.ended() == 1
    assert "1 question left. `refmgr review` goes on from here." in screen.seen
    again = sit()
    again.until("quit")
    os.write(again._leader, b"q")
    assert again.ended() == 1


@terminals
def test_keys_typed_ahead_are_not_lost(sit, open_library):
    screen = sit()
    screen.until("quit")
    os.write(screen._leader, b"2r")
    assert screen.ended() == 0
    verbs = [one["verb"] for one in json.loads(open_library("decisions", "--json").stdout)]
    assert verbs == ["accept", "reject"]


@terminals
def test_control_c_ends_in_peace(sit):
    screen = sit()
    screen.until("quit")
    os.write(screen._leader, b"\x03")
    assert screen.ended() == 130
    assert "What was finished is kept" in screen.seen
    assert "Traceback" not in screen.seen


@terminals
def test_without_colour_the_marks_stay(sit):
    screen = sit(NO_COLOR="1")
    shown = screen.until("quit")
    assert "\x1b[31m" not in shown
    assert ";31m" not in shown
    assert "\x1b[1;4m" in shown
    os.write(screen._leader, b"q")
    screen.ended()


@terminals
@pytest.mark.parametrize("columns", [60, 80, 132])
def test_no_line_is_wider_than_the_terminal(sit, columns):
    import re

    screen = sit(columns=columns)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", screen.until("quit"))
    assert max(map(len, shown.replace("\r", "").split("\n"))) <= columns
    os.write(screen._leader, b"q")
    screen.ended()


@terminals
def test_obvious_questions_are_answered_at_once(
    refmgr, tmp_path, crossref_server, asking, sit_down
):
    """Two references whose journal is not printed: one candidate each, and nothing against it."""
    entries = []
    for number, (name, topic) in enumerate(
        (("Alder", "rare skin lesions"), ("Birch", "late nail changes")), 1
    ):
        crossref_server.add(
            f"10.1000/plain.{number}", f"Observations on {topic}", container="Annals of Skin",
            authors=f"{name} Jon", year=2000 + number, volume=str(10 + number), page=f"{number}1-{number}9",
        )  # fmt: skip
        entries.append(f"{name} J. Observations on {topic}.")
    paper(tmp_path, "a", *entries)
    refmgr("import", "a.txt", **asking)
    questions = json.loads(refmgr("review", "--json", **asking).stdout)
    assert [len(one["candidates"]) for one in questions] == [1, 1], questions
    screen = sit_down()
    shown = screen.until("quit")
    assert "2 at once: one candidate each" in shown
    screen.press("x", "leave out")
    screen.press("2\r", "1 at once")
    screen.press("a", "→ 1 accepted")
    screen.until("2 of 2", screen.seen.rindex("→ 1 accepted"))
    screen.press("\r", "→ accepted: birch")
    assert screen.ended() == 0


def test_what_was_not_found_is_searched_for_at_pubmed():
    from refmgr.cli.review_session import addresses
    from refmgr.library.questions import READING, Question
    from refmgr.model import Record

    question = Question(
        id="a:1", kind=READING, why="", subject="", record=Record(title="Café & “skin”: 50%?")
    )
    assert addresses(question) == ["https://pubmed.ncbi.nlm.nih.gov/?term=Caf%C3%A9%20skin%2050"]
