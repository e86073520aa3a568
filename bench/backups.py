#!/usr/bin/env python3
"""Measures `picket backup` of a server at work, and `picket restore` of what it made.

usage: bench/backups.py SAMPLES RATE [EVENTS]     default 1000000 events stored

picket_fill fills a data directory with rows, and with as many messages as a fifth of them, which the server applies first: payloads
and the log then have a size, too. picket_load sends RATE events a second before and during the backup, for 40 s each.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backlog import FILL, pending
from measure import PROGRAM, Server, load

SECONDS = 40


def fill(data: Path, samples: str, events: int) -> None:
    Server(data, {}).stop()
    for count, more in ((events, []), (events // 5, ["--pending"])):
        subprocess.run([FILL, "--data", data, "--samples", samples, "--events", str(count), *more], check=True)


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def under_load(server: Server, samples: str, rate: str, during=None) -> tuple[dict, float]:
    """What picket_load reports, and CPU seconds of the server a second, while the command `during` runs."""
    command = ["--rate", rate, "--seconds", str(SECONDS), "--connections", "32", "--warm-up", "0"]
    began, cpu = time.monotonic(), server.cpu_seconds()
    if during is None:
        result = load(server, samples, *command)
    else:
        with subprocess.Popen(during, stdout=subprocess.DEVNULL) as process:
            result = load(server, samples, *command)
            assert process.wait(3600) == 0
    return result, (server.cpu_seconds() - cpu) / (time.monotonic() - began)


def main(samples: str, rate: str, events: str = "1000000") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "data", samples, int(events))
        server = Server(folder / "data", {})
        while pending(server):
            time.sleep(1)
        before, cpu_before = under_load(server, samples, rate)
        # A shell notes when it ended: the load goes on for a while.
        timed = ["sh", "-c", '"$0" backup "$1" --data "$2" && date +%s.%N > "$3"', PROGRAM, folder / "backup", server.data,
                 folder / "ended"]
        began = time.time()
        during, cpu_during = under_load(server, samples, rate, timed)
        took = float((folder / "ended").read_text()) - began
        server.stop()
        began = time.monotonic()
        subprocess.run([PROGRAM, "restore", folder / "backup", "--data", folder / "restored"], check=True, stdout=subprocess.DEVNULL)
        restored = time.monotonic() - began
        print("| | events/s | rejected | answer ms p50 / p99 / max | CPU s a second |\n|---|---|---|---|---|")
        for what, result, cpu in (("before", before, cpu_before), ("during", during, cpu_during)):
            times = " / ".join(f"{result['answer_ms'][key]:.1f}" for key in ("p50", "p99", "max"))
            print(f"| {what} | {result['accepted_per_s']:.0f} | {result['rejected']} | {times} | {cpu:.2f} |")
        print(f"\nBackup of {megabytes(folder / 'backup'):.0f} MB: {took:.1f} s; restore: {restored:.1f} s.")


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
