#!/usr/bin/env python3
"""Runs the libFuzzer programs of preset fuzz, which must be built, and keeps what they find.

usage: tools/fuzz.py run [--seconds S] [--jobs J] [TARGET ...]   fuzzes; what is new is left in build/fuzz/work/TARGET
       tools/fuzz.py merge [TARGET ...]                          makes tests/fuzz/corpus of that, minimized
       tools/fuzz.py table                                       writes the table of docs/fuzzing.md: the corpora's coverage,
                                                                 and the longest campaign since the folder build/fuzz was made

A corpus is one file, tests/fuzz/corpus/TARGET.tar.xz: inputs by the SHA-1 of their content, in that order, without times or
owners, so that the same inputs give the same file.
"""

import argparse
import datetime
import hashlib
import io
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "build/fuzz/tests/fuzz"
WORK = ROOT / "build/fuzz/work"
CAMPAIGNS = ROOT / "build/fuzz/campaigns"
FOLDER = ROOT / "tests/fuzz"
PAGE = ROOT / "docs/fuzzing.md"
# Of one corpus, unpacked. A run starts by reading all of it.
MOST_FILES = 300
MOST_BYTES = 512 * 1024
MOST_FILE_BYTES = 32 * 1024
# An input that takes longer, or more memory, is a failure: on a loaded machine good ones take a tenth of it.
TIMEOUT_S = 10
SHORT_S = 60
MOST_MEMORY_MB = 2048
STATUS = re.compile(r"#(\d+)\s+\S+\s+cov: (\d+) ft: (\d+) corp: (\d+)/")
PROGRESS = re.compile(r"#\d+\s+(NEW|REDUCE|RELOAD|pulse)|\s+NEW_FUNC")
COUNTERS = re.compile(r"\((\d+) inline 8-bit counters\)")


@dataclass
class Run:
    """What one program said of itself."""

    target: str
    wall_s: float = 0
    cpu_s: float = 0
    executions: int = 0
    edges: int = 0
    features: int = 0
    counters: int = 0
    failure: str = ""
    found: list[str] = field(default_factory=list)


def targets() -> list[str]:
    names = re.findall(r"picket_fuzz\(NAME (\w+)", (FOLDER / "CMakeLists.txt").read_text())
    return sorted(names)


def environment() -> dict:
    return dict(os.environ, ASAN_OPTIONS="detect_leaks=1:handle_abort=1", UBSAN_OPTIONS="print_stacktrace=1")


def execute(target: str, *arguments: object) -> Run:
    run = Run(target)
    started = time.monotonic()
    program = subprocess.Popen([BUILT / f"picket_fuzz_{target}", *map(str, arguments)], cwd=ROOT, env=environment(),
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    with program.stderr:
        log = program.stderr.read().decode(errors="replace")
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / f"{target}.log").write_text(log)
    _, status, usage = os.wait4(program.pid, 0)  # Not wait(): it does not say what this child alone used.
    program.returncode = os.waitstatus_to_exitcode(status)
    run.wall_s = time.monotonic() - started
    run.cpu_s = usage.ru_utime + usage.ru_stime
    if counters := COUNTERS.search(log):
        run.counters = int(counters[1])
    if lines := STATUS.findall(log):
        run.executions, run.edges, run.features = (int(n) for n in lines[-1][:3])
    if program.returncode != 0:
        told = [line for line in log.splitlines() if not PROGRESS.match(line)]
        run.failure = "\n".join(told)[-12000:]
    return run


def unpack(target: str, folder: Path) -> None:
    packed = FOLDER / "corpus" / f"{target}.tar.xz"
    if packed.exists():
        with tarfile.open(packed) as archive:
            archive.extractall(folder)


def pack(target: str, contents: set[bytes]) -> None:
    inputs = {hashlib.sha1(content).hexdigest(): content for content in contents}
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted(inputs.items()):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    packed = FOLDER / "corpus" / f"{target}.tar.xz"
    packed.parent.mkdir(exist_ok=True)
    packed.write_bytes(lzma.compress(plain.getvalue(), preset=9))


def fuzz(target: str, seconds: int) -> Run:
    """One target for that long, from its seeds, its corpus and what earlier runs left."""
    work = WORK / target
    found = work.parent / f"{target}.failures"
    for folder in (work, found):
        folder.mkdir(parents=True, exist_ok=True)
    already = set(found.iterdir())
    # A short run takes the same way each time, so that a change is judged by what it changed.
    dice = ["-seed=1"] if seconds <= SHORT_S else []
    dictionary = FOLDER / "dictionaries" / f"{target}.dict"
    with tempfile.TemporaryDirectory() as corpus:
        unpack(target, Path(corpus))
        run = execute(target, work, corpus, FOLDER / "seeds" / target, f"-max_total_time={seconds}", f"-timeout={TIMEOUT_S}",
                      f"-rss_limit_mb={MOST_MEMORY_MB}", f"-artifact_prefix={found}/", "-print_final_stats=1", *dice,
                      *([f"-dict={dictionary}"] if dictionary.exists() else []))
    run.found = [str(file) for file in sorted(set(found.glob("*")) - already)]
    return run


def describe(run: Run) -> str:
    """What a person needs to see a failure again."""
    lines = [run.failure]
    for name in run.found:
        content = Path(name).read_bytes()
        lines.append(f"reproduce: build/fuzz/tests/fuzz/picket_fuzz_{run.target} {name}\n"
                     f"{len(content)} bytes, hex: {content[:2048].hex()}{'...' if len(content) > 2048 else ''}")
    return "\n".join(lines)


