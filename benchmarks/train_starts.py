"""Train the weights of `refmgr/references/starts.tsv`, or measure them by cross-validation.

    python benchmarks/train_starts.py LISTS REFERENCES.jsonl... [-o starts.tsv]

LISTS holds NAME.txt (a printed list) with NAME.gold.json (its entries); the JSON Lines hold single
references (`raw`, `doc`), wrapped here at random widths. Needs python-crfsuite; see docs/lists.md.
"""

# mypy: disable-error-code="import-untyped,import-not-found"

import argparse
import json
import random
import re
import textwrap
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import pycrfsuite

from refmgr.references.clues import gather, is_dated
from refmgr.references.fields.labels import LINK_LINE
from refmgr.references.lines import find_furniture, split_lines
from refmgr.references.locate import HEADING

STATES = ("B0", "B1", "I0", "I1")
OPTIONS = {"c1": 0.6, "c2": 0.3, "max_iterations": 120, "feature.possible_transitions": False}
WIDTHS = (38, 45, 52, 60, 75, 90, 100, 5000, 5000)
FOLDS = 6
NUMBER = re.compile(
    r"\s*(?:[-•*]\s*)?(?:\[\s?\d{1,3}\s?\]\.?|\(\d{1,3}\)|\d{1,3}[.)]?(?=\s|[A-Z]))\s*"
)
LONE = re.compile(r"(?:\[[\w+.,&’' -]{1,24}\]|\[?\d{1,3}[.\])])$")
Sample = tuple[list[tuple[str, ...]], list[str]]


class Tagger(Protocol):
    """A trained model."""

    def tag(self, clues: list[list[str]]) -> list[str]:
        """Return the states of the lines of a list."""
        ...

    def info(self) -> Any:  # noqa: ANN401 - the package is untyped
        """Return the weights."""
        ...


def squeezed(text: str) -> str:
    """Return the letters and digits of a text alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def aligned(lines: Sequence[str], entries: Sequence[str]) -> list[int]:
    """Return the lines on which the entries of a list begin."""
    whole, owner = "", list[int]()
    for k, line in enumerate(lines):
        whole += squeezed(line)
        owner += [k] * (len(whole) - len(owner))
    starts, at = [], 0
    for entry in map(squeezed, entries):
        found = next((p for n in (30, 20, 12, 8) if (p := whole.find(entry[:n], at)) >= 0), -1)
        if 0 <= found < at + 600:
            starts.append(owner[found])
            at = found + max(1, int(len(entry) * 0.8))
    return starts


def without_numbers(lines: Sequence[str], starts: set[int]) -> tuple[list[str], list[int]]:
    """Return a numbered list as if it had none."""
    kept: list[str] = []
    begins: list[int] = []
    for k, line in enumerate(lines):
        if k in starts:
            begins.append(len(kept))
            kept.append(NUMBER.sub("", line, count=1))
        elif not re.fullmatch(r"\s*[\[(]?\d{1,3}[\])]?\.?\s*", line):
            kept.append(line)
    return kept, begins


def sample(printed: Sequence[str], starts: Sequence[int]) -> Sample:
    """Return the clues of each line and the state it is in."""
    lines = split_lines("\n".join(printed))
    furniture = find_furniture(lines, 0)
    offsets, at = {}, 0
    for k, line in enumerate(printed):
        offsets[k], at = at, at + len(line) + 1
    rows = [
        i
        for i, line in enumerate(lines)
        if line.text and i not in furniture
        and not (LINK_LINE.match(line.text) or HEADING.match(line.text))
        and not re.fullmatch(r"\d{1,4}", line.text)
    ]  # fmt: skip
    begins = set()
    for start in starts:
        place = next((p for p, i in enumerate(rows) if lines[i].start >= offsets[start]), 0)
        alone = place and LONE.match(lines[rows[place - 1]].text)
        begins.add(rows[place - 1] if alone else rows[place])
    states = list[str]()
    dated = False
    for i in rows:
        new = i in begins or not states
        dated = is_dated(lines[i].text) or (dated and not new)
        states.append(("B" if new else "I") + str(int(dated)))
    return gather(lines, rows), states


def printed_lists(folder: Path) -> list[tuple[int, Sample]]:
    """Return each list with its weight: those printed without numbers count twice."""
    found = []
    for gold in sorted(folder.glob("*.gold.json")):
        entries = json.loads(gold.read_text(encoding="utf-8"))
        lines = (
            gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text("utf-8").split("\n")
        )
        starts = aligned(lines, entries)
        if len(entries) > 1.5 * len(set(starts)):
            continue
        numbered = sum(bool(NUMBER.match(lines[k])) for k in set(starts)) >= 0.6 * len(entries)
        kept, begins = without_numbers(lines, set(starts)) if numbered else (lines, starts)
        found.append((1 if numbered else 2, sample(kept, begins)))
    return found


def hyphenated(lines: list[str], chance: random.Random) -> list[str]:
    """Return wrapped lines with some of the words at their ends parted."""
    for k in range(len(lines) - 1):
        word = lines[k + 1].split(" ")[0]
        if len(word) > 7 and word.isalpha() and chance.random() < 0.4:
            cut = chance.randint(3, len(word) - 3)
            lines[k] += f" {word[:cut]}-"
            lines[k + 1] = lines[k + 1][cut:]
    return lines


def wrapped_lists(sources: Sequence[Path]) -> list[tuple[int, Sample]]:
    """Return lists made of single references: one document, one list, one width."""
    chance = random.Random(1)
    documents: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        for k, line in enumerate(source.read_text(encoding="utf-8").splitlines()):
            item = json.loads(line)
            documents[item.get("doc") or f"{source.name} {k // 25}"].append(item["raw"])
    found = []
    for entries in (of_one for of_one in documents.values() if len(of_one) >= 6):
        width, hyphens = chance.choice(WIDTHS), chance.random() < 0.6
        lines: list[str] = []
        starts: list[int] = []
        for entry in sorted(entries) if chance.random() < 0.5 else entries:
            starts.append(len(lines))
            body = NUMBER.sub("", entry, count=1)
            wrapped = textwrap.wrap(body, width - chance.randint(0, 2)) or [entry]
            lines += hyphenated(wrapped, chance) if hyphens else wrapped
        found.append((1, sample(lines, starts)))
    return found


def trained(samples: Sequence[tuple[int, Sample]], model: Path) -> Tagger:
    """Return the trained tagger."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for weight, (clues, states) in samples:
        for _ in range(weight):
            trainer.append([list(of_line) for of_line in clues], states)
    trainer.set_params(OPTIONS)
    trainer.train(str(model))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    opened: Tagger = tagger
    return opened


