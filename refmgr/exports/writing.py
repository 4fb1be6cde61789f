"""Writing a file whole or not at all: the old one stays until the new one is safe on the disk."""

import errno
import os
import shutil
from pathlib import Path
from typing import Final
from uuid import uuid4

from refmgr.errors import ExportError

REASONS: Final = {
    errno.ENOENT: "the folder does not exist; create it or choose another place",
    errno.ENOTDIR: "part of this path is a file, not a folder; choose another place",
    errno.EISDIR: "this is a folder; add the name of the file to write",
    errno.EACCES: "you may not write here; choose a folder of your own",
    errno.EPERM: "you may not write here; choose a folder of your own",
    errno.EROFS: "this disk can only be read; choose another place",
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "your share of the disk is used up; make room and try again",
    errno.EFBIG: "the file would be larger than is allowed here; choose another place",
    errno.ENAMETOOLONG: "the file name is too long; choose a shorter one",
    errno.EINVAL: "the file name has a character that is not allowed here; choose another one",
}
KEPT: Final = "Nothing was written."


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8 with plain line ends, through a temporary file in the same folder.

    The old file stays as it was on any error, even when the program is killed. A link stays a
    link. A device or pipe is written directly, for it cannot be replaced.

    Raises:
        ExportError: the file cannot be written; says why and what to do.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        broken = text[error.start]
        raise ExportError(
            f"the text has a broken character ({broken!r}) that no file can hold. {KEPT}",
            subject=str(path),
        ) from error
    write_bytes(path, data)


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes in the same way: whole or not at all.

    Raises:
        ExportError: the file cannot be written; says why and what to do.
    """
    try:
        _write(path, data)
    except (OSError, ValueError) as error:
        raise ExportError(f"{reason(error)}. {KEPT}", subject=str(path)) from error


def make_folder(path: Path) -> Path:
    """Return a folder, made where it is not there yet.

    Raises:
        ExportError: it cannot be made, or a file has its name.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise ExportError(
            "this is a file; name a folder to write into", subject=str(path)
        ) from error
    except (OSError, ValueError) as error:
        raise ExportError(f"{reason(error)}. {KEPT}", subject=str(path)) from error
    return path


def reason(error: OSError | ValueError) -> str:
    """Return what an error of the file system means to the user, and what to do."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    known = REASONS.get(number or 0)
    return known or f"the file cannot be written ({getattr(error, 'strerror', None) or error})"


def _write(path: Path, data: bytes) -> None:
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    _replace(target, data)


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{uuid4().hex}.tmp")
    try:
        # "x": the file is new, with the rights that the user's umask gives to new files.
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
