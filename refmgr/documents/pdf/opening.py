"""Opens a PDF and refuses, in one clear line, what cannot be read as a paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from refmgr.documents.pdf.streams import EXPLOSIVE, unpacked
from refmgr.errors import UnreadableError

LARGEST: Final = 200_000_000
_PDFIUM: Final = RLock()  # PDFium may only be used by one thread at a time

_ENCRYPTED: Final = (
    "the PDF is protected by a password: open it, save or print it as a PDF without a password, "
    "and import that."
)
_DAMAGED: Final = (
    "the PDF is damaged or cut off, for example by a broken download: download it again. "
    "If a viewer can open it, print it to a new PDF and import that."
)
_EXPLOSIVE: Final = (
    f"unpacked, one of its pages has more than {EXPLOSIVE / 1e6:.0f} MB: this is no paper. If a viewer "
    "shows it, print it to a new PDF and import that."
)
_EMPTY: Final = "the PDF has no pages: download it again."


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """Give a PDF to read from; it is closed at the end.

    Args:
        data: the bytes of the file.
        name: its name, for the message.

    Raises:
        UnreadableError: it is too large, explodes, is encrypted, damaged or has no pages.
    """
    if len(data) > LARGEST:
        message = (
            f"the PDF has {len(data) / 1e6:.0f} MB, and refmgr reads up to {LARGEST / 1e6:.0f} MB: "
            "give the paper alone, or print its pages to a new PDF."
        )
        raise UnreadableError(message, subject=name)
    if unpacked(data, EXPLOSIVE) >= EXPLOSIVE:
        raise UnreadableError(_EXPLOSIVE, subject=name)
    with _PDFIUM:
        document = _open(data, name)
        try:
            if len(document) == 0:
                raise UnreadableError(_EMPTY, subject=name)
            yield document
        finally:
            document.close()


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (
            raw.FPDF_ERR_PASSWORD,
            raw.FPDF_ERR_SECURITY,
        )
        raise UnreadableError(_ENCRYPTED if locked else _DAMAGED, subject=name) from error
