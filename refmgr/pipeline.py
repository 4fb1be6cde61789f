"""The stages composed: the bytes of a file become a Document with References, Mentions and Links."""

from dataclasses import replace

from refmgr.documents.reading import read_known
from refmgr.model import Document, Record, Reference
from refmgr.references.completing import complete
from refmgr.references.linking import link
from refmgr.references.lists import read_lists
from refmgr.references.mentions import find_mentions
from refmgr.references.parsing import parse_reference


def read_document(data: bytes, name: str) -> Document:
    """Return a file read whole.

        bytes ─read─▶ text, own Record ─read_lists─▶ References ─find_mentions─▶ Mentions ─link─▶ Links

    Args:
        data: the bytes of the file.
        name: its name, for messages and as evidence of the format where the content leaves doubt.

    Raises:
        UnreadableError: nothing can be read from it; the message says what to do.
    """
    document, known = read_known(data, name, parse_citation=_cited_record)
    lists = read_lists(document.text)
    references = complete(lists.references, known)
    mentions = find_mentions(
        document.text,
        outside=lists.spans,
        numbers={reference.number for reference in references},
        references=references,
    )
    links, findings = link(mentions, references, lists.declared_references)
    return replace(
        document,
        declared_references=lists.declared_references,
        declared_cited_by=lists.declared_cited_by,
        references=references,
        cited_by=lists.cited_by,
        mentions=mentions,
        links=links,
        problems=(*document.problems, *lists.problems, *findings),
    )


def _cited_record(raw: str) -> Record:
    return parse_reference(raw).record


def read_list(text: str) -> tuple[Reference, ...]:
    """Return the entries of a reference list that was given by itself, with or without its heading.

    They have no place in the text of a document: `start` and `end` are None.
    """
    found = read_lists(text).references or read_lists(f"References\n\n{text}").references
    return tuple(replace(reference, start=None, end=None) for reference in found)
