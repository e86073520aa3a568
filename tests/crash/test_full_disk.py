"""A full disk: 503 counted as `unavailable`, nothing answered is lost, service resumes when space returns."""

import time

import pytest

from checks import assert_ledger_holds
from harness import Server
from sender import Load
from small_disk import SIZE, SmallDiskServer, can_unshare, fill

class SmallStoreServer(SmallDiskServer):
    """One store has a small disk of its own: a folder, or what is not in one ("."): meta.db."""

    FOLDERS = ("log", "events", "blobs")

    def __init__(self, path, small: str, **more):
        super().__init__(path, **more)
        self.small = small

    def command(self) -> list[str]:
        def mount(folder: str) -> str:
            size = SIZE if folder == self.small else "1g"
            return f'mkdir -p -m 700 "$0/{folder}" && mount -t tmpfs -o mode=700,size={size} tmpfs "$0/{folder}" && '
        script = "".join(mount(folder) for folder in (".", *self.FOLDERS)) + 'exec "$@"'
        return ["unshare", "-rm", "sh", "-c", script, str(self.data), *Server.command(self)]


@pytest.mark.skipif(not can_unshare(), reason="no user namespaces here: NOT TESTED")
@pytest.mark.parametrize("store", ["log", "events", "blobs", "."])
def test_one_full_store_stops_nothing_for_good(tmp_path, store):
    """The log goes on while it has space, whatever the other stores do; what waits is applied when they have space again."""
    server = SmallStoreServer(tmp_path, store, env={"PICKET_LOG_SEGMENT_BYTES": str(1 << 20)})
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        wait_for(lambda: len(load.acknowledged) > 200)
        ballast = [server.inside(f"{store}/ballast{n}") for n in range(2)]
        for file in ballast:
            fill(file)  # The second takes what was freed meanwhile.
        acknowledged = len(load.acknowledged)
        if store == "log":
            wait_for(lambda: load.refused.get(503, 0) > 50)
        else:
            wait_for(lambda: len(load.acknowledged) > acknowledged + 500)
        assert server.process.poll() is None, "a full disk must not end the server"
        for file in ballast:
            file.unlink()
        acknowledged = len(load.acknowledged)
        wait_for(lambda: len(load.acknowledged) > acknowledged + 200)
    assert set(load.refused) <= {503}, load.refused
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.stop() == 0


@pytest.mark.skipif(not can_unshare(), reason="no user namespaces here: NOT TESTED")
def test_full_disk_refuses_and_recovers(tmp_path):
    server = SmallDiskServer(tmp_path)
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        wait_for(lambda: len(load.acknowledged) > 200)
        ballast = server.inside("ballast")
        fill(ballast)
        wait_for(lambda: load.refused.get(503, 0) > 20)
        fill(server.inside("ballast2"))  # what was freed meanwhile
        refused = load.refused[503]
        wait_for(lambda: load.refused[503] > refused + 20)
        assert server.process.poll() is None, "a full disk must not end the server"
        ballast.unlink()
        server.inside("ballast2").unlink()
        before = len(load.acknowledged)
        wait_for(lambda: len(load.acknowledged) > before + 200)
    assert set(load.refused) == {503}
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.wait_for_outcome("invalid", "unavailable") == load.refused[503]
    assert server.stop() == 0


def wait_for(condition, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "gave up waiting"
        time.sleep(0.02)