def write_table(tagger: Tagger, target: Path) -> None:
    """Write the weights in hundredths, those of almost no weight left out."""
    info = tagger.info()
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (clue, state), weight in info.state_features.items():
        table[clue][state] = weight
    rows = {f"> {a}": [info.transitions.get((a, b), -9.99) for b in STATES] for a in STATES}
    for clue, weights in sorted(table.items()):
        if max(map(abs, weights.values())) >= 0.05:
            rows[clue] = [weights.get(state, 0.0) for state in STATES]
    head = "# Weights of clues, in hundredths: clue, then an entry that begins undated, dated, goes on undated, dated."
    body = [
        "\t".join([name, *(str(round(100 * w)) for w in weights)]) for name, weights in rows.items()
    ]
    target.write_text("\n".join([head, *body, ""]), encoding="utf-8")


def entries_of(states: Sequence[str]) -> set[tuple[int, int]]:
    """Return the entries as pairs of their first line and the first of the next."""
    starts = [k for k, state in enumerate(states) if state[0] == "B"]
    return set(zip(starts, [*starts[1:], len(states)], strict=True))


def cross_validate(
    real: Sequence[tuple[int, Sample]], made: Sequence[tuple[int, Sample]], model: Path
) -> None:
    """Print the share of entries cut exactly in lists that were not trained on."""
    right = given = wanted = 0
    for fold in range(FOLDS):
        tagger = trained(
            [one for k, one in enumerate(real) if k % FOLDS != fold] + list(made), model
        )
        for _, (clues, states) in real[fold::FOLDS]:
            found, gold = entries_of(tagger.tag([list(one) for one in clues])), entries_of(states)
            right, given, wanted = right + len(found & gold), given + len(found), wanted + len(gold)
    print(f"entries cut exactly: P {right / given:.4f} R {right / wanted:.4f} ({wanted} entries)")


def main() -> None:
    """Train, or measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("lists", type=Path)
    options.add_argument("references", type=Path, nargs="*")
    options.add_argument("-o", "--output", type=Path)
    options.add_argument("--model", type=Path, default=Path("starts.crf"))
    args = options.parse_args()
    real, made = printed_lists(args.lists), wrapped_lists(args.references)
    if args.output:
        write_table(trained([*real, *made], args.model), args.output)
    else:
        cross_validate(real, made, args.model)


if __name__ == "__main__":
    main()
