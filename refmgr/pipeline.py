"""The stages composed: the bytes of a file become a Document with References, Mentions and Links."""

from dataclasses import replace

from refmgr.documents.bibliographies import read_entries
from refmgr.documents.manuscripts import MANUSCRIPTS
from refmgr.documents.reading import read_known
from refmgr.model import Document, Mention, Problem, Record, Reference
from refmgr.references.bounds import bounded
from refmgr.references.completing import complete
from refmgr.references.joining import join
from refmgr.references.linking import link
from refmgr.references.lists import Lists, read_lists
from refmgr.references.mentions import find_doubts, find_mentions, with_sentences
from refmgr.references.parsing import parse_reference
from refmgr.references.structured import with_printed


def read_document(data: bytes, name: str) -> Document:
    """Return a file read whole; a bibliographic one with its entries alone.

        bytes ─read─▶ text, own Record ─read_lists─▶ References ─find_mentions─▶ Mentions ─link─▶ Links

    Args:
        data: the bytes of the file.
        name: its name, for messages and as evidence of the format where the content leaves doubt.

    Raises:
        UnreadableError: nothing can be read from it; the message says what to do.
    """
    entries = read_entries(data, name)
    if entries is not None:
        return entries
    document, known = read_known(data, name, parse_citation=_cited_record)
    document = bounded(document)
    if document.format in MANUSCRIPTS:
        joined = join(
            document.text, document.references, document.mentions, read_lists(document.text)
        )
        lists, mentions = joined.lists, joined.mentions
        document = replace(document, problems=(*document.problems, *joined.problems))
    else:
        lists = _structured_lists(document) if document.references else read_lists(document.text)
        lists = replace(lists, references=complete(lists.references, known))
        mentions = _mentions(document, lists)
    links, findings = link(mentions, lists.references, lists.declared_references)
    doubts = _doubts(document, lists, mentions)
    return replace(
        document,
        declared_references=lists.declared_references,
        declared_cited_by=lists.declared_cited_by,
        references=lists.references,
        cited_by=lists.cited_by,
        mentions=mentions,
        links=links,
        problems=(*document.problems, *lists.problems, *doubts, *findings),
    )


def _structured_lists(document: Document) -> Lists:
    """Return the list that the structure of a document gives, its entries read as well."""
    references = tuple(map(with_printed, document.references))
    spans = [(one.start, one.end) for one in references if one.start is not None and one.end]
    region = ((min(spans)[0], max(end for _, end in spans)),) if spans else ()
    return Lists(references=references, spans=region)


def _mentions(document: Document, lists: Lists) -> tuple[Mention, ...]:
    """Return the Mentions of the structure, or those of the text where the structure has few."""
    marked = with_sentences(document.text, document.mentions, lists.spans)
    cited = {number for mention in marked for number in mention.references}
    if 2 * len(cited) > len(lists.references):
        return marked
    found = find_mentions(
        document.text,
        outside=lists.spans,
        numbers={reference.number for reference in lists.references},
        references=lists.references,
    )
    return found if len(found) > 2 * len(marked) else marked


def _doubts(document: Document, lists: Lists, mentions: tuple[Mention, ...]) -> tuple[Problem, ...]:
    """Return what the text alone leaves in doubt; a structure that marks citations leaves none."""
    if document.mentions:
        return ()
    return find_doubts(
        document.text, outside=lists.spans, references=lists.references, mentions=mentions
    )


def _cited_record(raw: str) -> Record:
    return parse_reference(raw).record


def read_list(text: str) -> tuple[Reference, ...]:
    """Return the entries of a reference list that was given by itself, with or without its heading.

    They have no place in the text of a document: `start` and `end` are None.
    """
    found = read_lists(text).references or read_lists(f"References\n\n{text}").references
    return tuple(replace(reference, start=None, end=None) for reference in found)
