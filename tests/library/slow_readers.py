"""Readers that misbehave: worker processes import them by name."""

import os
import time

from refmgr.errors import UnreadableError
from refmgr.model import Document


def misbehave(data, name):
    text = data.decode()
    if text.startswith("hang"):
        time.sleep(60)
    if text.startswith("die"):
        os._exit(9)
    if text.startswith("grow"):
        return bytearray(3 << 30)
    if text.startswith("bug"):
        raise KeyError(text)
    if text.startswith("refuse"):
        raise UnreadableError("not a paper.", subject=name)
    return Document(name=name, format=str(os.getpid()), sha256="", text=text)
