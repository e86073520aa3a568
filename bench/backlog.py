#!/usr/bin/env python3
"""Measures a start with events that wait in the log: how soon it takes requests, and how fast it catches up meanwhile.

usage: bench/backlog.py SAMPLES [EVENTS [SECONDS]]     default 5600000, until nothing waits any more

picket_fill --pending writes the log of a fresh data directory; then a server starts on it. While it catches up one event a
half second is sent and timed, and the lag is asked for. After SECONDS it is stopped, which is a measurement, too: it must
end in time with millions waiting. BENCH_PICKET and BENCH_FILL name other programs than those of build/release.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from measure import PROGRAM, RELEASE, Server

FILL = Path(os.environ.get("BENCH_FILL", RELEASE / "picket_fill"))


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


def fill(folder: Path, samples: str, events: str) -> float:
    """Seconds that it took."""
    Server(folder / "data", {}).stop()
    began = time.monotonic()
    subprocess.run([FILL, "--data", folder / "data", "--samples", samples, "--events", events, "--pending"], check=True)
    return time.monotonic() - began


def main(samples: str, events: str = "5600000", seconds: str = "inf") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled = fill(folder, samples, events)
        began = time.monotonic()
        server = Server(folder / "data", {})
        first = send_one(server)
        ready = time.monotonic() - began
        waiting, answers = [(time.monotonic(), pending(server))], [first]
        while waiting[-1][1] and time.monotonic() - began < float(seconds):
            time.sleep(0.5)
            answers.append(send_one(server))
            waiting.append((time.monotonic(), pending(server)))
        peak = server.status_mb("VmHWM")
        stopping = time.monotonic()
        server.stop()
        stopped = time.monotonic() - stopping
        applied = (waiting[0][1] - waiting[-1][1]) / (waiting[-1][0] - waiting[0][0])
        answers.sort()
        print("| messages that wait | s to write them | s until the first is answered | s watched | waiting then | applied/s | "
              "answer ms meanwhile p50 / p99 / max | peak RSS MB | s to stop |\n" + "|---" * 9 + "|")
        print(f"| {waiting[0][1]} | {filled:.0f} | {ready:.2f} | {waiting[-1][0] - began:.0f} | {waiting[-1][1]} | {applied:.0f} | "
              f"{answers[len(answers) // 2] * 1000:.0f} / {answers[len(answers) * 99 // 100] * 1000:.0f} / "
              f"{answers[-1] * 1000:.0f} | {peak:.0f} | {stopped:.1f} |")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
