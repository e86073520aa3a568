#!/usr/bin/env python3
"""The size tail of the sources: no file over 800 lines, at most one in twenty over 500. Prints p50, p95 and the longest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 800
TAIL_LINES = 500


def main() -> int:
    names = subprocess.run(["git", "ls-files", "src/*", "tests/*", "bench/*", "tools/*"], cwd=ROOT, text=True,
                           capture_output=True, check=True).stdout.split("\n")
    sizes = sorted((len((ROOT / n).read_bytes().splitlines()), n) for n in names
                   if n.endswith((".cc", ".h", ".py", ".sql")) and (ROOT / n).exists())
    if not sizes:
        return 1
    lines = [size for size, _ in sizes]
    print(f"files {len(lines)}, lines {sum(lines)}, p50 {lines[len(lines) // 2]}, p95 {lines[len(lines) * 95 // 100]}, "
          f"longest {sizes[-1][0]} {sizes[-1][1]}")
    too_long = [f"{size} {name}" for size, name in sizes if size > MOST_LINES]
    tail = sum(size > TAIL_LINES for size in lines)
    print("\n".join(too_long))
    return 1 if too_long or tail * 20 > len(lines) else 0


if __name__ == "__main__":
    sys.exit(main())
