"""Keys read from the terminal one by one, without Enter and without loss."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import click

LONGEST: int = 32  # bytes that one key may send: arrows, letters beyond ASCII, pasted text


class Keyboard:
    """The keys of a terminal while a person answers; a context manager.

    `click.getchar` throws away what was typed while the last answer was being kept, and the terminal
    prints it in the meantime. Here the terminal stays quiet from the first question to the last, and
    keys wait their turn. Windows has consoles of its own; there click reads.
    """

    def __init__(self) -> None:
        self._file = sys.stdin.fileno() if sys.platform != "win32" else -1
        self._before: list[Any] | None = None
        self._pending = b""

    def __enter__(self) -> Self:
        self._quiet()
        return self

    def __exit__(self, *_: object) -> None:
        self._loud()

    def read(self) -> str:
        """Return the next key; `q` at the end of input."""
        if sys.platform == "win32":
            return click.getchar()
        if not self._pending:
            self._pending = os.read(self._file, LONGEST)
        if not self._pending or self._pending.startswith(b"\x04"):
            self._pending = b""
            return "q"
        key = _first(self._pending)
        self._pending = self._pending[len(key) :]
        return key.decode("utf-8", "replace")

    @contextmanager
    def line(self) -> Iterator[None]:
        """Let a person type a line and see it."""
        self._loud()
        try:
            yield
        finally:
            self._quiet()

    def _quiet(self) -> None:
        if sys.platform == "win32":
            return
        import termios  # noqa: PLC0415 - not on Windows

        self._before = termios.tcgetattr(self._file)
        now = termios.tcgetattr(self._file)
        now[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(self._file, termios.TCSADRAIN, now)

    def _loud(self) -> None:
        if self._before is None or sys.platform == "win32":
            return
        import termios  # noqa: PLC0415

        termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)
        self._before = None


def _first(sent: bytes) -> bytes:
    """Return the bytes of the first key: an arrow sends three, a letter beyond ASCII up to four."""
    if sent.startswith(b"\x1b[") and len(sent) > 2:
        return sent[:3]
    size = 1
    while size < len(sent) and sent[0] >= 0xC0 and 0x80 <= sent[size] < 0xC0:
        size += 1
    return sent[:size]
