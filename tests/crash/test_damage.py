"""Log files that were cut or damaged while the server was down: it starts, says so, and accounts for what is gone."""

import random
import time

import pytest

from checks import stored_ids
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
