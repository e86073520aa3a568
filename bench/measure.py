#!/usr/bin/env python3
"""Measures build/release/picket with build/release/picket_load and prints the tables of docs/benchmarks.md.

usage: bench/measure.py SAMPLES [CASE ...]     no case: all of them
Each case has a server and a data directory of its own, below $TMPDIR, so put that on the disk that is meant.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "build/release"
PROGRAM = Path(os.environ.get("BENCH_PICKET", RELEASE / "picket"))
LOAD = Path(os.environ.get("BENCH_LOAD", RELEASE / "picket_load"))
EVENTS = "20000"
SLOW_DISK = {"LD_PRELOAD": str(RELEASE / "libpicket_slow_sync.so"), "SLOW_SYNC_MS": "5"}


class Server:
    def __init__(self, data: Path, environment: dict):
        self.data = data
        self._output = open(data.parent / "serve.out", "w+")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", data, "--listen", "127.0.0.1:0"], stdout=self._output,
            stderr=open(data.parent / "serve.log", "w"), env={**os.environ, **environment})
        while not (ready := re.search(r"ready at (\S+)", self._read())):
            assert self.process.poll() is None, (data.parent / "serve.log").read_text()
            time.sleep(0.02)
        self.url = ready.group(1).rstrip("/")
        done = subprocess.run([PROGRAM, "setup", "--json", "--data", data], check=True, capture_output=True)
        self.setup = json.loads(done.stdout)

    def _read(self) -> str:
        self._output.seek(0)
        return self._output.read()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)

    def status_mb(self, field: str) -> float:
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", text).group(1)) / 1024

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(server: Server, samples: str, *options: str) -> dict:
    setup = server.setup
    done = subprocess.run(
        [LOAD, "--dsn", setup["dsn"], "--samples", samples, "--api-url", server.url, "--token",
         setup["token"], "--org", setup["org"], "--project", setup["project"], "--pid", str(server.process.pid),
         "--data", server.data, "--json", *options], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)


# Name, options of picket_load, environment of the server. A rate of 0 stands for half of what the closed loop reached.
CASES = [
    ("closed loop, 32 connections", ["--connections", "32"], {}),
    ("open loop at half that rate", ["--connections", "32", "--rate", "0"], {}),
    ("2 KB events", ["--event-bytes", "2000"], {}),
    ("5 KB events", ["--event-bytes", "5000"], {}),
    ("50 KB events", ["--event-bytes", "50000", "--events", "5000"], {}),
    ("every sync 5 ms longer", ["--connections", "128"], SLOW_DISK),
]


def row(name: str, result: dict) -> str:
    def figure(value, digits=0):
        return "" if value is None else f"{value:.{digits}f}"
    answer, visible = result["answer_ms"], result["visible_ms"] or {"p50": None, "p99": None}
    cells = [name, figure(result["accepted_per_s"]), figure(result["visible_per_s"]),
             " / ".join(figure(answer[key], 1) for key in ("p50", "p99", "max")),
             " / ".join(figure(visible[key]) for key in ("p50", "p99")),
             figure(result["server_cpu_us_per_event"]), figure(result["server_peak_rss_mb"]),
             figure(result["raw_bytes_per_event"]), figure(result["gzip_bytes_per_event"]),
             figure(result["disk_bytes_per_event"]), f"{result['rejected']} / {result['lost']}"]
    return "| " + " | ".join(cells) + " |"


def measure_load(samples: str, names: list[str]) -> None:
    print("| case | accepted/s | visible/s | answer ms p50 / p99 / max | visible ms p50 / p99 | CPU µs/event | peak RSS MB "
          "| raw B | gzip B | disk B | rejected / lost |\n|" + "---|" * 11)
    half = "500"
    for name, options, environment in CASES:
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            server = Server(Path(folder) / "data", environment)
            given = [half if option == "0" else option for option in options]
            if "--events" not in given:
                given += ["--events", EVENTS]
            result = load(server, samples, *given)
            server.stop()
        if name.startswith("closed"):
            half = str(int(result["accepted_per_s"] / 2))
        print(row(name, result), flush=True)


def measure_idle(samples: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", {})
        time.sleep(5)
        fresh, before = server.status_mb("VmRSS"), server.cpu_seconds()
        time.sleep(20)
        idle_cpu = (server.cpu_seconds() - before) / 20
        load(server, samples, "--events", EVENTS)
        time.sleep(10)
        after = server.status_mb("VmRSS")
        server.stop()
        began = time.monotonic()
        server = Server(Path(folder) / "data", {})
        start = time.monotonic() - began
        server.stop()
    print(f"\n| idle | |\n|---|---|\n| RSS after the start | {fresh:.0f} MB |\n| CPU | {idle_cpu * 1000:.1f} ms per second |\n"
          f"| RSS 10 s after {EVENTS} events | {after:.0f} MB |\n| start with them, until ready and asked | {start:.2f} s |")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    measure_load(sys.argv[1], sys.argv[2:])
    if not sys.argv[2:] or "idle" in sys.argv[2:]:
        measure_idle(sys.argv[1])


if __name__ == "__main__":
    main()
