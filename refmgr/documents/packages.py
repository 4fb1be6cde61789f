"""Zip packages of office programs: the parts asked for, and no more bytes than a paper can have."""

import zlib
from io import BytesIO
from struct import error as struct_error
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from refmgr.errors import UnreadableError

# The text of a thesis with all its fields has some 15 MB and takes 200 MB of memory; a bomb has more.
LARGEST_PART: Final = 25_000_000
LARGEST_TOTAL: Final = 50_000_000
_MOST_ENTRIES: Final = 20_000
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_STEP: Final = 1 << 20
# Office programs never write a document type; who does wants entities expanded or files fetched.
_DOCTYPE: Final = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))

_TOO_LARGE: Final = (
    "unpacked, its text has more than {limit:.0f} MB: this is no paper. "
    "If it is one, save it as plain text (.txt) and give that."
)
_BROKEN: Final = (
    "the file is damaged or was cut off on its way ({reason}): get it again, or open it in the "
    "program that made it and save it anew."
)


class Package:
    """A zip file whose parts are read on demand; nothing is ever written to disk or run.

    Raises:
        UnreadableError: from every method, with what to do, where the file is damaged or a bomb.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._read = 0
        if data.count(_DIRECTORY_ENTRY) > _MOST_ENTRIES:
            raise UnreadableError("the file holds far too many parts for a paper.", subject=name)
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, struct_error) as error:
            raise self._broken("its table of contents is missing") from error
        self.names = tuple(self._zip.namelist())
        self._known = frozenset(self.names)

    def bytes_of(self, part: str) -> bytes | None:
        """Return the bytes of a part, None if there is no such part."""
        if part not in self._known:
            return None
        pieces, size = [], 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_STEP):
                    size += len(piece)
                    if size > LARGEST_PART or self._read + size > LARGEST_TOTAL:
                        message = _TOO_LARGE.format(limit=LARGEST_PART / 1e6)
                        raise UnreadableError(message, subject=self._name)
                    pieces.append(piece)
        except RuntimeError as error:  # what zipfile raises for a password
            message = "the file is locked with a password: open it and save it without one."
            raise UnreadableError(message, subject=self._name) from error
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct_error) as error:
            raise self._broken(f"{part} cannot be unpacked") from error
        except NotImplementedError as error:
            raise self._broken("it is packed in an unusual way") from error
        self._read += size
        return b"".join(pieces)

    def xml_of(self, part: str) -> "etree._Element | None":
        """Return a part as a tree, None if there is no such part or nothing in it can be read."""
        data = self.bytes_of(part)
        return None if data is None else parse_xml(data, self._name)

    def _broken(self, reason: str) -> UnreadableError:
        return UnreadableError(_BROKEN.format(reason=reason), subject=self._name)


def parse_xml(data: bytes, name: str) -> "etree._Element | None":
    """Return XML that an office program wrote: no entities, no network, a damaged end mended.

    Raises:
        UnreadableError: it declares a document type, or nests without an end.
    """
    if any(mark in data[:4096] for mark in _DOCTYPE):
        message = (
            "the file declares XML entities, which no word processor does, so it was not read: "
            "open it in a word processor and save it anew."
        )
        raise UnreadableError(message, subject=name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        remove_comments=True,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        message = (
            "its parts are nested thousands deep, which no word processor does, so it was not read: "
            "save it as plain text (.txt) and give that."
        )
        raise UnreadableError(message, subject=name)
    return root
