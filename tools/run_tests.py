#!/usr/bin/env python3
"""Builds what each suite needs, runs it and sums up. Called by ./test, which installs what is missing."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

import fuzz as fuzzing

ROOT = Path(__file__).resolve().parent.parent
JOBS = str(os.cpu_count() or 2)
SUITES = ["lint", "unit", "fuzz", "contract", "conformance", "crash", "tsan", "ui", "e2e"]
# Only when asked for by name: the first takes longer than all others together, the other needs registries besides npm's.
NAMED_SUITES = ["soak", "sdks"]
# Tables beside the cases of conformance.
NO_CASES = {"ingest_tables.json", "stack_trace_rules.txt"}
# Tests that a data race would show in; only they are built and run under ThreadSanitizer.
TSAN_CASES = "Concurren|Threads"


@dataclass
class Sum:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = field(default_factory=list)
    skips: list[str] = field(default_factory=list)
    fuzz_seconds: int = 30  # For each target; --minutes.
    soak_minutes: float = 10  # --minutes.
    screenshots: bool = False  # --screenshots.
    measure: bool = False  # --measure.

    def check(self, name: str, command: list, cwd: Path = ROOT) -> None:
        """One command that counts as one test."""
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
        if done.returncode == 0:
            self.passed += 1
            print(f"  ok   {name}", flush=True)
        else:
            self.failed += 1
            self.failures.append(name)
            print(f"  FAIL {name}\n{done.stdout[-20000:]}{done.stderr[-4000:]}", flush=True)

    def read_junit(self, file: Path, suite: str) -> None:
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            name = f"{suite}: {case.get('classname') or ''}.{case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
                self.failed += 1
                self.failures.append(name)
            elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
                self.skipped += 1
                self.skips.append(name)
            else:
                self.passed += 1


def build(preset: str, *targets: str) -> None:
    """Configures and builds; a failure ends the run, as nothing after it means anything."""
    if not (ROOT / "build" / preset / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", preset], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    command = ["cmake", "--build", "--preset", preset, "-j", JOBS]
    if targets:
        command += ["--target", *targets]
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout[-30000:], done.stderr[-4000:])
        print(f"build {preset} failed\n0 passed, 1 failed")
        sys.exit(1)
    print(f"  built {preset} in {time.monotonic() - started:.0f} s", flush=True)


def run_ctest(total: Sum, suite: str, preset: str, *selection: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        junit = Path(folder) / "junit.xml"
        environment = dict(
            os.environ,
            ASAN_OPTIONS="detect_stack_use_after_return=0:allocator_may_return_null=1",
            UBSAN_OPTIONS="print_stacktrace=1",
            TSAN_OPTIONS=f"halt_on_error=1:suppressions={ROOT}/tools/tsan.supp",
        )
        done = subprocess.run(
            ["ctest", "--test-dir", f"build/{preset}", "-j", JOBS, "--output-on-failure", "--no-tests=error",
             "--output-junit", str(junit), *selection],
            cwd=ROOT, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            print(done.stdout[-30000:], done.stderr[-4000:], flush=True)
        if not junit.exists():
            total.failed += 1
            total.failures.append(f"{suite}: ctest did not run")
            return
        total.read_junit(junit, suite)


def lint(total: Sum) -> None:
    build("ci")
    total.check("layers", ["python3", "tools/check_layers.py", "."])
    total.check("format", ["tools/check_format"])
    total.check("headers stand alone",
                ["cmake", "--build", "--preset", "ci", "--target", "all_verify_interface_header_sets", "-j", JOBS])
    total.check("clang-tidy and thread safety", ["python3", "tools/check_tidy.py"])
    total.check("size budget", ["python3", "tools/check_sizes.py"])


def unit(total: Sum) -> None:
    build("ci")
    run_ctest(total, "unit", "ci", "-L", "^unit$")


def fuzz(total: Sum) -> None:
    """Each target for a while; what fails is left below build/fuzz, to be run again."""
    build("fuzz", "picket_fuzzers")
    for run in fuzzing.run_all(fuzzing.targets(), total.fuzz_seconds, jobs=2):
        print(f"  {'FAIL' if run.failure else 'ok  '} {fuzzing.summary(run)}", flush=True)
        if run.failure:
            total.failed += 1
            total.failures.append(f"fuzz: {run.target}")
            print(fuzzing.describe(run), flush=True)
        else:
            total.passed += 1


def contract(total: Sum) -> None:
    build("ci")
    run_ctest(total, "contract", "ci", "-L", "^contract$")


def conformance(total: Sum) -> None:
    build("ci")
    run_ctest(total, "conformance", "ci", "-L", "^conformance$")
    for folder in ("relay", ""):
        run_cases(total, ROOT.parent / "shared/spec/data" / folder)


def run_cases(total: Sum, folder: Path) -> None:
    """The cases beside the repository, each of which counts as one test."""
    if not folder.is_dir():
        total.skipped += 1
        total.skips.append(f"conformance: no cases, as there is no folder {folder}")
        return
    tool = [ROOT / "build/ci/picket_conformance", "--cases", folder]
    done = subprocess.run([*tool, "--json"], capture_output=True, text=True)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        total.failed += 1
        total.failures.append(f"conformance: picket_conformance said nothing (exit {done.returncode}): {done.stderr}")
        return
    for category, result in report["categories"].items():
        print(f"  {category} {result['passed']}/{result['total']}", flush=True)
        total.passed += result["passed"]
        total.failed += len(result["failed"])
        total.failures += [f"conformance: {category}: {name}" for name in result["failed"]]
    for file in sorted(set(report.get("unknown", [])) - NO_CASES):
        total.skipped += 1
        total.skips.append(f"conformance: nobody knows how to run {file}")
    if done.returncode != 0:
        print(subprocess.run(tool, capture_output=True, text=True).stdout[-20000:], flush=True)


def crash(total: Sum) -> None:
    build("ci")
    run_ctest(total, "crash", "ci", "-L", "^crash$")
    pytest(total, "crash", "tests/crash")


def tsan(total: Sum) -> None:
    build("tsan", "picket_tsan_tests")
    run_ctest(total, "tsan", "tsan", "-R", TSAN_CASES, "-E", "_NOT_BUILT")


def e2e(total: Sum) -> None:
    pytest(total, "e2e", "tests/e2e")


def soak(total: Sum) -> None:
    """Its samples and their picture are left in build/soak."""
    build("release", "picket", "picket_load", "picket_shift_clock")
    out = ROOT / "build/soak"
    pytest(total, "soak", "tests/soak", environment={"SOAK_MINUTES": str(total.soak_minutes), "SOAK_OUT": str(out)})
    if (out / "soak.csv").exists():
        total.check("picture of the curves", ["python3", "tools/draw_curves.py", out / "soak.csv", out / "soak.svg",
                                              f"Soak of {total.soak_minutes:g} minutes"])


def sdks(total: Sum) -> None:
    """Also those whose packages come from the registries of their languages."""
    build("release", "picket")
    pytest(total, "sdks", "tests/e2e/test_sdks.py", "tests/e2e/test_snippets.py", environment={"SDK_REGISTRIES": "1"})


def node() -> str:
    """tools/setup leaves one where the machine's own is too old."""
    pinned = ROOT / "build/node/bin/node"
    return str(pinned) if pinned.exists() else "node"


