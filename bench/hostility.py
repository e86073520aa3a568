#!/usr/bin/env python3
"""Measures what hostile clients cost build/release/picket and its other clients; prints the table of docs/benchmarks.md.

usage: bench/hostility.py SAMPLES [ATTACK ...]     no attack: all of them
One attack at a time (attacks.py), on a server with default settings and a fresh data directory below $TMPDIR. Meanwhile
picket_load sends 100 events a second, whatever happens, over 16 kept connections.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import attacks
from measure import Server, load

GOOD_RATE = 100
SECONDS = 20
RAMP_SECONDS = 4  # Until an attack is as large as it gets.
SETTLE_SECONDS = 5
MANY_FILES = 16_000


def handles(server: Server) -> Counter:
    """What is open, by kind. Files come and go as segments and connections of stores do; sockets are clients."""
    kinds: Counter = Counter()
    for entry in Path(f"/proc/{server.process.pid}/fd").iterdir():
        try:
            kinds[os.readlink(entry).split(":")[0]] += 1
        except FileNotFoundError:
            pass  # Closed just now.
    return kinds


def good_clients(server: Server, samples: str, seconds: int) -> dict:
    return load(server, samples, "--connections", "16", "--rate", str(GOOD_RATE), "--seconds", str(seconds),
                "--warm-up", "0")


def measure(attack: attacks.Attack | None, samples: str, folder: Path) -> str:
    server = Server(folder / "data", {})
    try:
        return measure_on(server, attack, samples)
    finally:
        server.stop()


def measure_on(server: Server, attack: attacks.Attack | None, samples: str) -> str:
    load(server, samples, "--events", "500", "--warm-up", "0")
    target = attacks.Target(server.setup["dsn"])
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    attacker = multiprocessing.Process(target=attacks.run, args=(attack, target, stop, results),
                                       daemon=True) if attack else None
    if attack:
        attack.prepare(target)
    before = handles(server)
    cpu, began = server.cpu_seconds(), time.monotonic()
    if attacker:
        attacker.start()
        time.sleep(RAMP_SECONDS)
    good = good_clients(server, samples, attack.seconds if attack else SECONDS)
    cpu, took = server.cpu_seconds() - cpu, time.monotonic() - began
    stop.set()
    tally = dict(results.get(timeout=60)) if attacker else {}
    if attacker:
        attacker.join()
    time.sleep(SETTLE_SECONDS)
    row = [attack.name if attack else "nothing", str(attack.clients) if attack else "",
           ", ".join(f"{what}: {count}" for what, count in sorted(tally.items(), key=str)),
           f"{good['answer_ms']['p50']:.1f} / {good['answer_ms']['p99']:.1f}", f"{good['rejected']} / {good['lost']}",
           f"{server.status_mb('VmHWM'):.0f}", f"{server.status_mb('VmRSS'):.0f}", f"{cpu / took:.2f}",
           str((handles(server) - before)["socket"])]
    assert server.process.poll() is None, "it died"
    return "| " + " | ".join(row) + " |"


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    samples, names = sys.argv[1], sys.argv[2:]
    known = {attack.name: attack for attack in attacks.ATTACKS}
    for name in names:
        if name not in known:
            sys.exit(f"no attack {name!r}; there are: {', '.join(known)}")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(MANY_FILES, most), most))
    print("| attack | clients | what they saw | answer ms p50 / p99 of good clients | rejected / lost | peak RSS MB | RSS after MB "
          "| CPU cores | sockets left |\n|" + "---|" * 9)
    for attack in [known[name] for name in names] or [None, *attacks.ATTACKS]:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(attack, samples, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
