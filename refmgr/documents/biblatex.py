"""The .bbl file that biber writes for biblatex: entries with named fields, so nothing is guessed."""

import re
from typing import Any, Final

from refmgr.documents.composing import compose
from refmgr.documents.structured import Structured
from refmgr.formats.latex import decode
from refmgr.identifiers import normalise_doi, normalise_isbn, normalise_pmid
from refmgr.model import Person, Record, Reference

_ENTRY: Final = re.compile(r"^[ \t]*\\entry\{([^{}]+)\}\{(\w+)\}", re.MULTILINE)
_FIELD: Final = re.compile(
    r"\\field\{(\w+)\}\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}){0,3000})\}"
)
_VERB: Final = re.compile(r"\\verb\{(\w+)\}\s*\\verb ([^\n]*)\n\s*\\endverb")
_LIST: Final = re.compile(r"\\list\{(\w+)\}\{\d+\}\{%?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_NAMES: Final = re.compile(r"\\name\{(author|editor)\}\{\d+\}\{[^{}]*\}\{%?")
_PART: Final = re.compile(
    r"(family|given|prefix|suffix)=\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_MORE: Final = re.compile(r"\\(?:true\{more(author|labelname)\})")
_DASH: Final = re.compile(r"\\bibrangedash\s?")
_MACROS: Final = re.compile(r"\\[A-Za-z]+\s?")
_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "collection": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "online": "webpage",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
}
_NAMED: Final = {
    "title": "title",
    "journaltitle": "container",
    "booktitle": "container",
    "volume": "volume",
    "number": "issue",
    "pages": "pages",
    "eid": "article_number",
    "edition": "edition",
    "issn": "issn",
    "publisher": "publisher",
    "institution": "publisher",
    "location": "place",
    "url": "url",
}
_EPRINTS: Final = {"pubmed": "pmid", "arxiv": "arxiv"}
_LONGEST: Final = 20_000


def read_biblatex(source: str) -> Structured:
    """Return the entries of a biblatex .bbl, each once; they are printed as a Vancouver list.

    biblatex does not say in the file how it numbers them, so numbers are positions.
    """
    records: dict[str, Record] = {}
    starts = [*_ENTRY.finditer(source)]
    ends = [*(found.start() for found in starts[1:]), len(source)]
    for found, end in zip(starts, ends, strict=False):
        if found[1] not in records:
            body = source[found.end() : min(end, found.end() + _LONGEST)]
            records[found[1]] = _record(found[2], body)
    text, references = "## References\n", []
    pieces, size = [text], len(text)
    for number, record in enumerate(records.values(), 1):
        raw = compose(record)
        line = f"\n{number}. {raw}\n"
        start = size + line.index(raw)
        references.append(
            Reference(
                number=number,
                raw=raw,
                record=record,
                start=start,
                end=start + len(raw),
                confidence=1.0,
            )
        )
        pieces.append(line)
        size += len(line)
    return Structured(format="bbl", text="".join(pieces), references=tuple(references))


def _record(kind: str, body: str) -> Record:
    told = {name: _shown(value) for name, value in _LIST.findall(body)}
    told |= {name: _shown(value) for name, value in _FIELD.findall(body)}
    told |= {name: value.strip() for name, value in _VERB.findall(body)}
    values: dict[str, Any] = {"type": _TYPES.get(kind)}
    for name, target in _NAMED.items():
        values[target] = values.get(target) or told.get(name)
    subtitle = told.get("subtitle")
    if subtitle and values["title"]:
        values["title"] = f"{values['title']}: {subtitle}"
    year = told.get("year", "")
    values |= {
        "year": int(year) if re.fullmatch(r"[12]\d{3}", year) else None,
        "doi": normalise_doi(told.get("doi", "")),
        "isbn": normalise_isbn(told.get("isbn", "")),
        "pmid": normalise_pmid(told.get("pmid", "")),
        "authors": _people(body, "author"),
        "editors": _people(body, "editor"),
        "et_al": bool(_MORE.search(body)),
    }
    if target := _EPRINTS.get(told.get("eprinttype", "").casefold(), ""):
        values[target] = values.get(target) or told.get("eprint")
    return Record(**{name: value for name, value in values.items() if value})


def _people(body: str, role: str) -> tuple[Person, ...]:
    people: list[Person] = []
    for block in _NAMES.finditer(body):
        if block[1] != role:
            continue
        end = re.compile(r"\n\s*\}\s*\n").search(body, block.end())
        for one in body[block.end() : end.start() if end else len(body)].split("{{")[1:]:
            parts = {name: _shown(value) for name, value in _PART.findall(one)}
            family = parts.get("family")
            if family:
                person = Person(
                    family=family,
                    given=parts.get("given"),
                    particle=parts.get("prefix"),
                    suffix=parts.get("suffix"),
                )
                # biber gives a body in braces as a family name alone.
                alone = person == Person(family=family) and " " in family
                people.append(Person(literal=family) if alone else person)
        break
    return tuple(people)


def _shown(value: str) -> str:
    plain = _MACROS.sub("", decode(_DASH.sub("-", value)))
    return " ".join(plain.split()).removeprefix("{").removesuffix("}")
