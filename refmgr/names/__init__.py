"""How people and corporate authors are printed, taken apart and compared."""

from refmgr.names.comparing import compare_people, family_key
from refmgr.names.forms import natural, vancouver
from refmgr.names.lists import parse_people, parse_person

__all__ = [
    "compare_people",
    "family_key",
    "natural",
    "parse_people",
    "parse_person",
    "vancouver",
]
