"""Weeks in minutes: load, questions, retention, new keys and settings, logs that roll. Nothing grows, and every count agrees.

SOAK_MINUTES (10), SOAK_RATE (events a second; 70% of what this machine takes), SOAK_DAYS (that pass; 35), SOAK_OUT (where
the samples go: build/soak).
"""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from clock import ShiftedClock
from harness import ROOT, Server
from soak import DAY, LOAD, Reader, Sender, Watch
from trends import growth

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
DAYS = float(os.environ.get("SOAK_DAYS", "35"))
SAMPLES = Path(os.environ.get("SOAK_SAMPLES", ROOT.parent / "shared/samples"))
OUT = Path(os.environ.get("SOAK_OUT", ROOT / "build/soak"))
SHARE = 0.7
RETENTION_DAYS = 7
# Small files, so that many rolls happen and space comes back in small steps.
ENVIRONMENT = {"PICKET_RETENTION_DAYS": str(RETENTION_DAYS), "PICKET_LOG_SEGMENT_BYTES": str(8 << 20)}
SAMPLE_SECONDS = 5
# Less than the two days by which a clock may get ahead before retention doubts it, in one step.
LONGEST_STEP = DAY / 4
# Between the drop of a day and the next batch.
MOST_REMOVED_FILES = 4


def capacity(server: Server, setup: dict, clock: ShiftedClock) -> float:
    """Events a second that it takes when as much is sent as it answers."""
    done = subprocess.run([LOAD, "--dsn", setup["dsn"], "--samples", SAMPLES, "--events", "20000", "--connections", "32",
                           "--json"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **clock.environment})
    return json.loads(done.stdout)["accepted_per_s"]


def let_weeks_pass(clock: ShiftedClock, watch: Watch, threads: list) -> None:
    began = time.monotonic()
    seconds = MINUTES * 60
    next_sample = began
    while (now := time.monotonic()) - began < seconds:
        wanted = (now - began) / seconds * DAYS * DAY - clock.offset
        clock.advance(min(wanted, LONGEST_STEP))
        for thread in threads:
            assert thread.failure is None, repr(thread.failure)
        if now >= next_sample:
            watch.sample()
            next_sample = now + SAMPLE_SECONDS
        time.sleep(0.5)


def assert_every_event_is_accounted_for(server: Server, sender: Sender, before: int) -> None:
    """Promises 2 and 3: what was answered is accepted or filtered, and rows + expired rows are what was accepted."""
    outcomes = [row for row in server.outcomes() if row["category"] == "error"]
    by_outcome = {kind: sum(row["quantity"] for row in outcomes if row["outcome"] == kind) for kind in
                  ("accepted", "filtered", "invalid", "rate_limited", "abuse", "lost")}
    print(f"answers {dict(sender.statuses)}, outcomes {by_outcome}")
    assert by_outcome["accepted"] + by_outcome["filtered"] == before + sender.statuses[200], (by_outcome, sender.statuses)
    assert by_outcome["filtered"] > 0, "the filter that comes and goes has dropped nothing"
    assert by_outcome["lost"] == 0
    checks = {check["name"]: check for check in server.cli("doctor")["checks"]}
    for name in ("ledger", "intake"):
        assert checks[name]["health"] == "ok", checks[name]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no sample events in {SAMPLES}: NOT TESTED")
def test_weeks_in_minutes(tmp_path):
    OUT.mkdir(parents=True, exist_ok=True)
    clock = ShiftedClock(tmp_path / "clock")
    server = Server(tmp_path, env={**ENVIRONMENT, **clock.environment})
    with server:
        setup = server.setup()
        rate, before = float(os.environ.get("SOAK_RATE", 0)), 0
        if not rate:
            rate = SHARE * capacity(server, setup, clock)
            server.wait_until_drained(setup)
            before = sum(row["quantity"] for row in server.outcomes() if row["outcome"] == "accepted")
        print(f"{rate:.0f} events/s for {MINUTES:g} minutes in which {DAYS:g} days pass")
        reader, sender = Reader(server, setup, pause=0.2), Sender(server, setup, clock, str(SAMPLES), rate)
        watch = Watch(server, clock, reader, sender, OUT / "soak.csv")
        threads = [reader, sender]
        for thread in threads:
            thread.start()
        try:
            let_weeks_pass(clock, watch, threads)
        finally:
            for thread in threads:
                thread.stop()
            watch.close()
        server.wait_until_drained(setup, seconds=600)
        print(f"pages {dict(reader.statuses)}, {sender.rounds} keys")
        assert set(sender.statuses) == {200}, sender.statuses
        # An issue whose events have expired between two questions has no latest one.
        assert set(reader.statuses) <= {200, 404} and reader.statuses[404] * 50 <= reader.statuses[200], reader.statuses
        assert_every_event_is_accounted_for(server, sender, before)
        # A file that is open keeps its space on the disk, which no size of a folder shows.
        assert max(row["removed_files"] for row in watch.rows) <= MOST_REMOVED_FILES
        assert growth(watch.rows) == []
