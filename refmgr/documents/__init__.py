"""Readers: the bytes of a file become a Document with its text and the Record of the paper itself."""
