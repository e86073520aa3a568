"""Log files that were cut or damaged while the server was down: it starts, says so, and accounts for what is gone."""

import random
import time

import pytest

from checks import assert_ledger_holds, stored_ids
from harness import Server
from sender import Load


def log_files(server):
    """Segment files of the events topic that hold something, the newest of each partition last."""
    return sorted(f for f in (server.data / "log").glob("ingest-events-*/*") if f.stat().st_size > 4096)


def killed_with_backlog(tmp_path):
    """A server killed while its consumer stood still, so that the log holds what nobody processed."""
    server = Server(tmp_path)
    server.start()
    setup = server.setup()
    server.kill()
    server.start(env={"PICKET_FAULT": "consumer.before_blobs=stall"})
    with Load(setup["dsn"]) as load:
        until = time.monotonic() + 30
        while len(load.acknowledged) < 500 and time.monotonic() < until:
            time.sleep(0.02)
    server.kill()
    return server, setup, load


@pytest.mark.parametrize("damage", ["cut", "flip", "garbage"])
def test_damaged_tail(tmp_path, damage):
    server, setup, load = killed_with_backlog(tmp_path)
    chance = random.Random(7)
    for file in log_files(server):
        data = bytearray(file.read_bytes())
        if damage == "cut":
            del data[-chance.randrange(1, 2000):]
        elif damage == "flip":
            data[-chance.randrange(1, 2000)] ^= 0x40
        else:
            data += bytes(chance.randrange(256) for _ in range(3000))
        file.write_bytes(bytes(data))
    server.start()
    server.wait_until_drained(setup)
    stored = stored_ids(server, setup)
    gone = load.acknowledged - set(stored)
    assert set(stored) <= load.sent
    if damage == "garbage":
        assert not gone, "appended garbage takes nothing away"
    else:
        assert 0 < len(gone) <= 2 * 10, f"only the damaged tails may be gone, not {len(gone)}"
    with Load(setup["dsn"]) as more:
        time.sleep(0.3)
    server.wait_until_drained(setup)
    assert more.acknowledged <= set(stored_ids(server, setup))
    assert server.stop() == 0


@pytest.mark.parametrize("damage", ["cut", "flip", "zeros", "start"])
def test_damaged_event_store_log(tmp_path, damage):
    """The event store's write-ahead log, after the log of events was trimmed: the rows come back from meta.db."""
    server = Server(tmp_path)
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        until = time.monotonic() + 30
        while len(load.acknowledged) < 400 and time.monotonic() < until:
            time.sleep(0.02)
    server.wait_until_drained(setup)
    server.kill()
    wal = server.data / "events" / "events.duckdb.wal"
    data = bytearray(wal.read_bytes())
    assert len(data) > 50_000, "nothing was checkpointed yet"
    if damage == "cut":
        del data[len(data) // 3:]
    elif damage == "flip":
        data[len(data) // 3] ^= 0x08
    elif damage == "zeros":
        data += bytes(4096)
    else:
        data[8:40] = b"\xff" * 32  # What DuckDB knows its own by.
    wal.write_bytes(bytes(data))
    server.start()
    log = server.log()
    assert damage == "cut" or "The event store's WAL" in log and ".damaged-1" in log, log
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.cli("doctor", "--json")["health"] != "fail"
    assert damage == "cut" or wal.with_name(wal.name + ".damaged-1").exists()
    with Load(setup["dsn"]) as more:
        time.sleep(0.3)
    server.wait_until_drained(setup)
    assert more.acknowledged <= set(stored_ids(server, setup))
    assert server.stop() == 0
