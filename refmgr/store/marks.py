"""The marks in the header of library.db that tell it from any other SQLite file."""

from typing import Final

APPLICATION_ID: Final = 0x7265666D  # "refm"
VERSION: Final = 1  # of the tables in `schema`
