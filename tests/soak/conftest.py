"""The server harness lives with the end-to-end tests, the load generator with the benchmarks."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests/e2e"), str(ROOT / "tests/soak")]
