"""Raised numbers are told by place and height; signs under the codes of digits are signs."""

import pytest

from refmgr.documents.pdf.glyphs import Box, Setting
from refmgr.documents.pdf.raised import mark_raised

PLAIN, UP, EQUALS, MINUS = (0.0, 6.5, 10), (4.0, 4.4, 6.5), (2.1, 2.2, 10), (3.0, 0.5, 10)


class Page:
    """Characters by kind: `.` stands on the line, `^` is raised, `=` and `-` are signs in truth."""

    def __init__(self, kinds):
        self._inks = [{".": PLAIN, "^": UP, "=": EQUALS, "-": MINUS}[kind] for kind in kinds]

    def box(self, i):
        bottom, height, _ = self._inks[i]
        return Box(i, i + 1, bottom, bottom + height)

    def setting(self, i):
        _, _, size = self._inks[i]
        return Setting(size, 4.0 if size < 10 else 0.0, False)


@pytest.mark.parametrize(
    ("text", "kinds", "marked"),
    [
        ("skin.2,3 The", ".....^^^....", "skin.<sup>2,3</sup> The"),
        ("skin.2–5", ".....^^^", "skin.<sup>2–5</sup>"),
        ("in 2014", ".......", "in 2014"),
        ("10-6 M", "..^^..", "10<sup>-6</sup> M"),
        ("Ca2+ ions", "..^^.....", "Ca<sup>2+</sup> ions"),
        ("in 20147 The", ".......^....", "in 2014<sup>7</sup> The"),
        ("Silva1,* and", ".....^^^....", "Silva<sup>1,*</sup> and"),
        ("SVL537 mm", "...=.....", "SVL=37 mm"),
        ("at 22.6", "...-...", "at −2.6"),
    ],
)
def test_marks(text, kinds, marked):
    characters = list(text)
    mark_raised(Page(kinds), characters, 0, 10.0, 0.0)
    assert "".join(characters) == marked
