"""One module a bibliographic format, reading and writing side by side."""
