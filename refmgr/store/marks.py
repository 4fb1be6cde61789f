"""The marks in the header of library.db that tell it from any other SQLite file."""

from typing import Final

APPLICATION_ID: Final = 0x7265666D  # "refm"
# Raised by every change of tables; a change of lasting ones needs a migration in `schema` besides.
VERSION: Final = 6
# What is never dropped; everything else is derived.
LASTING: Final = ("documents", "answers", "questions", "decisions", "keys", "_sqlite_migrations")
