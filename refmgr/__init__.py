"""refmgr: reads reference lists, resolves them with evidence, keeps one library."""

__version__ = "0.1.0"
