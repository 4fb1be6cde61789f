"""Train the tagger of references, or measure it on training data that it has not seen.

    python benchmarks/train_parser.py train ../shared/data/parsing/train
    python benchmarks/train_parser.py folds ../shared/data/parsing/train 0 3
    python benchmarks/train_parser.py without ../shared/data/parsing/train anystyle-gold

`train` writes the model into the package; the same data give the same file. `folds` trains without
the documents of a fold and measures on them, `without` does so for a whole set and what repeats it.
See docs/parser.md.
"""

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pycrfsuite
from reference_parts import parts_of
from render_references import render

from refmgr.references import reading
from refmgr.references.fields.labels import without_label
from refmgr.references.rules import Prepared, prepare, read_by_rule
from refmgr.references.tagger import model
from refmgr.references.tagger.alignment import labels_by_rule
from refmgr.references.tagger.features import features_of
from refmgr.references.tagger.tokens import tokenise

Item = dict[str, Any]
Spans = list[list[Any]]
Rows = list[list[str]]

LABELS = frozenset(
    "author title container-title date volume issue pages publisher location editor edition".split()
)
CORE = ("author", "title", "container-title", "date", "volume", "issue", "pages", "doi")
EDGES = " \t.,;:"
PARAMETERS = {"c1": 0.15, "c2": 0.02, "max_iterations": 70, "feature.minfreq": 2}
RENDERED, FOLDS, LONGEST = 16000, 5, 400
TOTAL = re.compile(r"\W*\d+\s?(?:pp?|pages|f|S|Seiten)\b\W*", re.IGNORECASE)
TARGET = Path(__file__).parents[1] / "refmgr/references/tagger" / model.MODEL_NAME


def load(folder: Path) -> list[Item]:
    """Return the training data, each reference once: the sets overlap."""
    items, seen = [], set()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            item = json.loads(line)
            key = "".join(c for c in item["raw"].lower() if c.isalnum())[:60]
            if key not in seen:
                items.append(item)
            seen.add(key)
    return items


def fold_of(item: Item) -> int:
    """Return the fold of a reference: those of one document stay together."""
    return int(hashlib.sha256(f"{item['source']}{item['doc']}".encode()).hexdigest(), 16) % FOLDS


def gold_of(raw: str, spans: Spans, text: str) -> list[str]:
    """Return the field of each character of the text that the tagger sees."""
    marks = [""] * len(raw)
    for start, end, name in spans:
        size = len(raw[start:end].rstrip(EDGES))
        if name in LABELS and not (name == "pages" and TOTAL.fullmatch(raw, start, end)):
            marks[start : start + size] = [name] * size
    moved = [""] * len(text)
    head = 0
    while head < min(len(raw), len(text)) and raw[head] == text[head]:
        moved[head] = marks[head]
        head += 1
    matcher = SequenceMatcher(None, raw[head:], text[head:], autojunk=False)
    for a, b, size in matcher.get_matching_blocks() if head < len(text) else ():
        moved[head + b : head + b + size] = marks[head + a : head + a + size]
    return moved


def example(item: Item) -> tuple[Rows, list[str]]:
    """Return the features of the tokens of a labelled reference, and their labels."""
    prepared: Prepared = prepare(without_label(item["raw"])[1])
    tokens = tokenise(prepared.text)
    marks = gold_of(item["raw"], item["spans"], prepared.text)
    labels = [next(filter(None, marks[one.start() : one.end()]), "O") for one in tokens]
    rules = labels_by_rule(prepared.text, tokens, read_by_rule(prepared).fields)
    return features_of(prepared.text, tokens, rules), labels


def rendered(items: Iterable[Item], count: int, seed: int) -> list[Item]:
    """Return invented references; half of their parts are those of the items."""
    return render(count, seed, parts_of(items))


def fit(items: Sequence[Item], path: Path) -> None:
    """Train on labelled and on rendered references, and write the model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for item in [*items, *rendered(items, RENDERED, seed=4)]:
        rows, labels = example(item)
        if 0 < len(rows) < LONGEST:
            trainer.append(pycrfsuite.ItemSequence(rows), labels)
    trainer.train(str(path))


def plain(name: str, value: str) -> str:
    """Return a value as it is compared: letters and digits, the year of a date."""
    if name == "date":
        found = re.search(r"(?:1[5-9]|20)\d\d", value)
        return found.group() if found else ""
    if name == "container-title":
        value = re.sub(r"^\W*in\b:?\s+", "", value, flags=re.IGNORECASE)
    if name == "author":
        value = re.sub(r"\bet al\b|\band\b|&", "", value)
    return re.sub(r"[\W_]+", "", value).casefold()


def judge(fields: Mapping[str, Sequence[str]], gold: Item) -> tuple[int, int, int, bool]:
    """Return how many core fields are right, given and wanted, and whether all are."""
    right = given = wanted = 0
    for name in CORE:
        told = {plain(name, value) for value in fields.get(name, ())} - {""}
        true = {plain(name, value) for value in gold.get(name, ())} - {""}
        right += bool(told & true)
        given += bool(told)
        wanted += bool(true)
    return right, given, wanted, right == given == wanted


def measure(items: Sequence[Item], path: Path) -> list[tuple[str, str, float, float, bool]]:
    """Read items with a model; print F1 and whole per set; return what confidence is made of."""
    held: list[tuple[str, str, float, float, bool]] = []
    sums: dict[str, list[int]] = {}
    trained = model.Model(path.read_bytes())
    model.model = lambda: trained  # type: ignore[assignment]
    for item in items:
        printed = reading.read_printed(without_label(item["raw"])[1])
        right, given, wanted, whole = judge(printed.fields, item["fields"])
        total = sums.setdefault(item["source"], [0, 0, 0, 0, 0])
        for k, value in enumerate((right, given, wanted, whole, 1)):
            total[k] += value
        held.append(
            (
                item["source"],
                f"{printed.shape}{'=' * printed.agrees}",
                printed.probability,
                printed.sure,
                whole,
            )
        )
    for name, (right, given, wanted, exact, count) in sorted(sums.items()):
        f1 = 2 * right / (given + wanted)
        print(f"{name:16} n {count:5} core F1 {f1:.4f} whole {exact / count:.4f}", flush=True)
    return held


def hold_out(items: Sequence[Item], tests: Sequence[Item], keep: str) -> None:
    """Train without the tests (and without copies of their documents), measure on them."""
    out = {id(item) for item in tests}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "held-out.crfsuite"
        fit([item for item in items if id(item) not in out], path)
        made = rendered(tests, 600, seed=100)
        for item in made:
            item["fields"] = {name: [item["raw"][a:b]] for a, b, name in item["spans"]}
            item["fields"] |= prepare(item["raw"]).identified.fields
        held = measure([*tests, *made], path)
    if keep:
        Path(keep).write_text(json.dumps(held))


def main() -> None:
    """Run what the command line asks for."""
    what, folder, *rest = sys.argv[1:]
    items = load(Path(folder))
    if what == "train":
        fit(items, TARGET)
        print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.2f} MB")
    elif what == "folds":
        for fold in map(int, rest):
            hold_out(items, [item for item in items if fold_of(item) == fold], f"held-{fold}.json")
    elif what == "without":
        hold_out(items, [item for item in items if item["source"] == rest[0]], "")


if __name__ == "__main__":
    main()
