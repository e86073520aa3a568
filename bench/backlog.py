#!/usr/bin/env python3
"""Measures a start with events that wait in the log: how soon it takes requests, and how fast it catches up.

usage: bench/backlog.py SAMPLES [EVENTS]     default 100000

The log is filled by a server that applies what comes; then its other stores are put back to what they were before, so that
all of it waits. BENCH_PICKET and BENCH_LOAD name other programs than those of build/release.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from measure import PROGRAM, Server, load

# One file per partition, so that nothing is trimmed of what is to wait.
ENVIRONMENT = {"PICKET_LOG_SEGMENT_BYTES": str(1 << 30)}
STORES = ("meta.db", "events")


def pending(server: Server) -> int:
    """As an operator sees it."""
    done = subprocess.run([PROGRAM, "consumer-groups", "--describe", "--json", "--data", server.data], check=True,
                          capture_output=True, text=True)
    return sum(int(lag) for lag in re.findall(r'"lag":(\d+)', done.stdout))


def send_one(server: Server) -> float:
    """Seconds to the answer of one event."""
    key, project = re.match(r"https?://([0-9a-f]+)@.*/(\d+)$", server.setup["dsn"]).groups()
    request = urllib.request.Request(f"{server.url}/api/{project}/store/?sentry_version=7&sentry_key={key}",
                                     b'{"message": "while it catches up"}')
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 200
    return time.monotonic() - began


def main(samples: str, events: str = "100000") -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, before = Path(folder) / "data", Path(folder) / "before"
        server = Server(data, ENVIRONMENT)
        server.stop()
        before.mkdir()
        for name in STORES:
            copy = shutil.copytree if (data / name).is_dir() else shutil.copy2
            copy(data / name, before / name)
        server = Server(data, ENVIRONMENT)
        load(server, samples, "--events", events, "--connections", "32")
        server.stop()
        for name in STORES:
            shutil.rmtree(data / name) if (data / name).is_dir() else (data / name).unlink()
            os.rename(before / name, data / name)
        shutil.rmtree(data / "log" / "groups")

        began = time.monotonic()
        server = Server(data, ENVIRONMENT)
        ready = time.monotonic() - began
        answers = []
        waiting = [pending(server)]
        while waiting[-1]:
            answers.append(send_one(server))
            waiting.append(pending(server))
        drained = time.monotonic() - began
        server.stop()
        answers.sort()
        assert answers, "nothing waited any more when it was first asked: give more EVENTS"
        print("| messages that wait | s until ready and set up | s until all are applied | applied/s | "
              "answer ms meanwhile p50 / max |\n|---|---|---|---|---|")
        print(f"| {waiting[0]} | {ready:.2f} | {drained:.1f} | {waiting[0] / drained:.0f} | "
              f"{answers[len(answers) // 2] * 1000:.0f} / {answers[-1] * 1000:.0f} |")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
