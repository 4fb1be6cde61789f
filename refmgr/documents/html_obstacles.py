"""Pages that came instead of the paper: a login, an error, a check for robots."""

import re
from typing import Final

from refmgr.model import Problem

_KINDS: Final = (
    (re.compile(r"just a moment|attention required|captcha|are you (?:a |an )?(?:robot|human)"
                r"|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser"
                r"|unusual traffic|enable javascript and cookies", re.IGNORECASE),
     "a check for robots"),
    (re.compile(r"(?:page|article|document|file) (?:was |could |can)?\s?not (?:be )?(?:found|exist)"
                r"|\b(?:404|403|500|502|503)\b|access denied|forbidden|internal server error"
                r"|service unavailable|bad gateway|(?:an )?error (?:has )?occurred|session (?:has )?expired",
                re.IGNORECASE),
     "an error page"),
    (re.compile(r"\b(?:log|sign) ?in\b|\blogin\b|\bpassword\b|institutional access"
                r"|purchase (?:this )?article|get access|anmelden|iniciar sesi[óo]n", re.IGNORECASE),
     "a login page"),
)  # fmt: skip
_SHORT: Final = 2500


def obstacle(headings: str, text: str, *, listed: bool) -> tuple[Problem, ...]:
    """Return a Problem for a page that is not the paper, and what it seems to be.

    Args:
        headings: the title of the window and the first headings.
        text: the text of the page.
        listed: whether a reference list was found.
    """
    if listed or len(text) > _SHORT:
        return ()
    for pattern, kind in _KINDS:
        if pattern.search(headings):
            message = (
                f"The page seems to be {kind}, not the paper: open the paper in the browser, "
                "and save it once it is shown."
            )
            return (Problem("not-the-paper", message),)
    return ()
