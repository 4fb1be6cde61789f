"""Train the tagger of references, or measure it on parts of the training data it has not seen.

    python benchmarks/train_parser.py train ../shared/data/parsing/train
    python benchmarks/train_parser.py folds ../shared/data/parsing/train
"""

import json
import sys
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pycrfsuite

from refmgr.references.fields.labels import without_label
from refmgr.references.rules import Prepared, Printed, prepare, read_by_rule
from refmgr.references.tagger.alignment import labels_by_rule
from refmgr.references.tagger.features import features_of
from refmgr.references.tagger.tokens import tokenise

LABELS = frozenset(
    "author title container-title date volume issue pages publisher location editor edition".split()
)
EDGES = " \t.,;:"
PARAMETERS = {"c1": 0.15, "c2": 0.02, "max_iterations": 70, "feature.minfreq": 2}


def gold_of(raw: str, spans: list[list[Any]], text: str) -> list[str]:
    """Return the field of each character of the prepared text."""
    marks = [""] * len(raw)
    for start, end, name in spans:
        while start < end and raw[end - 1] in EDGES:
            end -= 1
        if name in LABELS:
            marks[start:end] = [name] * (end - start)
    moved = [""] * len(text)
    head = 0
    while head < min(len(raw), len(text)) and raw[head] == text[head]:
        moved[head] = marks[head]
        head += 1
    if head == len(text):
        return moved
    matcher = SequenceMatcher(None, raw[head:], text[head:], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            moved[head + b + k] = marks[head + a + k]
    return moved


def example(item: dict[str, Any]) -> tuple[Prepared, Printed, list[Any], list[str]]:
    """Return one labelled reference as the tagger will see it: tokens and their gold labels."""
    _, body = without_label(item["raw"])
    prepared = prepare(body)
    printed = read_by_rule(prepared)
    tokens = tokenise(prepared.text)
    moved = gold_of(item["raw"], item["spans"], prepared.text)
    labels = []
    for found in tokens:
        names = [m for m in moved[found.start() : found.end()] if m]
        labels.append(names[0] if names else "O")
    return prepared, printed, tokens, fill(labels)


def fill(labels: list[str]) -> list[str]:
    """Give marks inside one field the label of the field (spans of several parts stay apart)."""
    return labels


def rows_of(prepared: Prepared, printed: Printed, tokens: list[Any]) -> list[list[str]]:
    rules = labels_by_rule(prepared.text, tokens, printed.fields)
    return features_of(prepared.text, tokens, rules)


def load(folder: Path) -> list[dict[str, Any]]:
    items = []
    for path in sorted(folder.glob("*.jsonl")):
        items += [json.loads(line) for line in path.open(encoding="utf-8")]
    return items
