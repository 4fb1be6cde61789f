"""How the work grows with what it is given: told by the ratio of two runs, never by the clock alone."""

from time import process_time

TIMES = 16
BAR = 5.0
ROUNDS = 4


def is_linear(work, unit, size):
    """Tell whether `work` takes about sixteen times as long for sixteen times the text.

    A text of `size` characters is compared with sixteen runs over a sixteenth of it, so both take
    alike where the work is linear, and sixteen times as long where it is quadratic. Other work on
    the machine makes single runs slower: the best of a few rounds counts.

    Args:
        work: takes a text.
        unit: what the text repeats.
        size: characters of the longer text.
    """
    longer = unit * (size // len(unit))
    shorter = unit * (size // len(unit) // TIMES)
    work(shorter)  # what is loaded at first use counts for neither
    return any(_ratio(work, longer, shorter) < BAR for _ in range(ROUNDS))


def _ratio(work, longer, shorter):
    begin = process_time()
    for _ in range(TIMES):
        work(shorter)
    middle = process_time()
    work(longer)
    return (process_time() - middle) / max(middle - begin, 0.001)
