"""A clock that jumps by years under load, ahead and back: nothing is lost for it and every count agrees.

Events that came while it stood years back carry that time, so retention may drop them once it is right again; no others
(docs/decisions/0018-retention-doubts-a-clock-that-jumped.md).
"""

import re
import time

from clock import ShiftedClock
from harness import Server
from sender import Load

DAY = 86_400
SENDERS = 4
# To a year ahead, back to a day before the start, to the right time, two years back, and to the right time again.
LONG_AGO = -730 * DAY
JUMPS = [400 * DAY, -401 * DAY, 1 * DAY, LONG_AGO, -LONG_AGO]


def retention_is_held(server: Server) -> bool:
    return re.search(r"^picket_worker_retention_held 1", server.get("/metrics")[2], re.MULTILINE) is not None


def test_jumps_under_load(tmp_path):
    clock = ShiftedClock(tmp_path / "clock")
    held, came_long_ago = False, 0
    with Server(tmp_path, env=clock.environment) as server:
        setup = server.setup()
        with Load(setup["dsn"], threads=SENDERS) as load:
            load.wait_for_answers(100)
            for jump in JUMPS:
                clock.advance(jump)
                before = len(load.acknowledged)
                load.wait_for_answers(before + 200)
                if jump == LONG_AGO:
                    came_long_ago = len(load.acknowledged) - before
                until = time.monotonic() + 30  # It looks each second.
                while jump > DAY and not held and time.monotonic() < until:
                    held = retention_is_held(server)
                    time.sleep(0.1)
        assert held, "retention believed a clock that jumped ahead by a year"
        assert not load.refused and not load.broken, (load.refused, load.broken[:3])
        server.wait_until_drained(setup)
        # Lists leave out what was received years ago, so: what the stores say, and events one by one.
        accepted = sum(row["quantity"] for row in server.outcomes() if row["outcome"] == "accepted")
        assert accepted == len(load.acknowledged)
        # `doctor` ends with 1 here, as some events came in the future.
        ledger = re.search(r"^ok +ledger +(.*)$", server.run("doctor").stdout, re.MULTILINE)
        stored, expired = map(int, re.match(r"(\d+) stored \+ (\d+) expired", ledger.group(1)).groups())
        assert ledger.group(1) == f"{stored} stored + {expired} expired, {accepted} accepted, {accepted} counted on issues"
        assert stored + expired == accepted
        # What was on its way when the clock jumped may count to either side.
        assert expired <= came_long_ago + 2 * SENDERS
