"""Accents printed apart go to the letter they stand over, before them or behind."""

import pytest

from refmgr.documents.pdf.accents import compose
from refmgr.documents.pdf.glyphs import Box, Setting


class Page:
    """Letters ten points apart and eight wide; an accent stands over the letter at `over`."""

    def __init__(self, text, over):
        self._places, x = [], 0
        for character in text:
            wide = 0 if character in "´¨ˇˆ\u0301" else 3 if character == " " else 10
            self._places.append((x, wide))
            x += wide
        for accent, letter in over.items():
            self._places[accent] = (self._places[letter][0] + 2, 4)

    def box(self, i):
        x, wide = self._places[i]
        return Box(x, x + min(wide, 8), 0, 5)

    def setting(self, i):
        return Setting(20.0, 0.0, False)


@pytest.mark.parametrize(
    ("text", "over", "composed"),
    [
        ("Gonza´lez", {5: 4}, "González"),
        ("Gonz´alez", {4: 5}, "González"),
        ("Sedla´cˇek", {5: 4, 7: 6}, "Sedláček"),
        ("Havlı´k", {5: 4}, "Havlík"),
        ("Pedro\u0301s", {5: 4}, "Pedrós"),
        ("at 5´ of", {4: 3}, "at 5´ of"),
    ],
)
def test_accents(text, over, composed):
    characters = list(text)
    compose(Page(text, over), characters, 0)
    assert "".join(characters) == composed


def test_the_blank_that_an_accent_leaves_is_closed():
    class Tight(Page):
        def box(self, i):
            return (
                Box(3.5, 6.5, 4, 5)
                if i == 2
                else Box(*[(0, 3), (3, 7), 0, (7, 7), (8, 12)][i], 0, 5)
            )

    characters = list("Gu¨ r")
    compose(Tight("Gu¨ r", {}), characters, 0)
    assert "".join(characters) == "Gür"
