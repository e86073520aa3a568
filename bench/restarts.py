#!/usr/bin/env python3
"""Measures restarts under load: ten servers that take over from each other, and an upgrade from an older program.

usage: bench/restarts.py SAMPLES RATE [OLD_PROGRAM]

picket_load sends RATE events a second, whatever the answers, over 32 kept connections, while a server takes over every few
seconds. With OLD_PROGRAM, which is another version of picket, the first server is of that one. Prints one line of a table;
ends with 1 when a request was refused or got no answer, or when accepted events are not all stored.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import LOAD, PROGRAM

RESTARTS = 10
PAUSE_SECONDS = 3


class Servers:
    """One data directory, and one server on it after the other."""

    def __init__(self, folder: Path):
        self.data, self._folder, self._number = folder / "data", folder, 0
        self._listen = "127.0.0.1:0"
        self.process = None

    def start(self, program: Path, *more: str) -> float:
        """Seconds until it is ready."""
        self._number += 1
        output = self._folder / f"serve-{self._number}.out"
        began = time.monotonic()
        with output.open("w") as out, (self._folder / f"serve-{self._number}.log").open("w") as log:
            before, self.process = self.process, subprocess.Popen(
                [program, "serve", "--data", self.data, "--listen", self._listen, *more], stdout=out, stderr=log)
        while not (ready := re.search(r"ready at (\S+)", output.read_text())):
            assert self.process.poll() is None, (self._folder / f"serve-{self._number}.log").read_text()
            time.sleep(0.01)
        self.url = ready.group(1).rstrip("/")
        self._listen = self.url.split("//")[1]
        took = time.monotonic() - began
        if before is not None:
            assert before.wait(60) == 0
        return took

    def ask(self, program: Path, *command: str):
        done = subprocess.run([program, *command, "--json", "--data", self.data], check=True, capture_output=True)
        return json.loads(done.stdout)


def accepted(servers: Servers) -> int:
    rows = servers.ask(PROGRAM, "outcomes")["outcomes"]
    return sum(row["quantity"] for row in rows if row["outcome"] == "accepted" and row["category"] == "error")


def main(samples: str, rate: str, old: str | None = None) -> int:
    programs = [PROGRAM] * RESTARTS
    with tempfile.TemporaryDirectory() as name:
        servers = Servers(Path(name))
        servers.start(Path(old) if old else PROGRAM)
        setup = servers.ask(Path(old) if old else PROGRAM, "setup")
        seconds = (len(programs) + 1) * (PAUSE_SECONDS + 1.5)
        load = subprocess.Popen([LOAD, "--dsn", setup["dsn"], "--samples", samples, "--rate", rate, "--seconds", str(seconds),
                                 "--connections", "32", "--warm-up", "0", "--json"], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        time.sleep(PAUSE_SECONDS + float(rate) / 5000)  # It prepares its events first.
        took = []
        for program in programs:
            took.append(servers.start(program, "--take-over"))
            time.sleep(PAUSE_SECONDS)
        assert load.poll() is None, "the load ended before the last restart: give a lower rate"
        result = json.loads(load.communicate()[0])
        took.sort()
        until = time.monotonic() + 120
        while (stored := accepted(servers)) < result["events"] - result["rejected"] and time.monotonic() < until:
            time.sleep(0.5)
        servers.process.terminate()
        servers.process.wait(60)
        lost = result["events"] - result["rejected"] - stored
        what = f"an upgrade and {RESTARTS - 1} restarts" if old else f"{RESTARTS} restarts"
        print("| | events/s | sent | refused or unanswered | not stored | s from start to ready p50 / max | answer ms p50 / p99 / max |\n"
              + "|---" * 7 + "|")
        print(f"| {what} | {result['accepted_per_s']:.0f} | {result['events']} | {result['rejected']} | {lost} | "
              f"{took[len(took) // 2]:.2f} / {took[-1]:.2f} | " +
              " / ".join(f"{result['answer_ms'][key]:.0f}" for key in ("p50", "p99", "max")) + " |")
        return 1 if result["rejected"] or lost else 0


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