def record(run: Run) -> None:
    """Campaigns of one target add up."""
    CAMPAIGNS.mkdir(parents=True, exist_ok=True)
    file = CAMPAIGNS / f"{run.target}.json"
    runs = json.loads(file.read_text()) if file.exists() else []
    runs.append({**asdict(run), "failure": bool(run.failure), "date": datetime.date.today().isoformat()})
    file.write_text(json.dumps(runs, indent=1) + "\n")


def run_all(names: list[str], seconds: int, jobs: int):
    """Yields each run as it ends."""
    with ThreadPoolExecutor(jobs) as pool:
        for run in pool.map(lambda name: fuzz(name, seconds), names):
            record(run)
            yield run


def summary(run: Run) -> str:
    return (f"{run.target}: {run.executions} executions in {run.wall_s:.0f} s, {run.edges} edges, {run.features} features"
            + (" FAILED" if run.failure else ""))


def ranked(control: Path) -> list[Path]:
    """What libFuzzer's merge, whose control file this is, found worth keeping: what takes most new edges first, then what
    has most new features. It took the inputs by size, so an edge is credited to the smallest input that takes it."""
    lines = control.read_text().splitlines()
    files = lines[2:2 + int(lines[0])]
    edges, features = {}, {}
    for line in lines[2 + len(files):]:
        kind, index, *values = line.split()
        if kind in ("COV", "FT"):
            (edges if kind == "COV" else features)[int(index)] = len(values)
    worth = [index for index in range(len(files)) if edges.get(index) or features.get(index)]
    worth.sort(key=lambda index: (-edges.get(index, 0), -features.get(index, 0)))
    return [Path(files[index]) for index in worth]


def merge(target: str) -> str:
    """Makes the corpus of all inputs that are known, within its limits."""
    with tempfile.TemporaryDirectory() as temporary:
        merged, old, control = (Path(temporary) / name for name in ("merged", "old", "control"))
        merged.mkdir()
        old.mkdir()
        unpack(target, old)
        known = [folder for folder in (FOLDER / "seeds" / target, old, WORK / target) if folder.exists()]
        run = execute(target, "-merge=1", f"-merge_control_file={control}", f"-timeout={TIMEOUT_S}",
                      f"-rss_limit_mb={MOST_MEMORY_MB}", merged, *known)
        if run.failure:
            return f"{target}: {run.failure}"
        seeds = {file.read_bytes() for file in (FOLDER / "seeds" / target).iterdir()}
        kept: set[bytes] = set()
        total = 0
        for file in ranked(control):
            content = file.read_bytes()
            if len(kept) == MOST_FILES:
                break
            if content in seeds or content in kept or len(content) > MOST_FILE_BYTES or total + len(content) > MOST_BYTES:
                continue
            kept.add(content)
            total += len(content)
        pack(target, kept)
        return f"{target}: {len(kept)} inputs, {total} bytes"


def corpus_row(target: str) -> list:
    """What the inputs in the tree reach by themselves."""
    with tempfile.TemporaryDirectory() as temporary:
        corpus = Path(temporary)
        unpack(target, corpus)
        for seed in (FOLDER / "seeds" / target).iterdir():
            shutil.copy(seed, corpus / f"seed-{seed.name}")
        files = list(corpus.iterdir())
        run = execute(target, "-runs=0", corpus)
        if run.failure:
            sys.exit(describe(run))
        size = sum(file.stat().st_size for file in files)
    file = CAMPAIGNS / f"{target}.json"
    runs = [one for one in json.loads(file.read_text()) if not one["failure"]] if file.exists() else []
    longest = max(runs, key=lambda one: one["wall_s"], default=None)
    campaign = ["-", "-", "-"]
    if longest:
        campaign = [f"{longest['wall_s'] / 60:.1f}", f"{longest['cpu_s'] / 60:.1f}", f"{longest['executions']:,}"]
    return [target, f"{run.edges:,}", f"{run.counters:,}", f"{run.features:,}", len(files), f"{size / 1024:.0f}", *campaign]


def table(names: list[str]) -> None:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    rows = [corpus_row(name) for name in names]
    text = (f"Measured on {datetime.date.today()} at commit {commit} by `tools/fuzz.py table`.\n\n"
            "| target | edges | of | features | inputs | KiB | minutes | CPU minutes | executions |\n"
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n" + "".join(f"| {' | '.join(map(str, row))} |\n" for row in rows))
    before, _, rest = PAGE.read_text().partition("<!-- table -->\n")
    after = rest.partition("<!-- end of table -->")[2]
    PAGE.write_text(f"{before}<!-- table -->\n{text}<!-- end of table -->{after}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["run", "merge", "table"])
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_intermixed_args()
    names = chosen.targets or targets()
    if unknown := set(names) - set(targets()):
        print(f"unknown target {min(unknown)}", file=sys.stderr)
        return 2
    failed = False
    if chosen.command == "run":
        for run in run_all(names, chosen.seconds, chosen.jobs):
            failed = failed or bool(run.failure)
            print(summary(run), describe(run) if run.failure else "", flush=True)
    elif chosen.command == "merge":
        for name in names:
            print(merge(name), flush=True)
    else:
        table(names)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
