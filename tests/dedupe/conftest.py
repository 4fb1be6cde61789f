"""Makes the tables of pairs importable; tests are no package."""

import importlib.util
import sys
from pathlib import Path

spec = importlib.util.spec_from_file_location(
    "pair_tables", Path(__file__).with_name("pair_tables.py")
)
module = importlib.util.module_from_spec(spec)
sys.modules["pair_tables"] = module
spec.loader.exec_module(module)
