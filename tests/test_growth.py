"""The measure of growth itself: it lets linear work pass and catches quadratic work."""

import re

import pytest
from growth import is_linear


@pytest.mark.parametrize("work", [str.upper, re.compile("b").search, lambda text: text[:100]])
def test_linear(work):
    assert is_linear(work, "a ", 400_000)


@pytest.mark.parametrize(
    ("work", "size"),
    [
        (re.compile("a+b").search, 8_000),
        (lambda text: [text[k:].strip() for k in range(0, len(text), 10)], 40_000),
    ],
)
def test_quadratic(work, size):
    assert not is_linear(work, "a", size)
