#!/usr/bin/env python3
"""clang-tidy's short list and clang's thread-safety analysis over src/, as errors.

usage: tools/check_tidy.py [FILE ...]     no file: all sources

A file's result is kept in the user's cache folder, as ccache keeps its own, under a hash of its compile command, the tool
with its configuration and every project file it depends on: an unchanged file costs nothing the next time, in any clone.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATABASE = ROOT / "build/ci/compile_commands.json"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "picket/tidy"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def project_files(file: Path, seen: set[Path]) -> None:
    """The file and every project header it reaches."""
    if file in seen or not file.exists():
        return
    seen.add(file)
    for target in INCLUDE.findall(file.read_text(errors="replace")):
        for base in (ROOT / "src", ROOT):
            project_files(base / target, seen)


@cache
def tool() -> bytes:
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    return version + (ROOT / ".clang-tidy").read_bytes() + Path(__file__).read_bytes()


def key_of(entry: dict) -> str:
    seen: set[Path] = set()
    project_files(Path(entry["file"]), seen)
    digest = hashlib.sha256(tool())
    digest.update(entry["command"].replace(str(ROOT), "").encode())
    for file in sorted(seen):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def check(entry: dict) -> str:
    """Empty when clean."""
    mark = CACHE / key_of(entry)
    if mark.exists():
        return ""
    done = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(DATABASE.parent), "--extra-arg=-Wthread-safety",
         "--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-unused-command-line-argument", entry["file"]],
        capture_output=True, text=True)
    if done.returncode == 0:
        mark.touch()
        return ""
    return done.stdout + "\n".join(line for line in done.stderr.splitlines() if "error" in line)


def main() -> int:
    CACHE.mkdir(parents=True, exist_ok=True)
    chosen = {Path(name).resolve() for name in sys.argv[1:]}
    entries = {}
    for entry in json.loads(DATABASE.read_text()):
        name = Path(entry["file"])
        inside = name.is_relative_to(ROOT / "src") and name.suffix == ".cc"
        if inside and not name.name.endswith("_test.cc") and (not chosen or name in chosen):
            entries[entry["file"]] = entry
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        found = [text for text in pool.map(check, entries.values()) if text]
    print("\n".join(found) or f"clang-tidy: {len(entries)} files clean")
    return 1 if found or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
