"""kill -9 under load, again and again: what was answered 200 is there, once, and every count agrees."""

import random
import time

import pytest

from harness import Server
from sender import Load
from checks import assert_ledger_holds, stored_ids

ROUNDS = 20
# Small files, so that rolls and checkpoints happen within a round.
SMALL = {"PICKET_LOG_SEGMENT_BYTES": "262144", "PICKET_DUCKDB_CHECKPOINT_BYTES": "65536"}

FAULTS = [
    "segment.after_write", "segment.after_sync", "segment.roll",
    "consumer.before_blobs", "consumer.after_blobs", "consumer.after_meta", "consumer.after_events",
    "consumer.after_commit", "meta.before_commit", "meta.after_commit", "events.before_commit",
    "events.after_commit", "events.checkpoint",
]


def test_random_kills_lose_and_double_nothing(tmp_path):
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    server = Server(tmp_path, env=SMALL)
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        for _ in range(ROUNDS):
            time.sleep(chance.uniform(0.1, 0.9))  # the load runs meanwhile; this is the random moment
            server.kill()
            server.start()
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.stop() == 0


@pytest.mark.parametrize("point", FAULTS)
def test_death_at_each_step(tmp_path, point):
    """Dies at a fault point, three times on the same data, and recovers each time."""
    server = Server(tmp_path, env=SMALL)
    server.start()
    setup = server.setup()
    fired = 0
    with Load(setup["dsn"]) as load:
        load.wait_for_answers(20)  # a start alone passes some of the points, so no later one may live to answer
        for passage in (1, 2, 5):
            server.kill()
            server.start(env={"PICKET_FAULT": f"{point}=kill@{passage}"})
            fired += server.wait_for_death(20)
    assert fired, f"{point} was never passed"
    server.kill()
    server.start()
    server.wait_until_drained(setup)
    # Three deaths at the same step look like poison: an event that happened to be alone then was set aside, not lost.
    assert len(server.cli("dead-letters", "list")) <= 2
    server.cli("dead-letters", "replay", "--all")
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert stored_ids(server, setup), "something must have been stored between the deaths"
    assert server.stop() == 0


@pytest.mark.parametrize("fault", ["meta.migration=kill", "meta.migration_statement=kill@9"])
def test_death_during_migration(tmp_path, fault):
    server = Server(tmp_path)
    server.start(env={"PICKET_FAULT": fault}, wait=False)
    assert server.wait_for_death(20)
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        time.sleep(0.5)
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.stop() == 0
