"""Networks that several tests draw lie in `sample_networks`; tests are no package."""

import importlib.util
import sys
from pathlib import Path

spec = importlib.util.spec_from_file_location(
    "sample_networks", Path(__file__).with_name("sample_networks.py")
)
module = importlib.util.module_from_spec(spec)
sys.modules["sample_networks"] = module
spec.loader.exec_module(module)