def ui(total: Sum) -> None:
    folder = ROOT / "ui"
    modules = folder / "node_modules"
    with tempfile.TemporaryDirectory() as temporary:
        junit = Path(temporary) / "junit.xml"
        dist = Path(temporary) / "dist"
        total.check("types of the API", [node(), "tools/api_types.mjs", "--check"], cwd=folder)
        total.check("types", [node(), modules / "typescript/bin/tsc", "--noEmit"], cwd=folder)
        total.check("source rules", [node(), "tools/check_source.mjs"], cwd=folder)
        total.check("build", [node(), modules / "vite/bin/vite.js", "build", "--outDir", dist, "--logLevel", "warn"], cwd=folder)
        total.check("bundle budget", [node(), "tools/check_budget.mjs", dist], cwd=folder)
        done = subprocess.run([node(), modules / "vitest/vitest.mjs", "run", "--reporter=junit", f"--outputFile={junit}"],
                              cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stdout[-30000:], done.stderr[-4000:], flush=True)
        if not junit.exists():
            total.failed += 1
            total.failures.append("ui: vitest did not run")
            return
        total.read_junit(junit, "ui")
    if total.screenshots:
        pictures = ROOT / "build/screenshots"
        pytest(total, "ui", "tests/e2e/test_browser.py", "-k", "test_pictures", environment={"PICTURES": str(pictures)})
        print(f"  pictures in {pictures}: look at them", flush=True)
    if total.measure:
        build("release", "picket_load")
        pytest(total, "ui", "tests/e2e/test_browser.py", "-s", "-k", "test_measure", environment={"MEASURE": "1"})


def pytest(total: Sum, suite: str, what: str, *selection: str, environment: dict | None = None) -> None:
    """Of a folder or file, against the release build."""
    build("release")
    with tempfile.TemporaryDirectory() as temporary:
        junit = Path(temporary) / "junit.xml"
        surroundings = {**os.environ, "PICKET_BIN": str(ROOT / "build/release/picket"), "PYTHONDONTWRITEBYTECODE": "1",
                        **(environment or {})}
        done = subprocess.run(["/usr/bin/python3", "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", what, *selection,
                               f"--junitxml={junit}"], cwd=ROOT, text=True, env=surroundings, stdin=subprocess.DEVNULL)
        if not junit.exists():
            total.failed += 1
            total.failures.append(f"{suite}: pytest did not run (exit {done.returncode})")
            return
        total.read_junit(junit, suite)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./test")
    parser.add_argument("suites", nargs="*", metavar="suite",
                        help=f"of {', '.join(SUITES)}; none: all of these. {', '.join(NAMED_SUITES)}: only by name")
    parser.add_argument("--minutes", type=float,
                        help="how long to fuzz each target (default: half a minute), or to soak (default: ten)")
    parser.add_argument("--screenshots", action="store_true", help="ui: also pictures of every page, into build/screenshots")
    parser.add_argument("--measure", action="store_true", help="ui: also the times from a click to a stack trace, for docs/benchmarks.md")
    chosen = parser.parse_intermixed_args()
    names = chosen.suites or SUITES
    unknown = [name for name in names if name not in SUITES + NAMED_SUITES]
    if unknown:
        print(f"unknown suite {unknown[0]}; there are {', '.join(SUITES + NAMED_SUITES)}", file=sys.stderr)
        return 2
    total = Sum()
    if chosen.minutes is not None:
        total.fuzz_seconds = max(1, round(chosen.minutes * 60))
        total.soak_minutes = chosen.minutes
    total.screenshots = chosen.screenshots
    total.measure = chosen.measure
    for name in names:
        print(f"== {name}", flush=True)
        started = time.monotonic()
        before = (total.passed, total.failed, total.skipped)
        globals()[name](total)
        after = (total.passed, total.failed, total.skipped)
        passed, failed, skipped = (b - a for a, b in zip(before, after))
        print(f"== {name}: {passed} ok, {failed} not ok, {skipped} left out, {time.monotonic() - started:.0f} s",
              flush=True)
    for skip in total.skips:
        print(f"SKIPPED {skip}")
    for failure in total.failures:
        print(f"FAILED  {failure}")
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}")
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
