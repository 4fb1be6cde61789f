"""The parts of one printed entry: by rule where its shape is plain, by the trained tagger elsewhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from refmgr.references.doubtful import end_of_first, is_prose
from refmgr.references.fields.east_asian import is_marked, read_east_asian
from refmgr.references.fields.journal_words import JOURNAL_WORDS
from refmgr.references.rules import Prepared, Printed, prepare, read_by_rule, read_lines
from refmgr.references.tagger.alignment import labels_by_rule
from refmgr.references.tagger.confidence import of_rules, of_tagger
from refmgr.references.tagger.decoding import Run, fields_of
from refmgr.references.tagger.model import tag
from refmgr.references.tagger.tokens import tokenise
from refmgr.text import vocabulary

SEVERAL: Final = "several-references"
PROSE: Final = "no-reference"
# Order of names and shape of the source that only NLM, Vancouver and PLOS style print together:
# there the rules were right more often than the tagger (docs/parser.md).
# The number is how sure the rules must be of title and container.
_PLAIN_SHAPES: Final = {
    f"{order}/{shape}": sure
    for order in ("vancouver", "unseparated")
    for shape, sure in (("nlm", 0.7), ("plain", 0.75), ("year-volume", 0.75))
}
_PRINTED_FIRST: Final = frozenset({"author", "title"})
_LOOSE: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W_]+")
_ANNOUNCING: Final = vocabulary(
    "vol vols v no nos n nr pp p pages page s in en em ed eds edited by editor editors and und y e et"
    " bd heft jg available from at doi url http https www accessed retrieved the hrsg org orgs issue"
    " im dans dir of f th nd rd st edition edn aufl online"
)
_EVIDENCE: Final = frozenset(
    ("author", "container-title", "volume", "doi", "pmid", "url", "publisher", "arxiv")
)
# Control characters and halves of surrogates: nothing prints them, and the model cannot take them.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_UNREAD: Final = 0.02
_PARTED_ANEW: Final = 0.4


def read_printed(body: str) -> Printed:
    """Return the parts of one entry without its label.

    Args:
        body: the entry as printed, line breaks included: lines may carry the meaning.
    """
    body = _UNPRINTABLE.sub(" ", body)
    by_lines = read_lines(body)
    if by_lines:
        return by_lines
    prepared = prepare(body)
    if not _LETTER.search(prepared.text):
        return _unread(prepared)
    if is_marked(prepared.text):
        return _east_asian(prepared)
    end = end_of_first(prepared.text)
    if end is None:
        return _read_one(prepared)
    first = _read_one(prepared._replace(text=prepared.text[:end]))
    others = prepared.text[end:].strip(" .;,")
    return replace(
        first,
        text=prepared.text,
        sure=min(first.sure, 0.2),
        notes=[*first.notes, others],
        doubt=SEVERAL,
    )


def _unread(prepared: Prepared, doubt: str = "") -> Printed:
    """Return an entry of which only the identifiers are known; its text is noted."""
    identified, text, _ = prepared
    fields, notes = dict(identified.fields), [*identified.notes, text]
    return Printed(fields, identified.values, text, _UNREAD, notes, doubt=doubt)


def _east_asian(prepared: Prepared) -> Printed:
    identified, text, _ = prepared
    fields = dict(identified.fields) | read_east_asian(text)
    sure = 0.5 if fields.keys() >= {"author", "title", "date"} else 0.2
    return Printed(fields, identified.values, text, sure, list(identified.notes))


def _read_one(prepared: Prepared) -> Printed:
    by_rule = read_by_rule(prepared)
    if _is_plain(by_rule):
        return replace(by_rule, sure=of_rules(by_rule.shape, by_rule.sure))
    tagged = _read_tagged(prepared, by_rule)
    names = tagged.fields.keys()
    missed = _PRINTED_FIRST & by_rule.fields.keys() - names
    if missed and (by_rule.shape in _PLAIN_SHAPES or missed == _PRINTED_FIRST):
        # Names and title stand there, only their words are unknown: a tagger that swallows both is wrong.
        return replace(by_rule, sure=of_rules(by_rule.shape, by_rule.sure))
    if not names & _EVIDENCE and is_prose(prepared.text, dated="date" in names):
        return _unread(prepared, PROSE)
    return _with_names_apart(tagged, by_rule)


def _with_names_apart(tagged: Printed, by_rule: Printed) -> Printed:
    """Return a reading in which authors and title ran together, parted where the rules part them."""
    author, title = (by_rule.fields.get(name, ("",))[0] for name in ("author", "title"))
    if not author or not title or "title" in tagged.fields:
        return tagged
    for name in ("author", "container-title"):
        together = tagged.fields.get(name, ("",))[0]
        if title in together and len(together) > len(title) and not together.startswith(title):
            fields = {**tagged.fields, "author": [author], "title": [title]}
            if name == "container-title":
                fields[name] = by_rule.fields.get(name, [])
            return replace(tagged, fields=fields, sure=min(tagged.sure, _PARTED_ANEW))
    return tagged


def _is_plain(by_rule: Printed) -> bool:
    """Tell whether the rules know the shape of an entry and found title and journal in it."""
    if by_rule.sure < _PLAIN_SHAPES.get(by_rule.shape, 1.0):
        return False
    title = by_rule.fields.get("title", ("",))[0]
    if " " not in title and (title.isupper() or title.casefold() in JOURNAL_WORDS):
        return False  # `Phys. Lett., 2000, 485: 157` prints no title
    return bool(title) and "container-title" in by_rule.fields


def _read_tagged(prepared: Prepared, by_rule: Printed) -> Printed:
    """Return the fields that the tagger reads; what it leaves is noted."""
    identified, text, _ = prepared
    tokens = tokenise(text)
    labels, probability = tag(text, tokens, labels_by_rule(text, tokens, by_rule.fields))
    runs = fields_of(text, tokens, labels)
    fields = dict(identified.fields)
    for name, run in runs.items():
        fields[name] = [_as_by_rule(text[run.start : run.end], by_rule.fields.get(name, ()))]
    notes = [*identified.notes, *_left(text, runs)]
    agrees = _agree(fields, by_rule.fields)
    return Printed(
        fields,
        identified.values,
        text,
        of_tagger(probability, agrees=agrees),
        notes,
        by_rule.shape,
        probability=probability,
        agrees=agrees,
    )


def _as_by_rule(value: str, by_rule: Sequence[str]) -> str:
    """Return the value as the rules trim it where both read the same."""
    if by_rule and _LOOSE.sub("", by_rule[0]) == _LOOSE.sub("", value):
        return by_rule[0]
    return value


def _agree(fields: Mapping[str, Sequence[str]], by_rule: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether rules and tagger read the same parts."""
    names = ("author", "title", "container-title", "date", "volume", "issue", "pages")
    return all(
        [_LOOSE.sub("", value) for value in fields.get(name, ())[:1]]
        == [_LOOSE.sub("", value) for value in by_rule.get(name, ())[:1]]
        for name in names
    )


def _left(text: str, runs: Mapping[str, Run]) -> list[str]:
    """Return what stands in no field, without the words that announce one (`vol.`, `pp.`, `In:`)."""
    left: list[str] = []
    at = 0
    for run in sorted(runs.values(), key=lambda run: run.start):
        left.append(text[at : run.start])
        at = max(at, run.end)
    left.append(text[at:])
    return [piece.strip(' .,;:()[]<>"“”-–') for piece in left if _tells(piece)]


def _tells(piece: str) -> bool:
    return any(word.casefold() not in _ANNOUNCING for word in _WORD.findall(piece))
