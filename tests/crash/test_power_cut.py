"""Loss of power under load: only what was synced is there, of the log, of SQLite and of DuckDB. The promises hold."""

import random
import time

import pytest

from checks import assert_ledger_holds, stored_ids
from harness import Server
from power import LIBRARY, PowerSupply
from sender import Load

ROUNDS = 6
SLOW_SYNC = LIBRARY.with_name("libpicket_slow_sync.so")
# Small files, so that rolls and checkpoints happen within a round.
SMALL = {"PICKET_LOG_SEGMENT_BYTES": "262144", "PICKET_DUCKDB_CHECKPOINT_BYTES": "65536"}


@pytest.mark.parametrize("survives, slow_ms", [(0, 0), (0.5, 0), (0, 50)],
                         ids=["nothing unsynced survives", "half of it survives", "syncs take 50 ms"])
def test_what_was_answered_is_there_after_a_loss_of_power(tmp_path, survives, slow_ms):
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    server = Server(tmp_path, env=SMALL)
    power = PowerSupply(server.data)
    surroundings = {**power.environment, "SLOW_SYNC_MS": slow_ms}
    if slow_ms:  # In front: the longer that bytes are written and not synced, the more a kill finds.
        surroundings["LD_PRELOAD"] = f"{SLOW_SYNC} {surroundings['LD_PRELOAD']}"
    with server:
        setup = server.setup()  # By hand, as people do it; its answer is not what is tested here.
    lost = 0
    power.begin()
    server.start(env=surroundings)
    with Load(setup["dsn"]) as load:
        for _ in range(ROUNDS):
            load.wait_for_answers(len(load.acknowledged) + 100)
            time.sleep(chance.uniform(0, 1))  # The load runs meanwhile; this is the random moment.
            server.kill()
            lost += power.cut(chance, survives)
            power.begin()
            server.start(env=surroundings)
    server.wait_until_drained(setup)
    assert lost > 0, "nothing was unsynced: the library does not work"
    assert_ledger_holds(server, setup, load)
    assert stored_ids(server, setup)
    assert server.stop() == 0


def test_the_test_notices_a_store_that_does_not_sync(tmp_path):
    """A file that was written and renamed, but whose folder was never synced, is as it was before."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "a").write_bytes(b"old")
    power = PowerSupply(data)
    power.begin()
    (data / "a").write_bytes(b"new and longer")
    (data / "b").write_bytes(b"never named")
    assert power.cut(random.Random(1)) > 0
    assert (data / "a").read_bytes() == b"old"
    assert not (data / "b").exists()
