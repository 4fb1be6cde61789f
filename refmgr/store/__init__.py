"""The library file: the only room that knows SQLite."""
