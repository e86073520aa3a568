"""What the stores take is noted by the running server, and outlives it."""

import time

from harness import Server


def test_the_size_of_today_is_noted(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        until = time.monotonic() + 60
        while not (days := server.api("/api/0/internal/storage/", setup)["history"]):
            assert time.monotonic() < until, server.log()
            time.sleep(0.1)
        assert days[0]["date"] == time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime())
        assert {"events", "log", "meta.db"} <= {store["name"] for store in days[0]["stores"]}
        assert days[0]["usedBytes"] == sum(store["bytes"] for store in days[0]["stores"]) > 0
        assert days[0]["freeBytes"] > 0
        health = server.api(f"/api/0/organizations/{setup['org']}/ingest-health/", setup)
        assert health["secondsUntilFull"] is None, "a minute was not watched yet"
        assert server.stop() == 0
        server.start()
        assert server.api("/api/0/internal/storage/", setup)["history"][0]["date"] == days[0]["date"]
